"""Who asked for what, who waits where, and how often somebody had a space already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import QuerySet

from hehuo.core import clock
from hehuo.domain.ground.bookings import rules
from hehuo.domain.ground.bookings.kinds import OPEN, AskState
from hehuo.domain.ground.bookings.models import Ask, Feed, Terms
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.hours import Window
from hehuo.domain.ground.spaces.kinds import KEPT, Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, Part, Space

COUNTED = (*KEPT, BookingState.UNUSED)  # who did not come has used their turn
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Planned:
    """One date of a weekly booking, and what is in the way: a booking, or the hours themselves."""

    window: Window
    is_free: bool
    in_the_way: Booking | None = None


def terms_of(space: Space) -> Terms:
    """The terms of a space; those of the house where it has none of its own."""
    return Terms.objects.filter(space=space).first() or Terms(space=space)


def asks() -> QuerySet[Ask]:
    """Everything that was asked for, with its space and person."""
    return Ask.objects.select_related("space", "part", "person", "booking__space", "booking__booked_by")


def asks_of(person: Person) -> QuerySet[Ask]:
    """What a person has asked for, the latest time first."""
    return asks().filter(person=person).order_by("-starts_at", "-id")


def asks_open() -> QuerySet[Ask]:
    """What waits for a worker's yes, for a place, or for its asker."""
    return asks().filter(state__in=OPEN).order_by("starts_at", "asked_at", "id")


def ask_of(booking: Booking) -> Ask | None:
    """What somebody asked that led to a booking."""
    return asks().filter(booking=booking).first()


def waiting_in(space: Space) -> list[Ask]:
    """Who waits in a space, the first who asked first."""
    line = Ask.objects.filter(space=space, state=AskState.WAITING, starts_at__gt=clock.now())
    return list(line.select_related("space", "part", "person").order_by("asked_at", "id"))


def place_in_line(ask: Ask) -> int:
    """How many wait for a time that overlaps, up to and with this one."""
    before = Ask.objects.filter(
        space_id=ask.space_id, state=AskState.WAITING, starts_at__lt=ask.ends_at, ends_at__gt=ask.starts_at
    )
    earlier = before.filter(asked_at__lt=ask.asked_at) | before.filter(asked_at=ask.asked_at, id__lte=ask.id)
    return earlier.count()


def waits_for(person: Person, asked: Ask) -> bool:
    """Whether a person waits already for a time in the same space that overlaps."""
    return Ask.objects.filter(
        person=person, space=asked.space, state=AskState.WAITING, starts_at__lt=asked.ends_at,
        ends_at__gt=asked.starts_at,
    ).exists()  # fmt: skip


def times_in(space: Space, person: Person, day: date) -> tuple[int, int]:
    """How often a person has a space in the week (from Monday) and in the month of a day."""
    monday, first = day - timedelta(days=day.weekday()), day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    kept = Booking.objects.filter(space=space, booked_by=person, audience=Audience.RESIDENT, state__in=COUNTED)
    starts = kept.filter(
        starts_at__gte=clock.at(min(monday, first)), starts_at__lt=clock.at(max(after, monday + WEEK))
    ).values_list("starts_at", flat=True)
    days = [clock.local(moment).date() for moment in starts]
    return sum(monday <= each < monday + WEEK for each in days), sum(first <= each < after for each in days)


def weekly(
    space: Space,
    *,
    weekday: int,
    from_time: time,
    to_time: time,
    first_on: date,
    last_on: date,
    audience: Audience,
    parts: Sequence[Part] | None = None,
) -> list[Planned]:
    """The dates of a weekly booking (Monday is 1), each with what is in its way. Raises Invalid beyond a year."""
    rules.check_weeks(first_on, last_on)
    day = first_on + timedelta(days=(weekday - first_on.isoweekday()) % 7)
    windows = []
    while day <= last_on:
        windows.append(
            Window(clock.at(day, from_time.hour, from_time.minute), clock.at(day, to_time.hour, to_time.minute))
        )
        day += WEEK
    clashes = spaces.clashes(space, windows, audience, parts)
    return [Planned(window, window not in clashes, clashes.get(window)) for window in windows]


def feed_of(person: Person) -> Feed | None:
    """A person's private calendar address, where they made one."""
    return Feed.objects.filter(person=person).first()


def feed_called(code: str) -> Feed | None:
    """Whose address this is."""
    return Feed.objects.filter(code=code).select_related("person").first()
