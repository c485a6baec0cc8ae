"""When a space is open for whom: the one reading that rules and queries share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hehuo.core import clock
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.spaces.kinds import QUARTER, Audience
from hehuo.domain.ground.spaces.models import Closure, Space

OFFICE_OPENS, OFFICE_CLOSES = 7, 22


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one day."""

    starts_at: datetime
    ends_at: datetime

    def __str__(self) -> str:
        return f"{clock.local(self.starts_at):%H:%M}—{clock.local(self.ends_at):%H:%M}"

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    def holds(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at <= starts_at and ends_at <= self.ends_at

    def quarters(self) -> list[datetime]:
        """The quarter-hours of the stretch, by when they begin."""
        count = -((self.starts_at - self.ends_at) // QUARTER)
        return [self.starts_at + number * QUARTER for number in range(count)]


@dataclass(frozen=True, slots=True)
class Days:
    """What the year's arrangement and the closures say of some days: read once for as many rooms as one likes."""

    off: Mapping[date, bool]
    closures: Sequence[Closure]

    def weekday_of(self, day: date) -> str:
        """Whose hours hold: a holiday is kept like a Sunday, a shifted workday like a Monday (R-10, R-38)."""
        is_weekend = day.weekday() >= 5
        if self.off.get(day, is_weekend) == is_weekend:
            return str(day.isoweekday())
        return "1" if is_weekend else "7"

    def closure_of(self, space: Space, day: date) -> Closure | None:
        """Why a space is shut on a day, where it is."""
        return next((each for each in self.closures if _shuts(each, space, day)), None)


def _shuts(closure: Closure, space: Space, day: date) -> bool:
    return closure.space_id in {None, space.id} and closure.from_on <= day <= closure.to_on


def days_between(first: date, last: date) -> Days:
    """Two statements, however many days and rooms."""
    shut = Closure.objects.filter(from_on__lte=last, to_on__gte=first)
    return Days(calendar.exceptions(first, last), list(shut))


def weekday_of(day: date) -> str:
    """Whose hours hold on one day."""
    return days_between(day, day).weekday_of(day)


def windows_of(space: Space, day: date, audience: Audience, days: Days | None = None) -> list[Window]:
    """The stretches of a day in which an audience may use a space, bookings left aside; `days` saves asking again."""
    days = days or days_between(day, day)
    return _windows(space, day, audience, days.weekday_of(day), days)


def is_shut_by_calendar(space: Space, wanted: Window, audience: Audience) -> bool:
    """Whether a stretch lies inside the hours of its own weekday, and only a holiday or a shifted workday shuts it."""
    day = clock.local(wanted.starts_at).date()
    days = days_between(day, day)
    usual = _windows(space, day, audience, str(day.isoweekday()), days)
    return _holds(usual, wanted) and not _holds(windows_of(space, day, audience, days), wanted)


def _holds(windows: Iterable[Window], wanted: Window) -> bool:
    return any(window.holds(wanted.starts_at, wanted.ends_at) for window in windows)


def _windows(space: Space, day: date, audience: Audience, digit: str, days: Days) -> list[Window]:
    """The stretches of a day that follows the hours of a weekday. Hours kept for residents are nobody else's (R-10)."""
    if space.closed_on and space.closed_on <= day:
        return []
    if audience == Audience.OFFICE:
        return [Window(clock.at(day, OFFICE_OPENS), clock.at(day, OFFICE_CLOSES))]
    if days.closure_of(space, day):
        return []
    found = _ruled(space, day, audience, digit)
    return without(found, _ruled(space, day, Audience.RESIDENT, digit)) if audience == Audience.PARTNER else found


def _ruled(space: Space, day: date, audience: Audience, digit: str) -> list[Window]:
    rules = [rule for rule in space.opening_rules.all() if rule.audience == audience and rule.holds_on(day, digit)]
    return [
        Window(
            clock.at(day, rule.from_time.hour, rule.from_time.minute),
            clock.at(day, rule.to_time.hour, rule.to_time.minute),
        )
        for rule in sorted(rules, key=lambda rule: (rule.from_time, rule.to_time))
    ]


def without(windows: Iterable[Window], taken: Iterable[Window]) -> list[Window]:
    """What is left of some stretches when others are taken out of them."""
    left = list(windows)
    for each in sorted(taken, key=lambda window: window.starts_at):
        left = [
            piece
            for window in left
            for piece in (
                Window(window.starts_at, min(window.ends_at, each.starts_at)),
                Window(max(window.starts_at, each.ends_at), window.ends_at),
            )
            if piece.starts_at < piece.ends_at
        ]
    return left


def merged(windows: Iterable[Window]) -> list[Window]:
    """The same time, each moment once, in order."""
    found: list[Window] = []
    for window in sorted(windows, key=lambda each: each.starts_at):
        if found and window.starts_at <= found[-1].ends_at:
            found[-1] = Window(found[-1].starts_at, max(found[-1].ends_at, window.ends_at))
        else:
            found.append(window)
    return found


def free_within(windows: Iterable[Window], taken: set[datetime]) -> list[Window]:
    """What is left of some stretches when quarter-hours are taken out of them."""
    return without(windows, merged(Window(quarter, quarter + QUARTER) for quarter in taken))
