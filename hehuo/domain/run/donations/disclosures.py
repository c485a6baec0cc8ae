"""When the law wants an account of a campaign: pure sums of days, and the articles they follow from (R-21)."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.domain.run.donations.kinds import DisclosureKind

LONG_MONTHS = 6  # a campaign that lasts longer is told of while it runs
PROGRESS_MONTHS = 3
FINAL_MONTHS = 3
EMERGENCY_DAYS = 5

ARTICLES: dict[DisclosureKind, Promise] = {
    DisclosureKind.PROGRESS: _("慈善法第七十九条：募捐超过六个月，至少每三个月公开一次"),
    DisclosureKind.FINAL: _("慈善法第七十九条：募捐结束后三个月内全面公开"),
    DisclosureKind.EMERGENCY: _("慈善法第七十二条：应急募捐，至少每五日公开一次"),
}
TELL_DONORS = _("慈善法第八十条：定向捐赠，同时告诉捐赠人")


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a campaign: without an end it goes on. What fell due before it was known here was the charity's."""

    starts_on: date
    ends_on: date | None = None
    emergency_from: date | None = None
    known_from: date | None = None

    @property
    def is_long(self) -> bool:
        """Whether it lasts longer than six months."""
        return self.ends_on is None or self.ends_on > months_after(self.starts_on, LONG_MONTHS)


@dataclass(frozen=True, slots=True)
class Due:
    """One account, and its last day."""

    kind: DisclosureKind
    on: date

    @property
    def article(self) -> Promise:
        return ARTICLES[self.kind]


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has none (31 January, 29 February)."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def next_dues(course: Course, told: Mapping[DisclosureKind, date]) -> list[Due]:
    """The next account of each kind, after the days on which the last of each kind was told."""
    ends_on, dues = course.ends_on, list[Due]()
    if course.emergency_from:
        last = max(told.get(DisclosureKind.EMERGENCY, course.emergency_from), course.emergency_from)
        on = last + timedelta(days=EMERGENCY_DAYS)
        if ends_on is None or on <= ends_on:
            dues.append(Due(DisclosureKind.EMERGENCY, on))
    if course.is_long:
        on = months_after(told.get(DisclosureKind.PROGRESS, course.starts_on), PROGRESS_MONTHS)
        while DisclosureKind.PROGRESS not in told and course.known_from and on < course.known_from:
            on = months_after(on, PROGRESS_MONTHS)
        if ends_on is None or on < ends_on:
            dues.append(Due(DisclosureKind.PROGRESS, on))
    if ends_on is not None and DisclosureKind.FINAL not in told:
        dues.append(Due(DisclosureKind.FINAL, months_after(ends_on, FINAL_MONTHS)))
    return dues


def schedule(course: Course, until: date) -> Iterator[Due]:
    """Every account until a day, by day, if each is told on its last day."""
    told: dict[DisclosureKind, date] = {}
    while dues := [due for due in next_dues(course, told) if due.on <= until]:
        due = min(dues, key=lambda each: each.on)
        told[due.kind] = due.on
        yield due
