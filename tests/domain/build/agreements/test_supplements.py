"""A signed agreement changes by a supplement, signed by the same rules; what it said before stays readable."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.agreements import actions
from hehuo.domain.build.agreements.kinds import SupplementState
from hehuo.domain.build.agreements.models import Agreement, Supplement
from hehuo.domain.build.recruitment.models import ScreeningItem
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.run.services import actions as services
from hehuo.domain.run.services import queries as prices
from hehuo.flows.sign_supplement import sign_supplement
from tests.domain.build.agreements.conftest import AFTER_POSTING

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(worker, secretary, draft, steward):
    actions.name_steward(actor=worker, agreement=draft, person=steward)
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        yield actions.sign_agreement(actor=secretary, agreement=draft)


@pytest.fixture
def lower(worker, signed, words):
    """A supplement that takes the price from 50 to 40 per cent and the share from 15 to 18."""
    said = words(price_percent=40, share_percent=18)
    return actions.draft_supplement(actor=worker, agreement=signed, words=said, why="第二年让得多一点")


def test_a_draft_changes_nothing_and_says_what_it_would(signed, lower, secretary):
    signed.refresh_from_db()
    assert (lower.number, signed.price_percent, signed.share_percent) == ("2024-001-1", 50, 15)
    assert lower.changes == [("居民价最多占市场价", "50%", "40%"), ("收入入基金", "15%", "18%")]
    assert [thing.id for thing in threads.later_of(signed.id)] == [lower.id]
    assert duties.todo_of(secretary).filter(act="sign_supplement").count() == 1


def test_the_language_of_whoever_looks_is_no_change(lower):
    with translation.override("en"):
        assert [(before, now) for _term, before, now in lower.changes] == [("50%", "40%"), ("15%", "18%")]


def test_signed_it_is_the_agreement_and_keeps_what_was(signed, lower, secretary):
    supplement = actions.sign_supplement(actor=secretary, supplement=lower)
    signed.refresh_from_db()
    assert (signed.price_percent, signed.share_percent, signed.signed_on) == (40, 18, AFTER_POSTING)
    assert (supplement.state, supplement.signed_by, supplement.changes[0][1]) == ("signed", secretary, "50%")
    assert duties.todo_of(secretary).filter(act="sign_supplement").count() == 0
    with pytest.raises(Conflict):
        actions.sign_supplement(actor=secretary, supplement=supplement)


def test_the_rules_of_signing_are_the_same(signed, lower, worker, secretary):
    with pytest.raises(Refused, match="签协议"):
        actions.sign_supplement(actor=worker, supplement=lower)
    ScreeningItem.objects.filter(application=signed.application, slug="safety").update(expires_on=date(2024, 7, 8))
    with pytest.raises(Refused, match="安全承诺书"):
        actions.sign_supplement(actor=secretary, supplement=lower)


def test_one_supplement_is_in_the_making_at_a_time(worker, signed, lower, words):
    said = {"actor": worker, "agreement": signed, "words": words(share_percent=20), "why": "再多一点"}
    with pytest.raises(Refused, match="2024-001-1 还在拟"):
        actions.draft_supplement(**said)
    actions.drop_supplement(actor=worker, supplement=lower)
    assert actions.draft_supplement(**said).number == "2024-001-2"
    with pytest.raises(IntegrityError), transaction.atomic():
        Supplement.objects.filter(pk=lower.pk).update(state=SupplementState.DRAFT)


def test_a_double_tap_drafts_one(worker, signed, words):
    said = {"actor": worker, "agreement": signed, "words": words(notice_days=60), "why": "多给点时间"}
    key = ids.uuid7()
    assert actions.draft_supplement(**said, key=key) == actions.draft_supplement(**said, key=key)


@pytest.mark.parametrize(
    ("changes", "why", "field"),
    [
        ({}, "没有改", "why"),
        ({"share_percent": 18}, " ", "why"),
        ({"share_percent": 101}, "写错了", "share_percent"),
        ({"starts_on": AFTER_POSTING + timedelta(days=1)}, "晚一天", "starts_on"),
        ({"ends_on": AFTER_POSTING + timedelta(days=1200)}, "签长一点", "ends_on"),
    ],
)
def test_what_cannot_be_changed_names_its_field(*, worker, signed, words, changes, why, field):
    with pytest.raises(Invalid) as refused:
        actions.draft_supplement(actor=worker, agreement=signed, words=words(**changes), why=why)
    assert refused.value.field == field


def test_a_draft_agreement_and_an_ended_one_have_no_supplement(worker, secretary, draft, words):
    said = {"actor": worker, "agreement": draft, "words": words(share_percent=18), "why": "改"}
    with pytest.raises(Refused, match="现在是在拟"):
        actions.draft_supplement(**said)
    actions.end_agreement(actor=secretary, agreement=draft, why="不办了")
    with pytest.raises(Refused, match="现在是已结束"):
        actions.draft_supplement(**said)


def test_an_agreement_that_ended_takes_its_draft_along(signed, lower, secretary):
    with clock.stopped(clock.at(signed.ends_on + timedelta(days=1), 9)):
        actions.end_agreement(actor=secretary, agreement=signed, why="到期不续")
    with pytest.raises(Conflict, match="已经结束"):
        actions.sign_supplement(actor=secretary, supplement=lower)


def test_a_price_above_the_new_rule_ends_with_the_signing(signed, lower, worker, secretary):
    for name, fen in (("周末自然课", 6000), ("亲子课", 4800)):
        services.set_price(
            actor=worker, agreement=signed, name=name, unit="次", resident_fen=fen, market_fen=12000, source="附近三家",
            seen_on=AFTER_POSTING,
        )  # fmt: skip
    assert sign_supplement(actor=secretary, supplement=lower) == ["周末自然课"]
    assert [item.name for item in prices.prices_of(Agreement.objects.get())] == ["亲子课"]
