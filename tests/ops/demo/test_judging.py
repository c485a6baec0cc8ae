"""The demo's judged partners: with stars, on the wall, being scored; support granted, half used, and refused."""

import pytest

from hehuo.core import clock
from hehuo.domain.judge.reviews import queries as reviews
from hehuo.domain.judge.reviews.kinds import ReviewState
from hehuo.domain.judge.support import queries as support
from hehuo.domain.judge.support.kinds import GrantState
from hehuo.ops.demo import cast

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_the_demo_has_them_all(demo_told):
    with clock.stopped(clock.at(clock.today(), 10)):
        with cast.in_community("haiwan"):
            states = sorted(reviews.reviews().values_list("state", flat=True))
            assert states == [ReviewState.FINAL, ReviewState.OPEN, ReviewState.POSTED]
            assert [each.points_words for each in reviews.reviews_in("final")] == ["92.33"]
        with cast.in_community("binjiang"):
            assert [(each.used, each.amount) for each in support.granted()] == [(20, 40)]
            states = sorted(support.supports().values_list("state", flat=True))
            assert states == [GrantState.ASKED, GrantState.DECLINED, GrantState.GRANTED]
