"""Free times over 200 rooms and 90 days, and the pages that show them, in the process."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from django.test import Client
from django.urls import reverse

from hehuo.core import clock
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import queries
from hehuo.domain.ground.spaces.kinds import Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, OpeningRule, Part, Slot, Space
from hehuo.ops.bench.measures import Measure, count_statements, settle

ROOMS, DAYS = 200, 90
A_DAY = 4  # bookings of an hour and a half in each room: most of the evening and half of the day
OPENS, SHUTS = 8, 22
QUARTER = timedelta(minutes=15)
FINDING = "p95 <= 1 秒"
GOAL = "p95 <= 50 毫秒，语句不随场地多"


def rows() -> Iterator[Measure]:
    """Both sizes of the search, then the pages, on the database in use."""
    Installation.objects.create(is_demo=False)
    community = Community.objects.create(code="bench-rooms", name="场地多的社区")
    with community_scope(community):
        _fill()
        settle()
        spaces = list(queries.all_spaces())  # with their opening hours, as every page reads them
        first = clock.today() + timedelta(days=1)
        last = first + timedelta(days=DAYS - 1)
        for found, days in ((spaces[:1], 1), (spaces, 7), (spaces, DAYS)):
            name = f"找空档，{len(found)} 间 × {days} 天"
            asked = partial(queries.free_days, first, first + timedelta(days=days - 1), minutes=60, spaces=found)
            yield from _measured(name, asked, FINDING)
        yield from _pages(community, spaces[0], last)


def _pages(community: Community, space: Space, last: date) -> Iterator[Measure]:
    client, find = Client(), reverse("bookings:find", args=[community.code])
    at = {
        "选时间找场地的页": f"{find}?day={last}&from_time=19:00&to_time=20:30",
        "一间的月历": reverse("bookings:month", args=[community.code, space.id]),
        "一天里所有场地": reverse("bookings:day", args=[community.code]),
    }
    for name, address in at.items():
        yield from _measured(f"{name}（{ROOMS} 间）", partial(client.get, address), GOAL)


def _measured(name: str, work: Callable[[], object], goal: str) -> Iterator[Measure]:
    """The middle and the 95th of a hundred, in milliseconds, and how many statements one takes."""
    work()
    took, times = [], 20
    for _number in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    yield Measure(12, f"{name}：p50", took[times // 2], "毫秒")
    yield Measure(12, f"{name}：p95", took[times * 95 // 100], "毫秒", goal)
    yield Measure(12, f"{name}：语句", count_statements(work), "条")


def _fill() -> None:
    """Rooms of one part, open every day, with bookings from a fixed seed."""
    chance, person = Random(5), Person.objects.create(name="周玉梅")
    spaces = Space.objects.bulk_create([Space(name=f"{number:03d} 室", seats=20) for number in range(ROOMS)])
    parts = Part.objects.bulk_create([Part(space=space, name="整间") for space in spaces])
    OpeningRule.objects.bulk_create(
        OpeningRule(
            space=space, audience=Audience.RESIDENT, weekdays="1234567", from_time=f"{OPENS:02d}:00",
            to_time=f"{SHUTS:02d}:00",
        )
        for space in spaces
    )  # fmt: skip
    for space, part in zip(spaces, parts, strict=True):
        bookings = [_booking(space, person, day, hour) for day in range(1, DAYS + 1) for hour in _hours(chance)]
        Booking.objects.bulk_create(bookings, batch_size=2_000)
        Slot.objects.bulk_create(
            [
                Slot(space=space, part=part, booking=booking, quarter_at=booking.starts_at + QUARTER * number)
                for booking in bookings
                for number in range(6)
            ],
            batch_size=2_000,
        )


def _hours(chance: Random) -> list[int]:
    return sorted(chance.sample(range(OPENS, SHUTS - 1, 2), A_DAY))


def _booking(space: Space, person: Person, ahead: int, hour: int) -> Booking:
    starts_at = clock.at(clock.today() + timedelta(days=ahead), hour)
    return Booking(
        space=space, starts_at=starts_at, ends_at=starts_at + QUARTER * 6, audience=Audience.RESIDENT, purpose="排练",
        booked_by=person, state=BookingState.BOOKED,
    )  # fmt: skip
