"""Homes by hand, their owners, and splitting and joining them without rewriting anything."""

from datetime import date

import pytest

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.kinds import HomeKind, HomeUse, PlaceKind
from hehuo.domain.ground.places.models import Home
from hehuo.domain.ground.rolls.actions import changes, homes, households, moves
from hehuo.domain.ground.rolls.actions import places as by_hand
from hehuo.domain.ground.rolls.actions.changes import Part
from hehuo.domain.ground.rolls.queries import histories, trees

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def standing():
    return [home.short for home in places.homes()]


def test_places_and_homes_are_added_by_hand_as_rosters_name_them(worker, resident, haiwan):
    estate = by_hand.add_place(actor=worker, kind=PlaceKind.ESTATE, name="育才小区")
    building = by_hand.add_place(actor=worker, kind=PlaceKind.BUILDING, name="3 号楼", parent=estate)
    stairwell = by_hand.add_place(actor=worker, kind=PlaceKind.STAIRWELL, name="2", parent=building)
    home = by_hand.add_home(actor=worker, estate=estate, number="3-2-502", kind=HomeKind.SHOP, area_x100=8950)
    assert (stairwell.path, home.path, home.place) == ("育才小区/3栋/2单元", "育才小区/3栋/2单元/502", stairwell)
    assert (home.short, home.kind, home.area_x100) == ("3-2-502", "shop", 8950)

    for wrong in (
        {"kind": PlaceKind.BUILDING, "name": "4"},
        {"kind": PlaceKind.STAIRWELL, "name": "1", "parent": estate},
    ):
        with pytest.raises(Invalid):
            by_hand.add_place(actor=worker, **wrong)
    with pytest.raises(Conflict):
        by_hand.add_place(actor=worker, kind=PlaceKind.BUILDING, name="3栋", parent=estate)
    with pytest.raises(Conflict):
        by_hand.add_home(actor=worker, estate=estate, number="3-2-502")
    with pytest.raises(Invalid):
        by_hand.add_home(actor=worker, estate=estate, number="楼上那家")
    with pytest.raises(Refused):
        by_hand.add_place(actor=resident, kind=PlaceKind.ESTATE, name="新苑")


def test_an_estate_is_marked_and_a_building_put_into_a_beat(worker, estate, home):
    building = home("3-2-502").place.parent
    grid = by_hand.add_place(actor=worker, kind=PlaceKind.GRID, name="第一网格")
    by_hand.mark_unmanaged(actor=worker, estate=estate, is_unmanaged=True)
    by_hand.assign_to_grid(actor=worker, building=building, grid=grid)
    assert [(each.place.name, each.place.is_unmanaged, each.homes, each.below) for each in trees.top()] == [
        ("海湾花园", True, 1, 1), ("第一网格", False, 1, 1),
    ]  # fmt: skip
    assert standing() == [found.short for found in places.homes_in(grid)]
    with pytest.raises(Invalid):
        by_hand.mark_unmanaged(actor=worker, estate=building, is_unmanaged=True)
    with pytest.raises(Invalid):
        by_hand.assign_to_grid(actor=worker, building=estate, grid=grid)


def test_every_count_of_the_tree_is_the_length_of_its_list(worker, estate, home, lives):
    lives("高雪", home("3-2-501"))
    lives("高强", home("3-2-501"))
    lives("程大爷", home("10-1-101"), number=2)
    home("10-1-102")
    moves.move_out(actor=worker, person=lives("过客", home("10-1-102")), on=MAY)

    whole = trees.whole(estate)
    assert (whole.homes, whole.households, whole.people) == (3, 2, 3)
    assert [(each.place.name, each.homes, each.households, each.people) for each in trees.below(estate)] == [
        ("3栋", 1, 1, 2), ("10栋", 2, 1, 1),
    ]  # fmt: skip
    assert trees.homes_listed(estate).count() == whole.homes
    assert trees.households_listed(estate).count() == whole.households
    assert [found.short for found in trees.homes_listed(estate, vacant=True)] == ["10-1-102"]


def test_a_home_is_put_right_and_the_journal_keeps_what_stood_there(worker, home):
    found = home("3-2-501", area=8950)
    said = {"kind": HomeKind.GARAGE, "use": HomeUse.VACANT, "area_x100": 9000, "is_fitted_out": True}
    homes.edit_home(actor=worker, home=found, note="钥匙在物业", **said)
    entry = Entry.objects.get(act="homes.edited")
    assert entry.facts == {
        "fields": ["area_x100", "is_fitted_out", "kind", "note", "use"],
        "was": {"area_x100": 8950, "is_fitted_out": False, "kind": "residence", "use": ""},
        "now": {"area_x100": 9000, "is_fitted_out": True, "kind": "garage", "use": "vacant"},
    }


def test_owners_and_homes_are_both_counted(worker, home, somebody):
    one, other = Person.objects.create(name="高雪"), Person.objects.create(name="高强")
    for person, number in ((one, "3-2-501"), (other, "3-2-501"), (one, "3-2-502")):
        homes.add_owner(actor=worker, home=home(number), person=person, since_on=MAY)
    assert trees.owner_counts() == (2, 2)
    assert [found.owner_count for found in trees.homes_listed(None)] == [2, 1]
    with pytest.raises(Conflict):
        homes.add_owner(actor=worker, home=home("3-2-501"), person=one)

    owned = people.homes_owned_by(one)[0]
    homes.end_ownership(actor=worker, ownership=owned, until_on=JUNE)
    assert trees.owner_counts() == (2, 2)
    assert [each.person.name for each in histories.owners_of(home("3-2-501"))] == ["高强"]
    assert [each.person.name for each in histories.past_owners_of(home("3-2-501"))] == ["高雪"]
    homes.add_owner(actor=worker, home=home("3-2-501"), person=one)  # bought back
    with pytest.raises(Conflict):
        homes.end_ownership(actor=worker, ownership=owned)


@pytest.fixture
def family(home, lives, owns):
    """A home with two owners and two households."""
    found = home("3-2-501", area=12000)
    gao, son = lives("高雪", found, relation="户主"), lives("高强", found, number=2)
    owns(gao, found)
    owns(son, found)
    return found, gao, son


def split(worker, family):
    found, gao, son = family
    parts = [Part("501A", 7000, [gao], [gao.household]), Part("501B", 5000, [son], [son.household])]
    return changes.split_home(actor=worker, home=found, parts=parts, on=MAY, why="不动产证分户")


def test_a_home_is_split_and_nothing_is_rewritten(worker, family):
    found, gao, son = family
    households.name_delegate(actor=worker, household=gao.household, person=gao)
    change = split(worker, family)

    assert standing() == ["3-2-501A", "3-2-501B"]
    old = Home.objects.get(pk=found.pk)
    assert (old.ended_on, old.area_x100, places.change_that_ended(old)) == (MAY, 12000, change)
    assert [each.person.name for each in histories.owners_of(old)] == ["高强", "高雪"]
    new = {home.room: home for home in places.homes()}
    assert {room: [each.person.name for each in histories.owners_of(home)] for room, home in new.items()} == {
        "501A": ["高雪"], "501B": ["高强"],
    }  # fmt: skip
    lived = {
        room: [[one.name for one in who] for _h, who in histories.households_of(home)] for room, home in new.items()
    }
    assert lived == {"501A": [["高雪"]], "501B": [["高强"]]}
    assert people.delegate_of(Person.objects.get(pk=gao.pk).household).person == gao
    then = {one.name: one.household_then for one in people.present_on(date(2026, 4, 30))}
    assert (then["高雪"], then["高强"]) == (gao.household_id, son.household_id)
    assert trees.owner_counts() == (2, 2)
    with pytest.raises(Refused, match="不再是一套房"):
        homes.add_owner(actor=worker, home=old, person=son)


def test_a_split_is_taken_back_whole(worker, family):
    found, gao, son = family
    households.name_delegate(actor=worker, household=gao.household, person=gao)
    change = changes.undo_change(actor=worker, change=split(worker, family))

    assert change.undone_at
    assert standing() == ["3-2-501"]
    assert [each.person.name for each in histories.owners_of(Home.objects.get(pk=found.pk))] == ["高强", "高雪"]
    assert set(people.members_of(gao.household)) | set(people.members_of(son.household)) == {gao, son}
    assert people.delegate_of(gao.household).person == gao
    acts = Entry.objects.filter(thing_id=found.pk).order_by("at", "id").values_list("act", flat=True)
    assert list(acts) == ["homes.split", "homes.change_undone"]
    with pytest.raises(Conflict):
        changes.undo_change(actor=worker, change=change)


def test_a_split_is_not_taken_back_once_life_went_on(worker, family):
    change = split(worker, family)
    moves.move_out(actor=worker, person=Person.objects.get(name="高强"), on=JUNE)
    with pytest.raises(Refused, match="一件一件改"):
        changes.undo_change(actor=worker, change=change)
    assert standing() == ["3-2-501A", "3-2-501B"]


def test_two_homes_are_joined_under_one_of_their_numbers(worker, family, home, lives):
    found, gao, _son = family
    beside = home("3-2-502", area=6000)
    lives("程大爷", beside)
    part = Part("501", 18000, [gao], list(Household.objects.order_by("id")))
    change = changes.join_homes(actor=worker, homes=[found, beside], part=part, on=MAY, why="打通了")

    assert standing() == ["3-2-501"]
    now = places.homes().get()
    assert (now.pk != found.pk, now.area_x100) == (True, 18000)
    lived = sorted([one.name for one in who] for _household, who in histories.households_of(now))
    assert lived == [["程大爷"], ["高强"], ["高雪"]]
    changes.undo_change(actor=worker, change=change)
    assert standing() == ["3-2-501", "3-2-502"]


def test_what_cannot_be_split_or_joined_is_refused(worker, resident, family, home):
    found, gao, son = family
    both = [gao.household, son.household]
    whole = {"actor": worker, "home": found, "on": MAY, "why": "分户"}
    for parts in (
        [Part("501A", 1, [gao], both)],
        [Part("501A", 1, [gao], both), Part("501A", 1, [gao], [])],  # one number twice
        [Part("501A", 1, [gao], [gao.household]), Part("501B", 1, [gao], [])],  # a household without a home
    ):
        with pytest.raises(Invalid):
            changes.split_home(**whole, parts=parts)
    with pytest.raises(Invalid):
        changes.join_homes(actor=worker, homes=[found, found], part=Part("501", 1, []), on=MAY, why="打通了")
    with pytest.raises(Refused):
        elsewhere = home("4-1-101")
        changes.join_homes(actor=worker, homes=[found, elsewhere], part=Part("5", 1, [], both), on=MAY, why="打通了")
    with pytest.raises(Refused):
        split(resident, family)
