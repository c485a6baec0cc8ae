"""People come, move and go with dates, and the roll of any day can be told."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import Living
from hehuo.domain.ground.people.models import Apart, Household, Person
from hehuo.domain.ground.rolls.actions import moves
from hehuo.domain.ground.rolls.actions import people as roll
from hehuo.domain.ground.rolls.actions.households import name_delegate

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def homes_on(day, *persons):
    """Where each lives on a day: the room, None without a home, absent where they are not on the roll."""
    then = {person.pk: person.household_then for person in people.present_on(day)}
    rooms = {found.pk: found.home.room for found in Household.objects.select_related("home")}
    return {one.name: rooms.get(then[one.pk]) for one in persons if one.pk in then}


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_the_roll_of_a_day_is_told_back_through_moves(worker, home, lives):
    gao, stays = lives("高雪", home("3-2-501")), lives("程大爷", home("3-2-401"))
    moves.move_in(actor=worker, person=gao, home=home("3-2-601"), on=MAY)
    moves.move_out(actor=worker, person=gao, on=JUNE, where="女儿家")
    moves.move_in(actor=worker, person=gao, home=home("3-2-601"), on=JULY, where="女儿家")

    assert homes_on(date(2026, 4, 30), gao, stays) == {"高雪": "501", "程大爷": "401"}
    assert homes_on(MAY, gao) == {"高雪": "601"}
    assert homes_on(date(2026, 5, 31), gao) == {"高雪": "601"}
    assert homes_on(JUNE, gao, stays) == {"程大爷": "401"}
    assert homes_on(JULY, gao) == {"高雪": "601"}


def test_who_leaves_is_no_longer_on_the_roll_and_can_be_taken_back(worker, home, lives):
    gao = lives("高雪", home("3-2-501"), relation="户主")
    left = moves.move_out(actor=worker, person=gao, on=MAY, where="外地")
    assert (fresh(gao).left_on, fresh(gao).household) == (MAY, None)
    assert not people.present().filter(pk=gao.pk).exists()

    moves.undo_move(actor=worker, move=left)

    assert (fresh(gao).left_on, fresh(gao).household, fresh(gao).relation) == (None, gao.household, "户主")
    assert homes_on(JUNE, gao) == {"高雪": "501"}
    acts = Entry.objects.filter(thing_id=gao.pk).order_by("at", "id").values_list("act", flat=True)
    assert list(acts) == ["people.moved_out", "people.move_undone"]
    with pytest.raises(Refused):
        moves.undo_move(actor=worker, move=left)


def test_an_owner_who_moves_out_stays_on_the_roll_as_an_owner(worker, home, lives, owns):
    gao = lives("高雪", home("3-2-501"))
    owns(gao, home("3-2-501"))
    moves.move_out(actor=worker, person=gao, on=MAY)
    assert (fresh(gao).left_on, fresh(gao).household, fresh(gao).living) == (None, None, Living.AWAY)


def test_a_tenant_moves_in_while_the_owner_owns(worker, home, lives, owns):
    gao, tenant = lives("高雪", home("3-2-501")), Person.objects.create(name="韦子轩")
    owns(gao, home("3-2-501"))
    moves.move_out(actor=worker, person=gao, on=MAY)
    moves.move_in(actor=worker, person=tenant, home=home("3-2-501"), on=JUNE, living=Living.TENANT)

    assert [owned.home.room for owned in people.homes_owned_by(gao)] == ["501"]
    assert [each.people.get(left_on=None) for each in people.households()] == [tenant]
    assert fresh(tenant).household == gao.household  # the empty household of the home is used again


def test_moves_follow_one_another_and_the_last_is_taken_back_first(worker, home, lives):
    gao = lives("高雪", home("3-2-501"))
    first = moves.move_in(actor=worker, person=gao, home=home("3-2-601"), on=JUNE)
    for day, said in ((MAY, "不能比它早"), (date(2999, 1, 1), "还没到")):
        with pytest.raises(Refused, match=said):
            moves.move_out(actor=worker, person=gao, on=day)
    moves.move_out(actor=worker, person=gao, on=JULY)
    with pytest.raises(Refused, match="最近的一次"):
        moves.undo_move(actor=worker, move=first)


def test_a_whole_household_moves_with_its_delegate(worker, home, lives):
    gao = lives("高雪", home("3-2-501"))
    lives("高强", home("3-2-501"))
    name_delegate(actor=worker, household=gao.household, person=gao)
    to = moves.move_household(actor=worker, household=gao.household, home=home("3-2-601"), on=clock.today())
    assert {one.name for one in people.members_of(to)} == {"高雪", "高强"}
    assert (people.delegate_of(to).person, people.delegate_of(gao.household)) == (gao, None)


def test_who_holds_a_role_hands_it_back_before_leaving(worker, somebody):
    leader = somebody("梁国栋", Role.BUILDING_LEADER)
    with pytest.raises(Refused, match="楼栋长"):
        moves.move_out(actor=worker, person=leader, on=MAY)


def test_residents_move_nobody(resident, home, lives):
    gao = lives("高雪", home("3-2-501"))
    with pytest.raises(Refused):
        moves.move_out(actor=resident, person=gao, on=MAY)
    with pytest.raises(Refused):
        moves.move_in(actor=resident, person=gao, home=home("3-2-601"), on=MAY)


def test_a_person_is_registered_by_hand_from_a_day_on(worker, home):
    said = {"name": "韦子轩", "on": JUNE, "home": home("3-2-501"), "living": Living.TENANT, "phone": "19900000001"}
    tenant = roll.register_person(actor=worker, **said)
    assert (tenant.household.home.room, tenant.living, tenant.phone) == ("501", Living.TENANT, "19900000001")
    assert (homes_on(MAY, tenant), homes_on(JUNE, tenant)) == ({}, {"韦子轩": "501"})
    elsewhere = roll.register_person(actor=worker, name="吴业主", on=JUNE)
    assert (homes_on(MAY, elsewhere), homes_on(JUNE, elsewhere)) == ({}, {"吴业主": None})
    with pytest.raises(Refused, match="新登记"):
        moves.undo_move(actor=worker, move=moves.last_move(tenant))


def test_somebody_like_them_is_asked_about_and_the_answer_remembered(worker, home, lives):
    there = lives("韦子轩", home("3-2-501"), phone="19900000001")
    said = {"actor": worker, "name": "韦子轩", "on": JUNE, "phone": "19900000001"}
    with pytest.raises(Invalid, match="韦\\*轩（3-2-501）"):
        roll.register_person(**said)
    other = roll.register_person(**said, is_another=True)
    assert {there.pk, other.pk} == set(Apart.objects.values_list("one", "other").get())


def test_an_id_number_stands_on_the_roll_once(worker, home, lives):
    lives("高雪", home("3-2-501"), identity="999999198810250875")
    with pytest.raises(Conflict):
        roll.register_person(actor=worker, name="高雪", on=JUNE, identity="999999198810250875", is_another=True)
    other = roll.register_person(actor=worker, name="高梅", on=JUNE)
    said = {"name": "高梅", "sex": "f", "born_on": None, "living": Living.AWAY, "note": ""}
    with pytest.raises(Conflict, match="重复名单"):
        roll.edit_person(actor=worker, person=other, identity="999999198810250875", **said)


def test_a_person_is_put_right_and_the_journal_says_which_fields(worker, somebody, home, lives):
    gao = lives("高雪", home("3-2-501"), phone="19900000001")
    said = {"name": "高雪梅", "sex": "f", "born_on": date(1988, 10, 25), "living": Living.OWNER, "note": "腿脚不便"}
    roll.edit_person(actor=worker, person=gao, phone="", **said)
    roll.edit_person(actor=worker, person=gao, phone="19900000002", **said)
    assert (fresh(gao).name, fresh(gao).phone) == ("高雪梅", "19900000002")
    assert [entry.facts["fields"] for entry in Entry.objects.filter(act="people.edited").order_by("at", "id")] == [
        ["born_on", "living", "name", "note", "sex"], ["phone"],
    ]  # fmt: skip
    with pytest.raises(Refused, match="系统管理员"):
        leader = somebody("梁国栋", Role.BUILDING_LEADER)
        roll.edit_person(actor=worker, person=leader, phone="19900000003", **said | {"name": "梁国栋"})
