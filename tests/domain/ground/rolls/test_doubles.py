"""Two records of one human: found, merged without rewriting, undone, told apart."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.access.rules import different_humans
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Merge, Person
from hehuo.domain.ground.rolls.actions import doubles
from hehuo.domain.ground.rolls.queries import doubles as found
from hehuo.domain.ground.rolls.queries import histories, trees

pytestmark = pytest.mark.django_db
IDENTITY, OTHER = "999999198810250875", "999999197703040019"


def seen():
    return [({pair.one.name, pair.other.name}, pair.reasons) for pair in found.pairs()]


def merged(actor, person, into):
    return doubles.merge_people(actor=actor, person=person, into=into, why="看了身份证")


def test_doubles_are_found_by_number_phone_and_home(home, lives, owns):
    lives("高雪", home("3-2-501"), identity=IDENTITY)
    lives("高雪梅", home("3-2-601"), identity=IDENTITY)
    lives("欧阳建国", home("3-2-502"), phone="19900000001")
    lives("欧阳建囯", home("4-1-101"), phone="19900000001")  # a slip of the pen
    lives("欧阳小雨", home("3-2-502"), phone="19900000001")  # a child with the father's phone
    lives("程浩", home("3-2-401"))
    lives("程浩", home("3-2-401"))
    lives("韦强", home("3-2-301"))
    owns(Person.objects.create(name="韦强"), home("3-2-301"))
    lives("李敏", home("3-2-201"), identity=IDENTITY[:-1] + "6", phone="19900000009")
    lives("李敏", home("3-2-201"), identity=OTHER, phone="19900000009")  # two numbers are two humans
    assert seen() == [
        ({"高雪", "高雪梅"}, ["证件号相同"]),
        ({"欧阳建国", "欧阳建囯"}, ["电话相同，姓名相近"]),
        ({"程浩"}, ["同一套房里同名"]),
        ({"韦强"}, ["同一套房的业主和住户同名"]),
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_so"),
    [
        ("买买提·艾力", "买买提艾力", True), ("欧阳建国", "欧阳建囯", True), ("高雪", "高雪梅", True),
        ("李敏", "李明", False), ("高雪", "程浩", False), ("陈建国", "林建国", False),
    ],
)  # fmt: skip
def test_names_that_are_nearly_one(one, other, is_so):
    assert found.is_nearly(one, other) is is_so


def test_what_differs_is_shown_masked(home, lives):
    one, other = lives("高雪", home("3-2-501"), identity=IDENTITY), lives("高雪", home("3-2-601"), identity=OTHER)
    lines = {line.name: (line.one, line.other, line.is_equal) for line in found.pair_of(one, other)}
    assert lines["证件号"] == ("*" * 14 + "0875", "*" * 14 + "0019", False)
    assert (lines["姓名"][2], lines["电话"]) == (True, ("", "", None))


def test_a_merge_rewrites_nothing_and_counts_one_human(worker, somebody, home, lives, owns):
    kept, double = lives("高雪", home("3-2-501")), lives("高雪", home("3-2-501"))
    stranger = somebody("邻居")
    owns(kept, home("3-2-501"))
    owns(double, home("3-2-501"))
    owns(double, home("3-2-601"))
    merge = merged(worker, double, kept)

    double.refresh_from_db()
    assert list(people.present().filter(name="高雪")) == [kept]
    assert (double.household, double.human_id) == (kept.household, kept.human_id)
    assert (different_humans(kept, double), different_humans(double, stranger)) == (False, True)
    assert trees.owner_counts() == (2, 1)
    assert len(histories.owners_of(home("3-2-501"))) == 1
    assert {owned.home.room for owned in people.homes_owned_by(kept)} == {"501", "601"}
    assert found.pairs() == []

    doubles.undo_merge(actor=worker, merge=merge)
    double.refresh_from_db()
    assert (double.merged_into, people.present().filter(name="高雪").count()) == (None, 2)
    acts = Entry.objects.filter(thing_id=double.pk).order_by("at", "id").values_list("act", flat=True)
    assert list(acts) == ["people.merged", "people.merge_undone"]
    with pytest.raises(Conflict):
        doubles.undo_merge(actor=worker, merge=merge)


def test_one_human_stays_one_where_the_kept_record_has_an_account(worker, somebody):
    kept, double = somebody("高雪"), Person.objects.create(name="高雪")
    merged(worker, double, kept)
    double.refresh_from_db()
    assert double.human_id == kept.human_id == kept.account_id
    assert not different_humans(kept, double)


def test_nobody_makes_two_humans_of_themselves(worker, somebody):
    colleague, other = somebody("许卫东", Role.WORKER), somebody("许卫东")
    merge = doubles.merge_people(actor=worker, person=other, into=colleague, why="看了身份证", closes_entry=True)
    for one_of_both in (colleague, Person.objects.get(pk=other.pk)):
        Grant.objects.get_or_create(person=one_of_both, role=Role.WORKER)
        with pytest.raises(Refused, match="请另一位同事来撤回"):
            doubles.undo_merge(actor=one_of_both, merge=merge)
    assert not different_humans(colleague, Person.objects.get(pk=other.pk))


def test_two_who_are_two_are_not_proposed_again(worker, home, lives):
    one, other = lives("程浩", home("3-2-401")), lives("程浩", home("3-2-401"))
    doubles.tell_apart(actor=worker, one=other, other=one, why="父子同名")
    doubles.tell_apart(actor=worker, one=one, other=other)
    assert found.pairs() == []
    assert Entry.objects.filter(act="people.told_apart").count() == 2
    with pytest.raises(Refused):
        doubles.tell_apart(actor=worker, one=one, other=one)


def test_the_account_that_stays_is_said_and_the_other_no_longer_opens_this_community(worker, somebody):
    kept, double = somebody("高雪"), somebody("高雪")
    with pytest.raises(Refused, match="请勾上"):
        merged(worker, double, kept)
    merge = doubles.merge_people(actor=worker, person=double, into=kept, why="看了身份证", closes_entry=True)
    assert access.entered_as(double.account_id) is None
    assert access.entered_as(kept.account_id).person == kept
    doubles.undo_merge(actor=worker, merge=merge)
    assert access.entered_as(double.account_id).person == double


def test_no_merge_leads_to_a_role_an_entry_or_a_chain(worker, resident, somebody, haiwan):
    plain, other, third = (Person.objects.create(name="高雪") for _number in range(3))
    leader = somebody("高雪", Role.BUILDING_LEADER)
    mine = Person.objects.create(name=worker.name)
    for person, into, said in (
        (plain, plain, "同一条"),
        (leader, plain, "工作身份"),
        (somebody("高雪"), plain, "能登录"),
        (mine, worker, "您自己"),
        (worker, mine, "您自己"),
    ):
        with pytest.raises(Refused, match=said):
            merged(worker, person, into)
    merged(worker, plain, other)
    for person, into in ((other, third), (plain, third), (third, plain), (other, plain)):
        with pytest.raises(Refused):
            merged(worker, person, into)
    with pytest.raises(Refused):
        merged(resident, third, other)
    with pytest.raises(Invalid):
        doubles.merge_people(actor=worker, person=third, into=other, why="")


class AnyMergesAndUndos(TestCase):
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=14))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def test_everyone_has_exactly_one_root_and_there_is_no_chain(self, steps):
        with community_scope(Community.objects.create(code="haiwan", name="海湾社区")):
            worker = Person.objects.create(name="周玉梅")
            Grant.objects.create(person=worker, role=Role.WORKER)
            everyone = [Person.objects.create(name=f"人{number}") for number in range(5)]
            for is_merge, one, other in steps:
                try:
                    if is_merge:
                        merged(worker, everyone[one], everyone[other])
                    elif merge := Merge.objects.filter(person=everyone[one]).first():
                        doubles.undo_merge(actor=worker, merge=merge)
                except (Refused, Conflict):
                    continue
            rows = {person.pk: person for person in Person.objects.exclude(pk=worker.pk)}
            roots = {pk: person.merged_into_id or pk for pk, person in rows.items()}
            assert all(rows[root].merged_into_id is None for root in roots.values())
            standing = dict(Merge.objects.filter(undone_at=None).values_list("person", "into"))
            assert standing == {pk: person.merged_into_id for pk, person in rows.items() if person.merged_into_id}
            assert len({person.human_id for person in rows.values()}) == len(set(roots.values()))
