"""A day of visits: planned in order, marked at the door, a wrong tap taken back; and who was not met for longest."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel
from hehuo.domain.plan.visits import actions, queries
from hehuo.domain.plan.visits.kinds import A_DAY, VisitState
from hehuo.domain.plan.visits.models import Visit


@pytest.fixture
def estate(haiwan):
    return ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")


@pytest.fixture
def homes(estate):
    """Four homes with somebody in them, and an empty one after them."""
    found = [ensure_home(estate=estate, number=read_home(f"1-{room}")) for room in (101, 102, 201, 202, 301)]
    for home in found[:4]:
        Person.objects.create(name=f"住{home.room}", household=Household.objects.create(home=home))
    return found


def plan(worker, homes, on=None):
    return actions.plan_visits(actor=worker, homes=homes, on=on or clock.today())


def test_the_day_goes_in_the_order_it_was_written(worker, homes):
    plan(worker, [homes[2], homes[0], homes[2]])
    plan(worker, [homes[0], homes[1]])
    day = queries.day_of(worker)
    assert [visit.home for visit in day.waiting] == [homes[2], homes[0], homes[1]]
    assert (day.number, day.total) == (1, 3)
    assert Entry.objects.filter(act="visits.planned").count() == 2


def test_each_door_is_marked_and_the_next_one_comes(worker, homes):
    first, second, third = plan(worker, homes[:3])
    actions.mark_visit(actor=worker, visit=first, state=VisitState.ABSENT)
    actions.mark_visit(actor=worker, visit=third, state=VisitState.DROPPED)
    day = queries.day_of(worker)
    assert (day.waiting, day.done, day.number, day.total) == ([second], [first, third], 2, 2)
    actions.mark_visit(actor=worker, visit=second, state=VisitState.MET)
    assert queries.door_of(worker, homes[1]).last_on == clock.today()


def test_a_double_tap_marks_once_and_a_wrong_one_is_taken_back(worker, homes):
    (visit,) = plan(worker, homes[:1])
    for _tap in range(2):
        actions.mark_visit(actor=worker, visit=visit, state=VisitState.MET)
    assert Entry.objects.filter(act="visits.marked").count() == 1
    with pytest.raises(Refused, match="点错了"):
        actions.mark_visit(actor=worker, visit=visit, state=VisitState.ABSENT)
    with pytest.raises(Refused, match="点错了"):
        actions.go_first(actor=worker, visit=visit)
    assert actions.unmark_visit(actor=worker, visit=visit).state == VisitState.PLANNED
    actions.unmark_visit(actor=worker, visit=visit)
    assert Entry.objects.filter(act="visits.unmarked").count() == 1
    with pytest.raises(Refused, match="请选一种"):
        actions.mark_visit(actor=worker, visit=visit, state=VisitState.PLANNED)


def test_yesterday_stays_as_it_is(worker, homes):
    (visit,) = plan(worker, homes[:1])
    actions.mark_visit(actor=worker, visit=visit, state=VisitState.MET)
    with clock.stopped(clock.now() + timedelta(days=1)):
        with pytest.raises(Refused, match="过了当天"):
            actions.unmark_visit(actor=worker, visit=visit)
        with pytest.raises(Invalid, match="已经过了"):
            plan(worker, homes, on=visit.on)


def test_one_home_is_taken_first(worker, homes):
    first, _second, third = plan(worker, homes[:3])
    actions.go_first(actor=worker, visit=third)
    actions.go_first(actor=worker, visit=third)
    assert [visit.home for visit in queries.day_of(worker).waiting] == [homes[2], homes[0], homes[1]]
    assert first.order == 1


def test_a_day_has_forty_doors(worker, estate, homes):
    many = [ensure_home(estate=estate, number=read_home(f"2-{room}")) for room in range(101, 101 + A_DAY)]
    plan(worker, many)
    with pytest.raises(Invalid, match="最多排 40 户，已经排了 40 户"):
        plan(worker, homes[:1])


def test_a_building_leader_knocks_in_the_own_building_only(somebody, estate, homes):
    other = ensure_home(estate=estate, number=read_home("2-101"))
    leader = somebody("李楼长")
    Grant.objects.create(person=leader, role=Role.BUILDING_LEADER, place=homes[0].place)
    assert [str(place) for place in queries.places_for(leader)] == [str(homes[0].place)]
    assert len(plan(leader, homes[:1])) == 1
    vars(leader).pop("held", None)
    with pytest.raises(Refused):
        plan(leader, [other])


def test_only_whoever_goes_marks_it(worker, secretary, homes):
    (visit,) = plan(worker, homes[:1])
    for act in (actions.unmark_visit, actions.go_first):
        with pytest.raises(Refused, match="由他来记"):
            act(actor=secretary, visit=visit)
    with pytest.raises(Refused, match="由他来记"):
        actions.mark_visit(actor=secretary, visit=visit, state=VisitState.MET)


def test_nobody_was_met_for_longest_where_somebody_lives(worker, estate, homes):
    for days, home in ((1, homes[1]), (9, homes[2])):
        with clock.stopped(clock.now() + timedelta(days=days)):
            (visit,) = plan(worker, [home])
            actions.mark_visit(actor=worker, visit=visit, state=VisitState.MET)
    with clock.stopped(clock.now() + timedelta(days=30)):
        plan(worker, homes[:1])
        assert queries.long_unvisited(estate, on=clock.today(), count=2) == [homes[1], homes[3]]
        made = actions.plan_long_unvisited(actor=worker, place=estate, count=9, on=clock.today())
        assert [visit.home for visit in made] == [homes[1], homes[2], homes[3]]
        with pytest.raises(Invalid, match="没有要去的了"):
            actions.plan_long_unvisited(actor=worker, place=estate, count=9, on=clock.today())


def test_what_was_said_before_is_read_by_who_may(worker, somebody, homes):
    person = homes[0].households.get().people.get()
    needs.say_voice(actor=person, speaker=person, words="灯坏了", channel=Channel.PHONE)
    leader = somebody("李楼长", Role.BUILDING_LEADER)
    needs.say_voice(actor=leader, speaker=person, words="要晒被子的地方", channel=Channel.DOOR)
    door = queries.door_of(worker, homes[0])
    assert ([each.words for each in door.voices], door.is_alone) == (["要晒被子的地方", "灯坏了"], True)
    assert [each.words for each in queries.door_of(leader, homes[0]).voices] == ["要晒被子的地方"]


def test_the_database_keeps_a_visit_once_and_with_its_time(worker, homes):
    (visit,) = plan(worker, homes[:1])
    for wrong in ({"order": 9}, {"home": homes[1], "order": 1, "state": VisitState.MET}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Visit.objects.create(**{"visitor": worker, "home": visit.home, "on": visit.on, **wrong})
