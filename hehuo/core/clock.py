"""The one place that asks what time it is, so that a test or the demo can stand at any moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

CHINA = ZoneInfo("Asia/Shanghai")
_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """This moment, with its time zone."""
    return _stopped_at.get() or timezone.now()


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
