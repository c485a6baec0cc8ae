"""Marked prices: at most the agreement's percent of a recorded market price, to the fen."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.run.services import actions, queries
from hehuo.domain.run.services.models import PriceItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def price(worker, draft):
    def make(**changes):
        said = {
            "actor": worker, "agreement": draft, "name": "周末自然课", "unit": "次", "resident_fen": 6000,
            "market_fen": 12000, "source": "附近三家门店标价", "seen_on": date(2024, 6, 28),
        }  # fmt: skip
        return actions.set_price(**{**said, **changes})

    return make


@pytest.mark.parametrize(("resident", "market"), [(6000, 12000), (6000, 12001), (0, None), (1, 2)])
def test_half_is_allowed_and_so_is_free(price, resident, market):
    assert price(resident_fen=resident, market_fen=market).limit_percent == 50


@pytest.mark.parametrize(("resident", "market"), [(6001, 12000), (6000, 11999), (1, 1), (100, None)])
def test_a_fen_more_is_refused_with_what_may_be_asked(price, resident, market):
    with pytest.raises(Invalid) as refused:
        price(resident_fen=resident, market_fen=market)
    assert refused.value.field == "resident_fen"
    if market == 12000:
        assert refused.value.say == "协议写明不超过市场价的 50%：市场价 120.00 元，最多收 60.00 元。"


def test_the_percent_is_the_agreements(price, draft):
    Agreement.objects.filter(pk=draft.pk).update(price_percent=30)
    with pytest.raises(Invalid, match=r"最多收 36\.00 元"):
        price(resident_fen=3601)
    assert price(resident_fen=3600).limit_percent == 30


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"unit": " "}, "unit"), ({"source": ""}, "source"), ({"seen_on": None}, "source"),
     ({"seen_on": date(2024, 7, 2)}, "seen_on"), ({"resident_fen": -1}, "resident_fen")],
)  # fmt: skip
def test_what_is_missing_is_named(price, changes, field):
    with pytest.raises(Invalid) as refused:
        price(**changes)
    assert refused.value.field == field


def test_a_change_ends_the_price_before_and_keeps_it(price, draft, worker):
    first, second = price(), price(resident_fen=5000)
    assert list(queries.prices_of(draft)) == [second]
    assert list(queries.past_prices_of(draft)) == [first]
    actions.end_price(actor=worker, item=second)
    assert list(queries.prices_of(draft)) == []


def test_a_double_tap_marks_one_price(price):
    key = ids.uuid7()
    assert price(key=key) == price(key=key)
    assert PriceItem.objects.count() == 1


def test_the_partner_marks_its_own_prices_and_a_neighbour_does_not(price, draft, resident):
    assert price(actor=draft.partner.contact).set_by == draft.partner.contact
    with pytest.raises(Refused):
        price(actor=resident)


def test_an_ended_agreement_takes_no_more_prices(price, draft, secretary):
    agreements.end_agreement(actor=secretary, agreement=draft, why="不做了")
    with pytest.raises(Conflict):
        price()


def test_the_database_itself_refuses_a_fen_above_the_rule(price):
    item = price()
    for wrong in ({"resident_fen": 6001}, {"market_fen": 11999}, {"market_fen": None}, {"limit_percent": 49}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PriceItem.objects.filter(pk=item.pk).update(**wrong)
    assert clock.today() == item.from_on
