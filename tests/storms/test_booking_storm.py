"""Four processes ask, move, cancel, repeat, release and approve in random order, 20,000 steps in all.

No quarter-hour is given twice, nobody is passed over in the line, and every outcome is told once.
"""

import random
from collections import Counter
from datetime import time, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import HehuoError
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.bookings import actions, queries
from hehuo.domain.ground.bookings.kinds import AskState
from hehuo.domain.ground.bookings.models import Ask
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces import queries as space_queries
from hehuo.domain.ground.spaces.kinds import KEPT, QUARTER, Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, Slot
from tests.storms.writers import PROCESSES, at_once, length

pytestmark = pytest.mark.storm
STEPS = 20_000
ACTS = (
    "ask",
    "ask",
    "ask",
    "wait",
    "wait",
    "decide",
    "withdraw",
    "withdraw",
    "take",
    "move",
    "weekly",
    "clock",
    "release",
)
DAYS = 4
OFFERED, LAPSED, GIVEN, DENIED = "轮到您", "没有订上", "订好了", "没能订给您"


def test_rooms_are_never_overfull_and_lines_keep_their_order(haiwan, worker) -> None:
    rooms = [
        spaces.open_space(actor=worker, name=name, part_names=parts, cleaning_minutes=15)
        for name, parts in (("多功能厅", ["东", "西"]), ("舞蹈室", ["全部"]))
    ]
    for room in rooms:
        spaces.set_opening(
            actor=worker, space=room, audience=Audience.RESIDENT, weekdays="1234567", from_time=time(8),
            to_time=time(20),
        )  # fmt: skip
        actions.set_terms(actor=worker, space=room, approval="by_worker", release_minutes=0)
    colleague = Person.objects.create(name="李敏")
    Grant.objects.create(person=colleague, role=Role.WORKER)
    people = [Person.objects.create(name=f"邻居{number}") for number in range(12)]
    first_on = clock.today() + timedelta(days=2)
    seed = random.randrange(2**32)

    def live(number: int) -> Counter[str]:
        chance, done = random.Random(seed + number), Counter[str]()
        for _step in range(length(STEPS) // PROCESSES):
            act = chance.choice(ACTS)
            try:
                done[act] += _do(
                    act, chance, rooms=rooms, people=people, workers=[worker, colleague], first_on=first_on
                )
            except HehuoError:
                done["refused"] += 1
        return done

    done = sum(at_once(haiwan, live), Counter[str]())

    say = f"seed {seed}, {dict(done)}"
    _no_slot_is_lost_or_doubled(say)
    _lines_are_served(rooms, say)
    _everyone_was_told_once(say)


def _do(act, chance, *, rooms, people, workers, first_on) -> int:
    room, person = chance.choice(rooms), chance.choice(people)
    starts_at = clock.at(first_on + timedelta(days=chance.randrange(DAYS)), 8) + chance.randrange(44) * QUARTER
    ends_at = starts_at + chance.randint(1, 4) * QUARTER
    if act in {"ask", "wait"}:
        part = chance.choice([None, *room.parts.all()])
        actions.ask(
            actor=person, space=room, starts_at=starts_at, ends_at=ends_at, purpose="风暴", part=part,
            waits=act == "wait",
        )  # fmt: skip
        return 1
    if act == "weekly":
        actions.book_weekly(
            actor=workers[0], space=room, weekday=starts_at.isoweekday(), from_time=starts_at.time(),
            to_time=ends_at.time(), first_on=first_on, last_on=first_on + timedelta(days=20), audience=Audience.OFFICE,
            purpose="每周", skips_clashes=True,
        )  # fmt: skip
        return 1
    if act == "clock":
        with clock.stopped(clock.now() + timedelta(hours=13 if chance.random() < 0.02 else 0)):
            return actions.keep_time()
    if act in {"move", "release"}:
        booking = _one(chance, space_queries.bookings().filter(state=BookingState.BOOKED))
        if booking and act == "move":
            actions.move(actor=workers[0], booking=booking, space=room, starts_at=starts_at, ends_at=ends_at)
        elif booking:
            actions.cancel(actor=workers[0], booking=booking, reason="释放")
        return booking is not None
    states = {
        "decide": [AskState.ASKED],
        "take": [AskState.OFFERED],
        "withdraw": [*queries.OPEN, AskState.GRANTED],
    }
    asked = _one(chance, queries.asks().filter(state__in=states[act]))
    if asked is None:
        return 0
    if act == "decide" and chance.random() < 0.7:
        actions.grant(actor=chance.choice(workers), asked=asked)
    elif act == "decide":
        actions.refuse(actor=chance.choice(workers), asked=asked, reason="不合适")
    elif act == "take":
        actions.take_offer(actor=asked.person, asked=asked)
    else:
        actions.withdraw(actor=asked.person if asked.state != AskState.GRANTED else workers[0], asked=asked)
    return 1


def _one(chance, found):
    ids = list(found.order_by("id").values_list("pk", flat=True)[:200])
    return found.filter(pk=chance.choice(ids)).first() if ids else None  # another process may have moved it on


def _no_slot_is_lost_or_doubled(say: str) -> None:
    kept = list(Booking.objects.filter(state__in=KEPT).select_related("space").prefetch_related("slots"))
    assert Slot.objects.count() == sum(len(booking.slots.all()) for booking in kept), say
    for booking in kept:
        parts = {slot.part_id for slot in booking.slots.all()}
        quarters = (booking.ends_at + booking.space.cleaning - booking.starts_at) // QUARTER
        assert parts, say
        assert len(booking.slots.all()) == len(parts) * quarters, say
    spans = sorted(
        (str(slot.part_id), slot.quarter_at) for booking in kept for slot in booking.slots.all()
    )  # each part's quarter-hour, once
    assert len(spans) == len(set(spans)), say


def _lines_are_served(rooms, say: str) -> None:
    """Nobody waits for what is free; and of two who want the same, the earlier was never passed over."""
    taken = {(slot.part_id, slot.quarter_at) for slot in Slot.objects.all()}
    waiting = list(Ask.objects.filter(state=AskState.WAITING).select_related("space"))
    for asked in waiting:
        parts = [asked.part] if asked.part else list(asked.space.parts.all())
        quarters = (asked.ends_at + asked.space.cleaning - asked.starts_at) // QUARTER
        wanted = {(part.pk, asked.starts_at + n * QUARTER) for part in parts for n in range(quarters)}
        assert wanted & taken, say
    for asked in waiting:
        same = Ask.objects.filter(
            space=asked.space, part=asked.part, starts_at=asked.starts_at, ends_at=asked.ends_at,
            offered_at__gt=asked.asked_at, asked_at__gt=asked.asked_at,
        )  # fmt: skip
        assert not same.exists(), say


def _everyone_was_told_once(say: str) -> None:
    told: Counter[tuple[str, str]] = Counter()
    for message in Message.objects.filter(about_kind=Ask.kind_name()):
        kind = next((each for each in (OFFERED, LAPSED, GIVEN, DENIED) if each in str(message.subject)), "")
        told[str(message.about_id), kind] += bool(kind)
    assert [key for key, times in told.items() if times > 1] == [], say
    asks = Ask.objects.all()
    expected = {
        OFFERED: asks.exclude(offered_at=None), LAPSED: asks.filter(state=AskState.LAPSED),
        DENIED: asks.filter(state=AskState.REFUSED),
        GIVEN: asks.exclude(decided_by=None).exclude(state=AskState.REFUSED),
    }  # fmt: skip
    for kind, found in expected.items():
        assert {ask for ask, which in told if which == kind} == {
            str(each) for each in found.values_list("pk", flat=True)
        }, say
