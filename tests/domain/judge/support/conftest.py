"""Support rests on a final review: the same partner and scorers as the tests of reviews, a week later."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.judge.support import actions
from hehuo.domain.judge.support.kinds import Kind
from tests.domain.judge.reviews.conftest import (
    _july,
    charity,
    draft,
    farm,
    finished,
    partner,
    posted,
    review,
    score,
    scorers,
    signed,
    words,
)

__all__ = [
    "_july", "charity", "draft", "farm", "finished", "partner", "posted", "review", "score", "scorers", "signed",
    "words",
]  # fmt: skip

AFTER = date(2025, 1, 20)
UNTIL = date(2025, 6, 30)


@pytest.fixture
def assessed(farm, review, scorers, finished):
    """The farm with five stars, on a day after they became final."""
    finished(review, scorers)
    with clock.stopped(clock.at(AFTER, 9)):
        yield farm


@pytest.fixture
def guide(somebody):
    return somebody("何嘉怡", Role.STEWARD)


@pytest.fixture
def asked(guide, assessed):
    return actions.ask_support(
        actor=guide, partner=assessed, kind=Kind.VENUE, what="二楼排练厅", amount=40, until_on=UNTIL
    )


@pytest.fixture
def granted(asked, secretary):
    return actions.decide_support(actor=secretary, support=asked, grants=True, words="五星，同意")
