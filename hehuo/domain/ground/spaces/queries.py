"""Which spaces there are, when they are free, and who has them when."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from hehuo.core import clock
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import hours
from hehuo.domain.ground.spaces.hours import Window
from hehuo.domain.ground.spaces.kinds import Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, OpeningRule, Part, Slot, Space


def open_spaces() -> QuerySet[Space]:
    """The spaces in use, with their opening hours."""
    return Space.objects.filter(closed_on=None).select_related("place").prefetch_related("opening_rules")


def all_spaces() -> QuerySet[Space]:
    """Every space, closed ones too."""
    return Space.objects.select_related("place").prefetch_related("opening_rules", "parts")


def opening_rules() -> QuerySet[OpeningRule]:
    """All opening hours, each with its space."""
    return OpeningRule.objects.select_related("space")


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
    taken = taken_quarters(space, clock.at(day), clock.at(day + timedelta(days=1)))
    now = clock.now()
    passed = {quarter for window in windows for quarter in window.quarters() if quarter < now}
    return hours.free_within(windows, taken | passed)


def bookings_between(space: Space | None, from_at: datetime, to_at: datetime) -> QuerySet[Booking]:
    """What is booked in a space (or anywhere) between two moments, in order of time."""
    found = Booking.objects.filter(state=BookingState.BOOKED, starts_at__lt=to_at, ends_at__gt=from_at)
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


def unused_by(people: Iterable[UUID]) -> dict[UUID, int]:
    """How often each of these persons booked and did not come."""
    rows = Booking.objects.filter(state=BookingState.UNUSED, booked_by__in=list(people)).values("booked_by_id")
    return {row["booked_by_id"]: row["times"] for row in rows.annotate(times=Count("id"))}
