"""The days of the demo's story, counted from today, so that something is always due, open and late."""

from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

from hehuo.core import clock

BEGINNING = 400  # days ago: when the offices were set up


def day(ago: int) -> date:
    """The day so many days ago; a negative number is ahead."""
    return clock.today() - timedelta(days=ago)


def month(back: int) -> date:
    """The first day of the month so many months back."""
    today = clock.today()
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def standing(on: date, hour: int = 9, minute: int = 0) -> AbstractContextManager[None]:
    """Stand at a moment of a day, though never in the future."""
    return clock.stopped(moment(on, hour, minute))


def moment(on: date, hour: int = 9, minute: int = 0) -> datetime:
    """That moment, or now where it is still to come."""
    return min(clock.at(on, hour, minute), clock.now())
