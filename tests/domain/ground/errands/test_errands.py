"""Acting for somebody: with a reason and consent, both names in the journal, seen and ended by whom it is for."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.acting import acting
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.errands import actions, queries
from hehuo.domain.ground.errands.kinds import LASTS, Consent
from hehuo.domain.ground.errands.models import Errand
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal.models import Entry, Look
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.kinds import WardKind
from hehuo.domain.ground.people.models import Guardianship, Household, Person
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel


@pytest.fixture
def household(haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    return Household.objects.create(home=ensure_home(estate=estate, number=read_home("1-101")))


@pytest.fixture
def elder(somebody, household):
    return somebody("冯奶奶", household=household)


def begin(helper: Person, person: Person, reason: str = "眼睛不好") -> Errand:
    return actions.begin_errand(actor=helper, person=person, consent=Consent.SPOKEN, reason=reason)


def test_what_is_done_meanwhile_carries_both_names(worker, elder):
    errand = begin(worker, elder)
    with acting(helper_id=worker.id, person_id=elder.id):
        voice = needs.say_voice(actor=elder, speaker=elder, words="楼道灯坏了", channel=Channel.PHONE)
    said = Entry.objects.get(act="needs.voice_said")
    assert (said.actor_id, said.for_id, voice.speaker) == (worker.id, elder.id, elder)
    assert [(done.errand, [entry.act for entry in done.entries]) for done in queries.done_for(elder)] == [
        (errand, ["needs.voice_said"])
    ]


def test_what_others_do_meanwhile_is_theirs(worker, elder, secretary):
    with acting(helper_id=worker.id, person_id=elder.id):
        journal.record(actor=secretary, act="test.done", thing=elder)
        journal.look(actor=elder, thing=elder, field="phone", why="看看")
    assert Entry.objects.get(act="test.done").actor_id == secretary.id
    assert Look.objects.get().actor_id == worker.id


def test_she_is_told_at_once(worker, elder):
    begin(worker, elder)
    assert str(Message.objects.get(person=elder).subject) == "周玉梅在替您办事"


def test_what_the_helper_reads_stays_unread(worker, elder):
    begin(worker, elder)
    told = Message.objects.get(person=elder)
    with acting(helper_id=worker.id, person_id=elder.id):
        assert messages.read(actor=elder, message=told).read_at is None
        assert messages.read_all(actor=elder) == 0
    assert messages.read_all(actor=elder) == 1


def test_begun_and_ended_stand_in_the_journal(worker, elder):
    actions.end_errand(actor=worker, errand=begin(worker, elder))
    entries = Entry.objects.filter(thing_kind="errands.errand").order_by("at")
    assert [(each.act, each.actor_id, each.for_id) for each in entries] == [
        ("errands.begun", worker.id, elder.id), ("errands.ended", worker.id, elder.id)
    ]  # fmt: skip


def test_it_ends_by_itself_after_half_an_hour(worker, elder):
    errand = begin(worker, elder)
    assert queries.errand_under_way(errand.id, worker) == errand
    with clock.stopped(clock.now() + LASTS):
        assert queries.errand_under_way(errand.id, worker) is None
        assert actions.end_errand(actor=worker, errand=errand).ended_at == errand.began_at + LASTS


def test_another_helper_cannot_take_it_over(worker, elder, secretary):
    errand = begin(worker, elder)
    assert queries.errand_under_way(errand.id, secretary) is None
    with pytest.raises(Refused, match="由办的人或本人"):
        actions.end_errand(actor=secretary, errand=errand)


def test_she_ends_it_and_forbids_it(worker, elder):
    errand = begin(worker, elder)
    actions.forbid_errands(actor=elder)
    assert queries.errand_under_way(errand.id, worker) is None
    with pytest.raises(Refused, match="不要别人代办"):
        begin(worker, elder)
    actions.allow_errands(actor=elder)
    assert begin(worker, elder).is_open
    with pytest.raises(Refused, match="本来就可以"):
        actions.allow_errands(actor=elder)


def test_a_helper_acts_for_one_at_a_time(worker, elder, somebody):
    first, second = begin(worker, elder), begin(worker, somebody("老李"))
    assert queries.errand_under_way(first.id, worker) is None
    assert queries.errand_under_way(second.id, worker) == second


def test_leaving_ends_it(worker, elder):
    errand = begin(worker, elder)
    actions.end_left(errand_id=errand.id)
    assert queries.errand_under_way(errand.id, worker) is None


def test_a_building_leader_acts_in_the_building_only(somebody, elder, household):
    estate = household.home.estate
    other = ensure_place(kind=PlaceKind.BUILDING, name="2栋", parent=estate)
    here, there = somebody("梁大姐"), somebody("黄阿姨")
    Grant.objects.create(person=here, role=Role.BUILDING_LEADER, place=household.home.place)
    Grant.objects.create(person=there, role=Role.BUILDING_LEADER, place=other)
    assert begin(here, elder).is_open
    for helper, person in [(there, elder), (here, somebody("没有登记住处的"))]:
        with pytest.raises(Refused, match="管这栋楼的楼栋长"):
            begin(helper, person)


def test_a_grown_up_child_of_the_household_acts_a_small_one_does_not(somebody, elder, household):
    today = clock.today()
    child = somebody("冯小", household=household, born_on=today.replace(year=today.year - 10))
    grown = somebody("冯大", household=household, born_on=today.replace(year=today.year - 40))
    assert begin(grown, elder).is_open
    with pytest.raises(Refused, match="满 18 岁"):
        begin(child, elder)


def test_a_guardian_who_lives_elsewhere_acts(somebody, elder):
    daughter = somebody("冯远")
    Guardianship.objects.create(ward=elder, guardian=daughter, kind=WardKind.INCAPABLE, from_on=clock.today())
    assert list(queries.family_of(daughter)) == [elder]
    assert begin(daughter, elder).is_open


def test_strangers_and_roles_and_oneself_are_refused(worker, elder, resident, secretary):
    for helper, person, why in [
        (resident, elder, "同住的家人"), (worker, secretary, "有工作身份"), (worker, worker, "直接办就行"),
    ]:  # fmt: skip
        with pytest.raises(Refused, match=why):
            begin(helper, person)


def test_no_reason_no_errand(worker, elder):
    with pytest.raises(Invalid, match="为什么代办"):
        begin(worker, elder, " ")


def test_acting_opens_no_power_and_no_vote(worker, elder, secretary):
    with acting(helper_id=worker.id, person_id=elder.id):
        assert access_rules.may(secretary, Power.APPROVE_MONEY).reason.startswith("您正在替别人办事")
        assert access_rules.in_person().reason.startswith("这件事要本人来办")
        with pytest.raises(Refused, match="本人来办"):
            begin(worker, elder)
        with pytest.raises(Refused, match="本人来办"):
            actions.forbid_errands(actor=elder)
    assert access_rules.in_person().allowed


def test_the_table_refuses_an_errand_of_one(worker, elder):
    with pytest.raises(IntegrityError), transaction.atomic():
        Errand.objects.create(person=elder, helper=elder, consent=Consent.SPOKEN, reason="自己")


def test_the_page_of_whom_it_is_for_costs_two_statements(worker, elder, django_assert_num_queries):
    for _time in range(3):
        actions.end_errand(actor=worker, errand=begin(worker, elder))
    with django_assert_num_queries(2):
        assert len(queries.done_for(elder)) == 3


def test_the_family_is_the_rest_of_the_household(somebody, elder, household):
    son = somebody("冯大", household=household)
    assert (list(queries.family_of(elder)), list(queries.family_of(somebody("无户")))) == ([son], [])
    assert timedelta(minutes=30) == LASTS
