"""Roles are held at a place, from a day to a day, and never on both sides of the same yuan."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.ground.access import actions, queries, rules
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind

pytestmark = pytest.mark.django_db


def test_a_power_comes_with_a_role(worker, resident):
    assert rules.may(worker, Power.SORT_NEEDS).allowed
    verdict = rules.may(resident, Power.SORT_NEEDS)
    assert not verdict
    assert verdict.reason == "「整理需求」要由社区书记、社区工作者来办。您要办的话，请找他们。"
    assert rules.may(None, Power.SORT_NEEDS).reason == "请先登录，再来办这件事。"


def test_a_role_at_a_building_reaches_that_building_only(somebody):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    one = ensure_place(kind=PlaceKind.BUILDING, name="1栋", parent=estate)
    ten = ensure_place(kind=PlaceKind.BUILDING, name="10栋", parent=estate)
    leader = somebody("梁大姐")
    Grant.objects.create(person=leader, role=Role.BUILDING_LEADER, place=one)
    assert queries.has_power(leader, Power.CHECK_IN, one)
    assert not queries.has_power(leader, Power.CHECK_IN, ten)
    assert queries.has_power(leader, Power.CHECK_IN)


def test_a_role_ends_with_its_day(somebody):
    person = somebody("何平")
    Grant.objects.create(person=person, role=Role.WORKER, to_on=clock.today() - timedelta(days=1))
    assert queries.roles_of(person) == []


def test_nobody_grants_themselves(secretary):
    with pytest.raises(Refused, match="不能给自己授身份"):
        actions.grant_role(actor=secretary, person=secretary, role=Role.WORKER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(person=secretary, role=Role.WORKER, given_by=secretary)


def test_one_human_is_never_on_both_sides(secretary, somebody):
    clerk = somebody("罗芳", Role.CLERK)
    with pytest.raises(Refused) as refusal:
        actions.grant_role(actor=secretary, person=clerk, role=Role.ACCOUNTANT)
    assert refusal.value.say == "罗芳已经是报账员，不能再当街道会计：管钱和审钱要分开。"


def test_a_record_that_was_merged_into_another_gets_no_role(secretary, somebody):
    clerk = somebody("罗芳", Role.CLERK)
    other = somebody("罗芳", merged_into=clerk)
    with pytest.raises(Refused, match="已经并入另一条记录"):
        actions.grant_role(actor=secretary, person=other, role=Role.SECRETARY)


def test_a_role_that_ended_keeps_its_day(secretary, somebody):
    monday, clerk = clock.today() - timedelta(days=7), somebody("罗芳")
    grant = Grant.objects.create(person=clerk, role=Role.CLERK, from_on=monday, to_on=monday)
    assert actions.end_role(actor=secretary, grant=grant).to_on == monday


def test_the_same_human_in_two_rows_is_one(somebody):
    one = somebody("高雪")
    other = somebody("高雪")
    other.account_id = one.account_id
    assert not rules.different_humans(one, other)
    assert rules.may_not_be_same(one, other).reason == "这件事是您经手的，要请另一位来审。"
    assert rules.different_humans(one, somebody("别人"))


def test_a_role_can_be_ended_by_another(secretary, worker):
    grant = Grant.objects.get(person=worker)
    actions.end_role(actor=secretary, grant=grant)
    assert queries.people_in_role(Role.WORKER).count() == 0


@pytest.mark.parametrize(("held", "wanted"), [(Role.CLERK, Role.SUPERVISOR), (Role.SUPERVISOR, Role.SECRETARY)])
def test_a_family_is_not_on_both_sides(administrator_of, somebody, household, held, wanted):
    somebody("她", held, household=household)
    him = somebody("他", household=household)
    with pytest.raises(Refused, match="不能是近亲属"):
        actions.grant_role(actor=administrator_of, person=him, role=wanted)
    assert actions.grant_role(actor=administrator_of, person=him, role=Role.REPRESENTATIVE).person == him


@pytest.fixture
def administrator_of(somebody):
    return somebody("蔡思远", Role.ADMINISTRATOR)


@pytest.fixture
def household(haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    return Household.objects.create(home=ensure_home(estate=estate, number=read_home("3-502")))
