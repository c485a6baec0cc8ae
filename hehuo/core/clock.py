"""The one place that asks what time it is, so that a test or the demo can stand at any moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

CHINA = ZoneInfo("Asia/Shanghai")
_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)
_stopped_everywhere: list[datetime] = []


def now() -> datetime:
    """This moment, with its time zone."""
    return _stopped_at.get() or (_stopped_everywhere[-1] if _stopped_everywhere else timezone.now())


def today() -> date:
    """The date on the wall of the office, in China."""
    return now().astimezone(CHINA).date()


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of that day in China."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def local(moment: datetime) -> datetime:
    """The same moment as a clock in China shows it."""
    return moment.astimezone(CHINA)


@contextmanager
def stopped(moment: datetime) -> Iterator[None]:
    """Stand still at a moment: for tests and for telling the demo's story."""
    token = _stopped_at.set(moment)
    try:
        yield
    finally:
        _stopped_at.reset(token)


@contextmanager
def stopped_everywhere(moment: datetime) -> Iterator[None]:
    """Stand still in every thread of the process: for a test that drives a server of its own."""
    _stopped_everywhere.append(moment)  # a context does not reach the server's threads
    try:
        yield
    finally:
        _stopped_everywhere.pop()
