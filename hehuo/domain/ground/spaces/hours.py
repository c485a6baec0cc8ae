"""When a space is open for whom: the one reading that rules and queries share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hehuo.core import clock
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.spaces.kinds import QUARTER, Audience
from hehuo.domain.ground.spaces.models import Space

OFFICE_OPENS, OFFICE_CLOSES = 7, 22


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one day."""

    starts_at: datetime
    ends_at: datetime

    def __str__(self) -> str:
        return f"{clock.local(self.starts_at):%H:%M}—{clock.local(self.ends_at):%H:%M}"

    def holds(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at <= starts_at and ends_at <= self.ends_at

    def quarters(self) -> list[datetime]:
        """The quarter-hours of the stretch, by when they begin."""
        count = -((self.starts_at - self.ends_at) // QUARTER)
        return [self.starts_at + number * QUARTER for number in range(count)]


def weekday_of(day: date) -> str:
    """Whose hours hold on a day: a holiday is kept like a Sunday, a shifted workday like a Monday (R-10, R-38)."""
    follows_week = calendar.is_working_day(day) == (day.weekday() < 5)
    return str(day.isoweekday() if follows_week else 7 if day.weekday() < 5 else 1)


def windows_of(space: Space, day: date, audience: Audience) -> list[Window]:
    """The stretches of a day in which an audience may use a space, bookings left aside."""
    return _windows(space, day, audience, weekday_of(day))


def is_shut_by_calendar(space: Space, wanted: Window, audience: Audience) -> bool:
    """Whether a stretch lies inside the hours of its own weekday, and only a holiday or a shifted workday shuts it."""
    day = clock.local(wanted.starts_at).date()
    usual = _windows(space, day, audience, str(day.isoweekday()))
    return _holds(usual, wanted) and not _holds(windows_of(space, day, audience), wanted)


def _holds(windows: Iterable[Window], wanted: Window) -> bool:
    return any(window.holds(wanted.starts_at, wanted.ends_at) for window in windows)


def _windows(space: Space, day: date, audience: Audience, digit: str) -> list[Window]:
    """The stretches of a day that follows the hours of a weekday."""
    if space.closed_on and space.closed_on <= day:
        return []
    if audience == Audience.OFFICE:
        return [Window(clock.at(day, OFFICE_OPENS), clock.at(day, OFFICE_CLOSES))]
    rules = [rule for rule in space.opening_rules.all() if rule.audience == audience and digit in rule.weekdays]
    return [
        Window(
            clock.at(day, rule.from_time.hour, rule.from_time.minute),
            clock.at(day, rule.to_time.hour, rule.to_time.minute),
        )
        for rule in sorted(rules, key=lambda rule: rule.from_time)
    ]


def free_within(windows: Iterable[Window], taken: set[datetime]) -> list[Window]:
    """What is left of some stretches when quarter-hours are taken out of them."""
    free: list[Window] = []
    for window in windows:
        begun: datetime | None = None
        for quarter in [*window.quarters(), window.ends_at]:
            busy = quarter in taken or quarter == window.ends_at
            if busy and begun:
                free.append(Window(begun, quarter))
                begun = None
            elif not busy and begun is None:
                begun = quarter
    return free
