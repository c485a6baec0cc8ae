"""Writing the calendar. It is one for the whole house and lies below the rooms that know who may what:
people change it through the flow `set_calendar_days`, which asks and keeps the record."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.ground.calendar import arrangements, queries
from hehuo.domain.ground.calendar.arrangements import Arranged
from hehuo.domain.ground.calendar.models import CalendarDay

LONGEST = 31


@transaction.atomic
def seed_years(*, years: Iterable[int] | None = None) -> int:
    """Enter the arrangements that the program knows, for years nobody has entered yet; how many days came in."""
    wanted = arrangements.known_years() if years is None else years
    missing = [year for year in wanted if not queries.is_known_year(year)]
    return len(_enter(arranged for year in missing for arranged in arrangements.arrangement_of(year)))


@transaction.atomic
def set_days(*, first: date, last: date, is_off: bool, name: str) -> list[CalendarDay]:
    """Say of each day from first to last that it is a holiday, or a workday. Raises Invalid."""
    if last < first:
        raise Invalid("last", _("最后一天在第一天前面了，请对调。"))
    if (last - first).days >= LONGEST:
        raise Invalid("last", _("一次最多写 %d 天，请分几次。") % LONGEST)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return _enter(Arranged(day, is_off, name.strip()) for day in days)


def clear_day(*, day: date) -> None:
    """Let a day follow the week again."""
    CalendarDay.objects.filter(pk=day).delete()


def _enter(days: Iterable[Arranged]) -> list[CalendarDay]:
    rows = [CalendarDay(day=each.day, is_off=each.is_off, name=each.name) for each in days]
    return CalendarDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day"], update_fields=["is_off", "name"]
    )
