"""Support: refused without assessment, granted by another than who asked, used to its end and never beyond."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.judge.reviews import actions as reviews
from hehuo.domain.judge.support import actions, queries
from hehuo.domain.judge.support.kinds import GrantState, Kind
from hehuo.domain.judge.support.models import Support
from tests.domain.judge.support.conftest import AFTER, UNTIL

pytestmark = pytest.mark.django_db


def ask(actor, partner, **changes):
    said = {"kind": Kind.VENUE, "what": "二楼排练厅", "amount": 40, "until_on": UNTIL, **changes}
    return actions.ask_support(actor=actor, partner=partner, **said)


def test_support_is_refused_without_assessment(worker, farm, review, scorers, score):
    with pytest.raises(Refused, match="还没有考核定案"):
        ask(worker, farm)
    for person in scorers:
        score(review, person)
    reviews.ask_review(actor=worker, review=review)  # under way is not final
    with pytest.raises(Refused, match="先考核、公示、定案"):
        ask(worker, farm)
    assert Support.objects.count() == 0


def test_too_few_stars_are_refused_by_the_band_that_was_set(worker, secretary, review, scorers, finished):
    farm = finished(review, scorers, service=0).partner  # 69 points: two stars
    with clock.stopped(clock.at(AFTER, 9)):
        with pytest.raises(Refused, match="最近一次考核是二星，要到 3 星"):
            ask(worker, farm)
        with pytest.raises(Refused):
            actions.set_threshold(actor=worker, stars=2)
        with pytest.raises(Invalid, match="1 到 5 星"):
            actions.set_threshold(actor=secretary, stars=6)
        actions.set_threshold(actor=secretary, stars=2)
        assert (queries.least_stars(), ask(worker, farm).state) == (2, GrantState.ASKED)


def test_it_is_asked_by_a_steward_and_granted_by_the_secretary(asked, guide, secretary, review, partner):
    assert (asked.review, asked.asked_by, asked.unit, asked.left) == (review, guide, "小时", 40)
    assert list(Duty.objects.filter(about_id=asked.id, done_at=None).values_list("act", flat=True)) == [
        "decide_support"
    ]
    with pytest.raises(Refused, match="要由"):
        actions.decide_support(actor=guide, support=asked, grants=True, words="好")
    with pytest.raises(Invalid, match="理由"):
        actions.decide_support(actor=secretary, support=asked, grants=True, words=" ")
    granted = actions.decide_support(actor=secretary, support=asked, grants=True, words="五星，同意")
    assert (granted.state, list(queries.granted_to(asked.partner))) == (GrantState.GRANTED, [granted])
    assert Message.objects.filter(person=partner, about_id=asked.id).count() == 1
    with pytest.raises(Refused, match="已经定过"):
        actions.decide_support(actor=secretary, support=asked, grants=False, words="再想想")


def test_nobody_grants_what_they_asked_for_and_a_partner_does_not_ask_for_itself(secretary, assessed, partner):
    own = ask(secretary, assessed)
    with pytest.raises(Refused, match="您提的"):
        actions.decide_support(actor=secretary, support=own, grants=True, words="好")
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.filter(pk=own.pk).update(decided_by=secretary)
    with pytest.raises(Refused):
        ask(partner, assessed)


def test_what_is_declined_is_not_used(asked, secretary, worker):
    declined = actions.decide_support(actor=secretary, support=asked, grants=False, words="排练厅在修")
    assert (declined.state, queries.granted().count()) == (GrantState.DECLINED, 0)
    with pytest.raises(Refused, match="还没批"):
        actions.note_use(actor=worker, support=declined, amount=1, on=AFTER, note="排练")


def test_each_use_is_counted_and_never_more_than_was_granted(granted, worker, guide):
    actions.note_use(actor=worker, support=granted, amount=15, on=AFTER, note="周三晚排练")
    second = actions.note_use(actor=guide, support=granted, amount=25, on=AFTER, note="周末排练")
    granted.refresh_from_db()
    assert (granted.used, granted.left) == (40, 0)
    with pytest.raises(Refused, match="只剩 0 小时"):
        actions.note_use(actor=worker, support=granted, amount=1, on=AFTER, note="再一次")
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.filter(pk=granted.pk).update(used=41)
    actions.reverse_use(actor=worker, use=second, why="那天没来")
    granted.refresh_from_db()
    assert (granted.used, [use.amount for use in queries.uses_of(granted)]) == (15, [-25, 25, 15])
    assert sum(use.amount for use in queries.uses_of(granted)) == granted.used
    with pytest.raises(Conflict, match="已经冲过"):
        actions.reverse_use(actor=worker, use=second, why="再冲一次")


def test_a_use_says_its_day_and_what_for_and_stops_with_the_last_day(granted, worker):
    with pytest.raises(Invalid, match="用在哪里"):
        actions.note_use(actor=worker, support=granted, amount=1, on=AFTER, note=" ")
    with pytest.raises(Invalid, match="还没到的日子"):
        actions.note_use(actor=worker, support=granted, amount=1, on=AFTER + timedelta(days=1), note="明天")
    with clock.stopped(clock.at(date(2025, 7, 1), 9)), pytest.raises(Refused, match="到期了"):
        actions.note_use(actor=worker, support=granted, amount=1, on=date(2025, 7, 1), note="七月")


@pytest.mark.parametrize(
    ("changes", "say"), [({"amount": 0}, "至少写 1"), ({"until_on": AFTER}, "今天以后"), ({"what": " "}, "写清楚")]
)
def test_what_is_asked_for_is_said_whole(worker, assessed, changes, say):
    with pytest.raises(Invalid, match=say):
        ask(worker, assessed, **changes)
