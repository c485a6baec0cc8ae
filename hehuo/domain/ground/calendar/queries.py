"""Counting days as an office does. A year that nobody has entered is counted by weekends only: say so beside it."""

from datetime import date, timedelta

from django.db.models import QuerySet

from hehuo.domain.ground.calendar.models import CalendarDay, is_weekend

ONE_DAY = timedelta(days=1)


def days_of(year: int) -> QuerySet[CalendarDay]:
    """The holidays and shifted workdays of a year."""
    return CalendarDay.objects.filter(day__year=year)


def day_of(day: date) -> CalendarDay | None:
    """What the calendar says of one day, where it says anything."""
    return CalendarDay.objects.filter(pk=day).first()


def is_known_year(year: int) -> bool:
    """Whether the year's arrangement is entered; without it counting goes by weekends, and pages warn."""
    return days_of(year).exists()


def is_working_day(day: date) -> bool:
    """Whether offices work on this day."""
    found = day_of(day)
    return not found.is_off if found else not is_weekend(day)


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after a day, which itself does not count; the day itself for 0."""
    if n < 0:
        raise ValueError("count forward only")
    off = exceptions(day, day + timedelta(days=3 * n + 40))
    while n:
        day += ONE_DAY
        n -= _works(day, off)
    return day


def count_working_days(first: date, last: date) -> int:
    """How many working days lie between two days, both counted; 0 where the last is before the first."""
    off = exceptions(first, last)
    return sum(_works(first + timedelta(days=number), off) for number in range((last - first).days + 1))


def exceptions(first: date, last: date) -> dict[date, bool]:
    """The days that do not follow the week, from one day to another: whether each is off."""
    return dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "is_off"))


def _works(day: date, off: dict[date, bool]) -> bool:
    return not off.get(day, is_weekend(day))
