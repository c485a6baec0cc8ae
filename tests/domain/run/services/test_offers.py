"""Free places: proven from the roll, told as may or may not, written down, and refused in plain words."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.admissions.kinds import FreeGroup
from hehuo.domain.ground.journal.models import Entry, Look
from hehuo.domain.ground.people.kinds import CareKind
from hehuo.domain.ground.people.models import Care
from hehuo.domain.run.services import actions, queries

pytestmark = pytest.mark.django_db

TOMORROW = clock.at(date(2024, 7, 16), 10)


@pytest.fixture
def offer(worker, signed, haircut):
    return actions.open_offer(
        actor=worker, agreement=signed, service="上门理发", label="老人和困难邻居",
        groups=[FreeGroup.AGE_70, FreeGroup.DISABLED, FreeGroup.MIN_ALLOWANCE],
    )  # fmt: skip


@pytest.fixture
def children(worker, signed):
    return actions.open_offer(
        actor=worker, agreement=signed, service="四点半课堂", label="困难家庭的孩子",
        groups=[FreeGroup.HARDSHIP_CHILD], places=1,
    )  # fmt: skip


def test_may_and_may_not_are_all_that_is_told_and_each_asking_is_written_down(worker, offer, resident, somebody):
    Care.objects.create(person=resident, kind=CareKind.DISABLED)
    yes = actions.check_free(actor=worker, offer=offer, person=resident)
    refused = actions.check_free(actor=worker, offer=offer, person=somebody("年轻人", born_on=date(1990, 1, 1)))
    assert (yes.allowed, yes.reason, refused.allowed) == (True, "", False)
    assert refused.reason == "不在「老人和困难邻居」的免费范围里。可以按居民价约，或问社区。"
    entries = Entry.objects.filter(act="services.free_checked").order_by("at", "id")
    assert next((entry.facts["person"], entry.facts["may"]) for entry in entries) == (str(resident.id), True)
    assert "残疾" not in str([entry.facts for entry in entries])
    assert Look.objects.filter(field="free").count() == 2


def test_the_partner_and_a_neighbour_ask_nothing_of_others(offer, partner, resident, somebody):
    for actor in (partner, somebody("邻居")):
        with pytest.raises(Refused):
            actions.check_free(actor=actor, offer=offer, person=resident)
    assert Entry.objects.filter(act="services.free_checked").count() == 0


@pytest.mark.parametrize(("born", "may"), [(date(1954, 7, 15), True), (date(1954, 7, 16), False), (None, False)])
def test_seventy_begins_on_the_birthday(worker, offer, somebody, born, may):
    person = somebody("何伯", born_on=born)
    assert actions.check_free(actor=worker, offer=offer, person=person).allowed is may


def test_a_free_service_for_named_groups_is_refused_outside_them(offer, haircut, resident, somebody):
    with pytest.raises(Invalid, match="不在「老人和困难邻居」的免费范围里"):
        actions.place_order(actor=resident, item=haircut, at=TOMORROW)
    elder = somebody("何伯", born_on=date(1940, 1, 1))
    order = actions.place_order(actor=elder, item=haircut, at=TOMORROW)
    assert (order.fen, order.offer) == (0, offer)


def test_a_paid_service_is_free_for_some_and_has_its_price_for_others(worker, signed, unblocking, resident, somebody):
    offer = actions.open_offer(
        actor=worker, agreement=signed, service="厨房下水疏通", label="", groups=[FreeGroup.MIN_ALLOWANCE]
    )
    assert offer.label == "低保"
    poor = somebody("罗婶")
    Care.objects.create(person=poor, kind=CareKind.MIN_ALLOWANCE)
    assert actions.place_order(actor=poor, item=unblocking, at=TOMORROW, offer=offer).fen == 0
    assert actions.place_order(actor=resident, item=unblocking, at=TOMORROW).fen == 5900
    with pytest.raises(Invalid):
        actions.place_order(actor=resident, item=unblocking, at=TOMORROW, offer=offer)


def test_places_are_as_many_as_there_are(worker, children, somebody, resident):
    one, two = somebody("小甲"), somebody("小乙")
    for child in (one, two):
        Care.objects.create(person=child, kind=CareKind.HARDSHIP_CHILD)
    place = actions.give_place(actor=worker, offer=children, person=one)
    with pytest.raises(Conflict):
        actions.give_place(actor=worker, offer=children, person=one)
    with pytest.raises(Refused, match="1 个免费名额都有人了"):
        actions.give_place(actor=worker, offer=children, person=two)
    with pytest.raises(Invalid):
        actions.end_place(actor=worker, place=place, why="")
    actions.end_place(actor=worker, place=place, why="搬走了")
    with pytest.raises(Refused, match="免费范围"):
        actions.give_place(actor=worker, offer=children, person=resident)
    assert actions.give_place(actor=worker, offer=children, person=two).person == two
    assert [offer.taken for offer in queries.offers_of(children.agreement)] == [1]


def test_whom_the_office_names_is_proven_by_its_giving(worker, signed, resident):
    named = actions.open_offer(
        actor=worker,
        agreement=signed,
        service="四点半课堂",
        label="优秀志愿楼栋长的孩子",
        groups=[FreeGroup.NAMED],
        places=2,
    )
    assert actions.check_free(actor=worker, offer=named, person=resident).allowed is False
    actions.give_place(actor=worker, offer=named, person=resident)
    assert actions.check_free(actor=worker, offer=named, person=resident).allowed is True


def test_an_offer_wants_a_service_a_group_and_is_made_once(worker, signed, offer, resident):
    for changes, field in (({"service": " "}, "service"), ({"groups": []}, "groups"), ({"places": 0}, "places")):
        said = {"actor": worker, "agreement": signed, "service": "磨刀", "label": "老人", "groups": [FreeGroup.AGE_70]}
        with pytest.raises(Invalid) as refused:
            actions.open_offer(**{**said, **changes})
        assert refused.value.field == field
    with pytest.raises(Refused):
        actions.open_offer(**{**said, "places": 1, "actor": resident})
    with pytest.raises(Conflict):
        actions.open_offer(**{**said, "places": 1, "service": offer.service, "label": offer.label})
    actions.end_offer(actor=worker, offer=offer)
    assert list(queries.offers_of(signed)) == []
