"""Delegates, relations, guardians, teams, and reasons for care."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.journal.models import Entry, Look, Words
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import CareKind, TeamKind, WardKind
from hehuo.domain.ground.people.models import Care, Delegate, Person
from hehuo.domain.ground.rolls.actions import cares, households, moves, teams

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(home, lives):
    found = home("3-2-501")
    today = clock.today()
    return (
        lives("高雪", found, relation="户主", born_on=date(today.year - 40, 1, 1)),
        lives("程浩", found, relation="配偶", born_on=date(today.year - 41, 1, 1)),
        lives("程小雨", found, relation="子女", born_on=date(today.year - 10, 1, 1)),
    )


def test_a_household_has_one_delegate_at_a_time(worker, family, home, lives):
    mother, father, child = family
    household = mother.household
    for person in (mother, father):
        households.name_delegate(actor=worker, household=household, person=person)
    assert people.delegate_of(household).person == father
    assert Delegate.objects.filter(household=household).count() == 2
    for nobody in (child, lives("邻居", home("3-2-502"))):
        with pytest.raises(Invalid):
            households.name_delegate(actor=worker, household=household, person=nobody)
    moves.move_out(actor=worker, person=father, on=clock.today())
    assert people.delegate_of(household) is None


def test_a_household_has_one_head(worker, family):
    mother, father, _child = family
    with pytest.raises(Invalid, match="一位户主"):
        households.write_relations(actor=worker, household=mother.household, relations={father: "户主"})
    households.write_relations(actor=worker, household=mother.household, relations={father: "户主", mother: "妻"})
    relations = dict(people.members_of(mother.household).values_list("name", "relation"))
    assert relations == {"高雪": "妻", "程浩": "户主", "程小雨": "子女"}


def test_a_minor_has_guardians_until_eighteen(worker, family):
    mother, _father, child = family
    named = households.name_guardian(actor=worker, ward=child, guardian=mother, kind=WardKind.MINOR, evidence="户口本")
    assert [each.guardian for each in people.guardians_of(child)] == [mother]
    assert [each.ward for each in people.wards_of(mother)] == [child]
    grown_up = clock.today().replace(year=clock.today().year + 9)
    assert people.guardians_of(child, grown_up) == []
    with pytest.raises(Conflict):
        households.name_guardian(actor=worker, ward=child, guardian=mother, kind=WardKind.MINOR, evidence="户口本")
    households.end_guardianship(actor=worker, guardianship=named)
    assert people.wards_of(mother) == []
    with pytest.raises(Conflict):
        households.end_guardianship(actor=worker, guardianship=named)


def test_who_cannot_be_a_guardian_is_told_why(worker, family):
    mother, father, child = family
    minor, incapable = WardKind.MINOR, WardKind.INCAPABLE
    households.name_guardian(actor=worker, ward=father, guardian=mother, kind=incapable, evidence="法院判决书")
    for ward, guardian, kind, said in (
        (mother, mother, incapable, "自己"),
        (mother, father, minor, "不是未成年人"),
        (child, mother, incapable, "还未成年"),
        (mother, child, incapable, "不能做监护人"),
        (child, father, minor, "自己有监护人"),
        (Person.objects.create(name="没写生日"), mother, minor, "出生日期"),
    ):
        with pytest.raises(Refused, match=said):
            households.name_guardian(actor=worker, ward=ward, guardian=guardian, kind=kind, evidence="户口本")
    with pytest.raises(Invalid):
        households.name_guardian(actor=worker, ward=child, guardian=mother, kind=minor, evidence=" ")


def test_one_kind_of_row_for_every_team(worker, resident, family):
    mother, father, _child = family
    choir = teams.make_team(actor=worker, name="海湾合唱团", kind=TeamKind.CULTURE, leader=mother)
    joined = teams.add_member(actor=worker, team=choir, person=father)
    assert {each.person for each in people.memberships_of(choir)} == {mother, father}
    with pytest.raises(Conflict):
        teams.add_member(actor=worker, team=choir, person=father)
    with pytest.raises(Conflict):
        teams.make_team(actor=worker, name="海湾合唱团", kind=TeamKind.OTHER, leader=father)
    with pytest.raises(Refused, match="先换一位队长"):
        teams.release_member(actor=worker, membership=people.memberships_of(choir).get(person=mother))
    with pytest.raises(Refused):
        teams.make_team(actor=resident, name="腰鼓队", kind=TeamKind.CULTURE, leader=mother)

    teams.edit_team(
        actor=worker, team=choir, name="海湾老年合唱团", kind=TeamKind.CULTURE, leader=father, purpose="周四"
    )
    teams.release_member(actor=worker, membership=people.memberships_of(choir).get(person=mother))
    assert [team.leader for team in people.teams_of(father)] == [father]
    assert list(people.teams_of(mother)) == []
    teams.end_team(actor=worker, team=choir)
    assert list(people.teams()) == []
    with pytest.raises(Refused):
        teams.release_member(actor=worker, membership=joined)


def test_reasons_for_care_are_kept_by_those_who_may_and_each_look_says_why(worker, somebody, family):
    mother = family[0]
    care = cares.add_care(actor=worker, person=mother, kind=CareKind.DISABLED, note="右腿", why="上门核实残疾证")
    assert cares.look_at_cares(actor=worker, person=mother, why="冬天探访") == [care]
    assert [(look.field, look.why) for look in Look.objects.order_by("at", "id")] == [
        ("cares", "上门核实残疾证"), ("cares", "冬天探访"),
    ]  # fmt: skip
    assert "disabled" not in str(Entry.objects.get(act="people.care_added").facts)
    assert "残疾" in Words.objects.get(entry__act="people.care_added").text
    with pytest.raises(Conflict):
        cares.add_care(actor=worker, person=mother, kind=CareKind.DISABLED, note="右腿", why="重复了")

    cares.end_care(actor=worker, care=care, why="已经康复")
    assert list(people.cares_of(mother)) == []
    with pytest.raises(Conflict):
        cares.end_care(actor=worker, care=care, why="已经康复")
    cares.add_care(actor=worker, person=mother, kind=CareKind.DISABLED, note="右腿", why="又复发")
    assert Care.objects.count() == 1
    with pytest.raises(Invalid):
        cares.look_at_cares(actor=worker, person=mother, why=" ")
    for role in (Role.SECRETARY, Role.CLERK):  # sees but keeps no roll; neither
        with pytest.raises(Refused):
            cares.look_at_cares(actor=somebody("外人", role), person=mother, why="看看")
