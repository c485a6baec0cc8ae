"""Which spaces there are, when they are free, and who has them when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from hehuo.core import clock
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import hours
from hehuo.domain.ground.spaces.hours import Window
from hehuo.domain.ground.spaces.kinds import KEPT, QUARTER, Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, Closure, OpeningRule, Part, Slot, Space

ONE_DAY = timedelta(days=1)
OPEN_TO_PEOPLE = (Audience.RESIDENT, Audience.PARTNER)
Taken = dict[tuple[UUID, UUID], list[Window]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A room, or a part of it, that is free when somebody asks."""

    space: Space
    part: Part | None = None  # None is the whole of it


@dataclass(frozen=True, slots=True)
class FreeDay:
    """When one room is free for long enough on one day."""

    space: Space
    day: date
    windows: Sequence[Window]


@dataclass(frozen=True, slots=True)
class DayUse:
    """One day of one space: when it is open for people, what is booked, why it is shut."""

    day: date
    windows: Sequence[tuple[str, Window]]
    bookings: Sequence[Booking]
    closure: Closure | None


@dataclass(frozen=True, slots=True)
class Use:
    """How much of the hours open to residents and partners was used, in minutes (R-41: without hours no rate)."""

    space: Space
    used: int
    open: int


def open_spaces() -> QuerySet[Space]:
    """The spaces in use, with their opening hours."""
    return Space.objects.filter(closed_on=None).select_related("place").prefetch_related("opening_rules")


def all_spaces() -> QuerySet[Space]:
    """Every space, closed ones too."""
    return Space.objects.select_related("place").prefetch_related("opening_rules", "parts")


def opening_rules() -> QuerySet[OpeningRule]:
    """All opening hours, each with its space."""
    return OpeningRule.objects.select_related("space")


def closures() -> QuerySet[Closure]:
    """The days on which spaces are shut, each with its space."""
    return Closure.objects.select_related("space")


def closures_ahead(space: Space) -> QuerySet[Closure]:
    """When a space will be shut, from today on."""
    return closures().filter(Q(space=None) | Q(space=space), to_on__gte=clock.today())


def taken_quarters(
    space: Space, from_at: datetime, to_at: datetime, parts: Iterable[Part] | None = None
) -> set[datetime]:
    """The quarter-hours between two moments in which any of the parts is taken, cleaning included."""
    slots = Slot.objects.filter(space=space, quarter_at__gte=from_at, quarter_at__lt=to_at)
    if parts is not None:
        slots = slots.filter(part__in=list(parts))
    return set(slots.values_list("quarter_at", flat=True))


def free_times(space: Space, day: date, audience: Audience) -> list[Window]:
    """When the whole space is still free on a day for an audience; what has passed today is left out."""
    windows = hours.windows_of(space, day, audience)
    taken = taken_quarters(space, clock.at(day), clock.at(day + ONE_DAY))
    now = clock.now()
    passed = {quarter for window in windows for quarter in window.quarters() if quarter < now}
    return hours.free_within(windows, taken | passed)


def taken_between(from_at: datetime, to_at: datetime, spaces: Iterable[Space] | None = None) -> Taken:
    """What is taken of each part: one stretch a booking, put together by the database, in one statement."""
    slots = Slot.objects.filter(quarter_at__gte=from_at, quarter_at__lt=to_at)
    if spaces is not None:
        slots = slots.filter(space__in=[space.pk for space in spaces])
    found: Taken = {}
    kept = slots.order_by().values_list("space_id", "part_id", "booking_id")
    for space_id, part_id, _booking, first, last in kept.annotate(first=Min("quarter_at"), last=Max("quarter_at")):
        found.setdefault((space_id, part_id), []).append(Window(first, last + QUARTER))
    return found


def free_choices(
    starts_at: datetime, ends_at: datetime, *, people: int = 0, audience: Audience = Audience.RESIDENT
) -> list[Choice]:
    """What is open and free at a time: whole rooms, and the free parts of rooms that are partly taken.

    Seven statements at most, however many rooms; `people` leaves out rooms that seat fewer.
    """
    day = clock.local(starts_at).date()
    days, taken = hours.days_between(day, day), taken_between(clock.at(day), clock.at(day + ONE_DAY))
    found: list[Choice] = []
    for space in all_spaces().filter(closed_on=None):
        wanted = Window(starts_at, ends_at + space.cleaning)
        if people and space.seats is not None and space.seats < people:
            continue
        if not any(w.holds(starts_at, ends_at) for w in hours.windows_of(space, day, audience, days)):
            continue
        parts = list(space.parts.all())
        free = [part for part in parts if is_free(taken.get((space.id, part.id), []), wanted)]
        if len(free) == len(parts):
            found.append(Choice(space))
        if len(parts) > 1:
            found += [Choice(space, part) for part in free]
    return found


def open_but_taken(starts_at: datetime, ends_at: datetime, free: Iterable[Choice]) -> list[Space]:
    """Rooms that are open to residents at a time, and not among those that are free: one can wait for them."""
    day = clock.local(starts_at).date()
    days, had = hours.days_between(day, day), {choice.space.id for choice in free}
    return [
        space
        for space in open_spaces()
        if space.id not in had
        and any(w.holds(starts_at, ends_at) for w in hours.windows_of(space, day, Audience.RESIDENT, days))
    ]


def is_free(taken: Iterable[Window], wanted: Window) -> bool:
    """Whether none of what is taken lies in a stretch."""
    return all(wanted.ends_at <= each.starts_at or each.ends_at <= wanted.starts_at for each in taken)


def free_days(
    first: date,
    last: date,
    *,
    minutes: int,
    people: int = 0,
    audience: Audience = Audience.RESIDENT,
    spaces: Iterable[Space] | None = None,
) -> list[FreeDay]:
    """When each room is wholly free for so many minutes, from a day to a day, by day and name.

    The same seven statements for one room and a day, or for 200 rooms and 90 days.
    """
    rooms = list(all_spaces().filter(closed_on=None)) if spaces is None else list(spaces)
    days, now = hours.days_between(first, last), clock.now()
    taken: dict[tuple[UUID, date], list[Window]] = {}
    for (space_id, _part), windows in taken_between(clock.at(first), clock.at(last + ONE_DAY)).items():
        for window in windows:
            taken.setdefault((space_id, clock.local(window.starts_at).date()), []).append(window)
    found: list[FreeDay] = []
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        for space in rooms:
            if people and space.seats is not None and space.seats < people:
                continue
            open_then = hours.windows_of(space, day, audience, days)
            gone = [*taken.get((space.id, day), []), Window(clock.at(day), _next_quarter(now))]
            free = hours.without(open_then, gone) if open_then else []
            if long_enough := [window for window in free if window.minutes >= minutes]:
                found.append(FreeDay(space, day, long_enough))
    return found


def _next_quarter(now: datetime) -> datetime:
    seconds = -int(now.timestamp()) % int(QUARTER.total_seconds())
    return now.replace(microsecond=0) + timedelta(seconds=seconds)


def clashes(
    space: Space, windows: Sequence[Window], audience: Audience, parts: Iterable[Part] | None = None
) -> dict[Window, Booking | None]:
    """Which of some stretches cannot be had: with the booking that is in the way, or None outside the hours."""
    if not windows:
        return {}
    first, last = windows[0].starts_at, windows[-1].ends_at
    days = hours.days_between(clock.local(first).date(), clock.local(last).date())
    slots = Slot.objects.filter(space=space, quarter_at__gte=first, quarter_at__lt=last + space.cleaning)
    if parts is not None:
        slots = slots.filter(part__in=list(parts))
    kept = {slot.quarter_at: slot.booking for slot in slots.select_related("booking")}
    found: dict[Window, Booking | None] = {}
    for window in windows:
        day = clock.local(window.starts_at).date()
        wanted = Window(window.starts_at, window.ends_at + space.cleaning).quarters()
        in_the_way = next((kept[quarter] for quarter in wanted if quarter in kept), None)
        if in_the_way:
            found[window] = in_the_way
        elif not any(w.holds(window.starts_at, window.ends_at) for w in hours.windows_of(space, day, audience, days)):
            found[window] = None
    return found


def bookings_between(space: Space | None, from_at: datetime, to_at: datetime) -> QuerySet[Booking]:
    """What is kept in a space (or anywhere) between two moments, in order of time."""
    found = Booking.objects.filter(state__in=KEPT, starts_at__lt=to_at, ends_at__gt=from_at)
    if space is not None:
        found = found.filter(space=space)
    return found.select_related("space", "booked_by").order_by("starts_at", "id")


def bookings_of(person: Person) -> QuerySet[Booking]:
    """What a person has booked from today on."""
    found = Booking.objects.filter(booked_by=person, ends_at__gte=clock.at(clock.today()))
    return found.select_related("space").order_by("starts_at", "id")


def bookings() -> QuerySet[Booking]:
    """Every booking, with its space and booker."""
    return Booking.objects.select_related("space", "booked_by")


def series_of(booking: Booking) -> QuerySet[Booking]:
    """The bookings of the same time every week, this one among them."""
    if booking.series_id is None:
        return bookings().none()
    return bookings().filter(series_id=booking.series_id).order_by("starts_at", "id")


def booking_now(space: Space, within: timedelta = timedelta()) -> Booking | None:
    """Who has a space now, or will have it in so long."""
    now = clock.now()
    found = bookings_between(space, now, now + within + timedelta(seconds=1))
    return found.filter(state=BookingState.BOOKED).first()


def unused_by(people: Iterable[UUID]) -> dict[UUID, int]:
    """How often each of these persons booked and did not come."""
    rows = Booking.objects.filter(state=BookingState.UNUSED, booked_by__in=list(people)).values("booked_by_id")
    return {row["booked_by_id"]: row["times"] for row in rows.annotate(times=Count("id"))}


def days_of(space: Space, first: date, last: date) -> list[DayUse]:
    """A space day by day, as a calendar shows it; four statements, however many days."""
    days = hours.days_between(first, last)
    booked: dict[date, list[Booking]] = {}
    for booking in bookings_between(space, clock.at(first), clock.at(last + ONE_DAY)):
        booked.setdefault(clock.local(booking.starts_at).date(), []).append(booking)
    return [
        _day_of(space, first + number * ONE_DAY, days, booked.get(first + number * ONE_DAY, []))
        for number in range((last - first).days + 1)
    ]


def spaces_on(day: date) -> list[tuple[Space, DayUse]]:
    """Every space in use on one day, side by side; five statements, however many spaces."""
    days, booked = hours.days_between(day, day), dict[UUID, list[Booking]]()
    for booking in bookings_between(None, clock.at(day), clock.at(day + ONE_DAY)):
        booked.setdefault(booking.space_id, []).append(booking)
    return [(space, _day_of(space, day, days, booked.get(space.id, []))) for space in open_spaces()]


def _day_of(space: Space, day: date, days: hours.Days, booked: Sequence[Booking]) -> DayUse:
    windows = [
        (str(audience.label), window)
        for audience in OPEN_TO_PEOPLE
        for window in hours.windows_of(space, day, audience, days)
    ]
    return DayUse(day, windows, booked, days.closure_of(space, day))


def use_between(first: date, last: date) -> list[Use]:
    """Each space's minutes used and open, from a day to a day; five statements, however many spaces.

    Used is what was booked and not left empty, inside the hours open to residents and partners.
    """
    days, booked = hours.days_between(first, last), dict[tuple[UUID, date], list[Window]]()
    used = Booking.objects.filter(
        state=BookingState.BOOKED, starts_at__gte=clock.at(first), starts_at__lt=clock.at(last + ONE_DAY)
    ).values_list("space_id", "starts_at", "ends_at")
    for space_id, starts_at, ends_at in used:
        booked.setdefault((space_id, clock.local(starts_at).date()), []).append(Window(starts_at, ends_at))
    return [_use_of(space, first, last, days, booked) for space in open_spaces()]


def _use_of(
    space: Space, first: date, last: date, days: hours.Days, booked: dict[tuple[UUID, date], list[Window]]
) -> Use:
    minutes, left = 0, 0
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        windows = hours.merged(w for each in OPEN_TO_PEOPLE for w in hours.windows_of(space, day, each, days))
        minutes += sum(window.minutes for window in windows)
        left += sum(window.minutes for window in hours.without(windows, booked.get((space.id, day), [])))
    return Use(space, minutes - left, minutes)
