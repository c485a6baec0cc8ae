"""A partner in force, three who score it, and a day in a year whose agreement has run for a while."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.judge.reviews import actions
from hehuo.domain.judge.reviews.kinds import LINES
from tests.domain.run.services.conftest import _july, charity, draft, partner, posted, signed, words

__all__ = ["_july", "charity", "draft", "partner", "posted", "signed", "words"]

FROM, TO = date(2024, 7, 1), date(2024, 12, 31)
DAY = date(2025, 1, 6)  # a Monday
GOOD = {"service": 22, "quality": 28, "giving": 18, "safety": 15, "taking_part": 8}  # 91


def reasons():
    return {line["key"]: "看过记录" for line in LINES}


@pytest.fixture
def farm(signed):
    """The partner, half a year later."""
    with clock.stopped(clock.at(DAY, 9)):
        yield signed.partner


@pytest.fixture
def scorers(farm, somebody):
    return [somebody(name, Role.REPRESENTATIVE) for name in ("许阿婆", "何伯", "郑姐")]


@pytest.fixture
def review(worker, farm, scorers):
    return actions.open_review(actor=worker, partner=farm, from_on=FROM, to_on=TO, reviewers=scorers)


@pytest.fixture
def score():
    """Give a review points: those of GOOD, changed by what a test is about."""

    def give(review, actor, **changes):
        return actions.score_review(actor=actor, review=review, points={**GOOD, **changes}, reasons=reasons())

    return give


@pytest.fixture
def finished(worker, secretary, score):
    """Take a review all the way: scored by these, sent, decided, posted, stood."""

    def take(review, scorers, **changes):
        for person in scorers:
            score(review, person, **changes)
        actions.ask_review(actor=worker, review=review)
        actions.decide_review(actor=secretary, review=review, agrees=True, words="照打分定")
        posted = actions.post_review(actor=secretary, review=review)
        with clock.stopped(clock.at(date.fromordinal(posted.posting.ends_on.toordinal() + 1), 9)):
            return actions.finish_review(actor=worker, review=posted)

    return take
