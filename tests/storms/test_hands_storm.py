"""Six people ask, approve, pay, put right, hand over duties and act for others, in any order: nobody is on both sides.

Each step is foretold by books kept on paper (`tests.storms.hands.paper`): it succeeds where it must, and only there.
"""

import random
from collections.abc import Callable

import pytest

from tests.storms.hands import duties, money, months
from tests.storms.hands.office import Office
from tests.storms.hands.paper import Plan
from tests.storms.writers import length

pytestmark = pytest.mark.storm
STEPS = 20_000
LOOK_EVERY = 500
TRIED = {
    money.ask: 8, money.decide: 8, money.settle: 8, money.send_back: 2, money.mend: 3, money.book: 5,
    money.expect: 2, money.receive: 3, money.void: 1,
    money.move: 1, money.take_back: 2, duties.grant: 3, duties.end: 1, duties.merge: 1, duties.part: 1,
    duties.choose: 1, duties.errand: 1, months.close: 1, months.post: 1, months.judge: 1,
}  # fmt: skip


def next_of(office: Office) -> Callable[[Office], Plan]:
    """By their weights; an errand lasts for a few steps."""
    if office.errand and office.dice.random() < 0.3:
        return duties.errand
    [tried] = office.dice.choices(list(TRIED), list(TRIED.values()))
    return tried


def test_no_human_is_on_both_sides_of_a_yuan_whatever_is_tried(haiwan):
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # noqa: T201  shown when it fails
    office = Office(seed)
    for step in range(1, length(STEPS) + 1):
        office.step(next_of(office))
        if not step % LOOK_EVERY:
            office.look_at_all()
    office.look_at_all()
    print(office.same_human, dict(office.done))  # noqa: T201  the same
    assert office.same_human > length(STEPS) // 100
    assert office.done["settle"] > length(STEPS) // 50
