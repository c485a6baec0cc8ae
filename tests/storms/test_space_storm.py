"""Four processes book one room at once, 2,000 times in all: no quarter-hour is given twice, and nothing locks up."""

import random
from datetime import timedelta
from itertools import pairwise

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict
from hehuo.domain.ground.spaces import actions
from hehuo.domain.ground.spaces.kinds import QUARTER, Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, Slot
from tests.storms.writers import PROCESSES, at_once, length

pytestmark = pytest.mark.storm
TRIES = 2000


def test_a_room_is_never_booked_twice(haiwan, worker) -> None:
    room = actions.open_space(actor=worker, name="多功能厅", part_names=["东", "西"], cleaning_minutes=15)
    morning = clock.at(clock.today() + timedelta(days=1), 8)
    seed = random.randrange(2**32)

    def book_and_cancel(number: int) -> dict[str, int]:
        chance, done = random.Random(seed + number), {"booked": 0, "refused": 0, "cancelled": 0}
        mine: list[Booking] = []
        for _ in range(length(TRIES) // PROCESSES):
            starts_at = morning + chance.randrange(48) * QUARTER
            ends_at = starts_at + chance.randint(1, 6) * QUARTER
            try:
                mine.append(
                    actions.book(
                        actor=worker, space=room, starts_at=starts_at, ends_at=ends_at, purpose="风暴",
                        audience=Audience.OFFICE,
                    )
                )  # fmt: skip
                done["booked"] += 1
            except Conflict:
                done["refused"] += 1
            if mine and chance.random() < 0.3:
                actions.cancel_booking(actor=worker, booking=mine.pop())
                done["cancelled"] += 1
        return done

    done = at_once(haiwan, book_and_cancel)

    total = {what: sum(each[what] for each in done) for what in done[0]}
    assert total["booked"] + total["refused"] == length(TRIES), f"seed {seed}"
    stand = list(Booking.objects.filter(state=BookingState.BOOKED).order_by("starts_at"))
    assert len(stand) == total["booked"] - total["cancelled"], f"seed {seed}"
    apart = [later.starts_at >= earlier.ends_at + QUARTER for earlier, later in pairwise(stand)]
    assert all(apart), f"seed {seed}"
    kept = sum((booking.ends_at - booking.starts_at) // QUARTER + 1 for booking in stand)
    assert Slot.objects.count() == 2 * kept, f"seed {seed}"
