"""Who may come: ages on the day, groups proven without a word why, children on a guardian's word, cover for danger."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import acting, clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.admissions.kinds import AGREED_VERSION, Conditions, ForWhom, FreeGroup
from hehuo.domain.ground.admissions.models import Admission
from hehuo.domain.ground.journal.models import Entry, Look
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.kinds import CareKind, WardKind
from hehuo.domain.ground.people.models import Care, Guardianship
from hehuo.domain.ground.sessions import actions, joining, queries
from hehuo.domain.ground.sessions.joining import Joining
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp

from .conftest import SATURDAY

AGREED = Joining(has_agreed=True, is_accompanied=True)
SAFE = {
    "is_risky": True, "insurer": "平安财险", "policy": "PA2026-001", "covered_from": SATURDAY,
    "covered_until": SATURDAY,
}  # fmt: skip


def came_of(session) -> list[tuple[str, str]]:
    return [(line.person.name, line.state) for line in queries.people_in(session)]


@pytest.mark.parametrize(
    ("born_on", "may"),
    [
        (date(2019, 9, 12), True),  # seven on the very day
        (date(2019, 9, 13), False),
        (date(2013, 9, 13), True),  # thirteen tomorrow
        (date(2013, 9, 12), False),
    ],
)
def test_the_age_is_that_of_the_day(plan, family, somebody, born_on, may):
    session, child = plan(conditions=Conditions(youngest=7, oldest=12)), somebody("小宇", born_on=born_on)
    Guardianship.objects.create(ward=child, guardian=family.mother, kind=WardKind.MINOR, from_on=date(2026, 1, 1))
    assert bool(joining.may_join(family.mother, session, child, AGREED)) is may


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march(plan, family, guard, somebody):
    child = somebody("小闰", born_on=date(2020, 2, 29))
    guard(family.mother, child)
    seven = {"conditions": Conditions(youngest=7)}
    sessions = [
        plan(start=clock.at(on, 10), end=clock.at(on, 11), **seven) for on in (date(2027, 2, 28), date(2027, 3, 1))
    ]
    assert [bool(joining.fits(session, child)) for session in sessions] == [False, True]


def test_a_refusal_says_for_whom_and_whom_to_ask_but_no_age(plan, people):
    people[0].born_on = date(1990, 1, 1)
    people[0].save()
    session = plan(conditions=Conditions(youngest=60))
    with pytest.raises(Refused, match=r"给「满 60 岁」办的.*服务台") as refusal:
        actions.sign_up(actor=people[0], session=session, person=people[0])
    assert "36" not in refusal.value.say


def test_an_unknown_age_is_told_or_vouched_for_by_the_desk(plan, people, worker, somebody):
    session = plan(conditions=Conditions(youngest=60))
    with pytest.raises(Refused, match="填上出生日期"):
        actions.sign_up(actor=people[0], session=session, person=people[0])
    line = actions.sign_up(actor=people[0], session=session, person=people[0], said=Joining(born_on=date(1950, 1, 1)))
    people[0].refresh_from_db()
    assert (line.told_born_on, people[0].born_on) == (date(1950, 1, 1), None)  # the roll stays as it is
    seen = Joining(why="看过身份证，六十五了")
    leader = somebody("楼栋长", Role.BUILDING_LEADER)
    with pytest.raises(Refused, match="填上出生日期"):
        actions.sign_up(actor=leader, session=session, person=people[1], said=seen)
    vouched = actions.sign_up(actor=worker, session=session, person=people[1], said=seen)
    assert Entry.objects.get(act="sessions.signed_up", thing_id=vouched.id).actor_id == worker.id
    people[2].born_on = date(2000, 1, 1)
    people[2].save()
    with pytest.raises(Refused, match="满 60 岁"):  # a reason lets nobody in whose age is known
        actions.sign_up(actor=worker, session=session, person=people[2], said=seen)


def test_a_told_birth_date_does_not_make_a_child_grown_up(plan, people):
    session = plan(conditions=Conditions(youngest=10))
    with pytest.raises(Refused, match="未满 18 岁要由监护人来报名"):
        actions.sign_up(actor=people[0], session=session, person=people[0], said=Joining(born_on=date(2014, 1, 1)))


def test_residents_are_those_with_a_home_here(plan, people):
    session = plan(conditions=Conditions(for_whom=ForWhom.RESIDENTS))
    with pytest.raises(Refused, match="登记住处"):
        actions.sign_up(actor=people[0], session=session, person=people[0])


def test_a_group_is_proven_without_a_word_why_and_every_asking_is_written_down(plan, people, worker):
    said = Conditions(for_whom=ForWhom.GROUPS, groups=(FreeGroup.ALONE, FreeGroup.DISABLED), label="社区关爱的家庭")
    session = plan(conditions=said)
    Care.objects.create(person=people[0], kind=CareKind.ALONE)
    assert actions.sign_up(actor=people[0], session=session, person=people[0]).state == SignUpState.SEATED
    assert Look.objects.count() == 0
    with pytest.raises(Refused, match="社区关爱的家庭") as refusal:
        actions.sign_up(actor=worker, session=session, person=people[1])
    assert ("独居" in refusal.value.say, Look.objects.get().actor_id) == (False, worker.id)


def test_a_child_does_not_sign_up_alone(plan, family):
    session = plan()
    for child in (family.nine, family.teen):
        with pytest.raises(Refused, match="未满 18 岁要由监护人来报名"):
            actions.sign_up(actor=child, session=session, person=child)


def test_nobody_signs_up_the_ward_of_somebody_else(plan, family, guard):
    session = plan()
    with pytest.raises(Refused, match="只能替自己和自己监护的孩子"):
        actions.sign_up(actor=family.stranger, session=session, person=family.nine, said=AGREED)
    said = Joining(guardian=family.stranger, has_agreed=True)
    with pytest.raises(Refused, match="只能替自己和自己监护的孩子"):
        actions.sign_up(actor=family.stranger, session=session, person=family.nine, said=said)
    Guardianship.objects.filter(ward=family.nine).update(to_on=date(2026, 9, 1))
    with pytest.raises(Refused, match="只能替自己和自己监护的孩子"):  # it ended
        actions.sign_up(actor=family.mother, session=session, person=family.nine, said=AGREED)


def test_a_guardian_agrees_once_and_only_in_person(plan, family):
    session = plan()
    with pytest.raises(Refused, match="我同意"):
        actions.sign_up(actor=family.mother, session=session, person=family.nine)
    with acting.acting(helper_id=family.stranger.id, person_id=family.mother.id), pytest.raises(Refused, match="本人"):
        actions.sign_up(actor=family.mother, session=session, person=family.nine, said=AGREED)
    lines = [
        actions.sign_up(actor=family.mother, session=session, person=family.nine, said=AGREED) for _tap in range(2)
    ]
    assert (lines[0], lines[0].guardian, lines[0].agreed_version) == (lines[1], family.mother, AGREED_VERSION)
    assert lines[0].contact_phone == "138****2468"


def test_at_the_desk_below_14_a_guardian_on_the_roll_agrees_and_nothing_stands_in_for_it(plan, family, worker):
    session, why = plan(capacity=5), Joining(why="妈妈电话里答应了")
    with pytest.raises(Refused, match="不满 14 岁"):
        actions.sign_up(actor=worker, session=session, person=family.nine, said=why)
    with pytest.raises(Refused, match="不满 14 岁"):
        actions.sign_up(actor=worker, session=session, person=family.nine, said=Joining(guardian=family.stranger))
    with pytest.raises(Refused, match="哪位监护人同意"):
        actions.sign_up(actor=worker, session=session, person=family.teen)
    actions.sign_up(actor=worker, session=session, person=family.nine, said=Joining(guardian=family.mother))
    actions.sign_up(actor=worker, session=session, person=family.teen, said=why)
    assert came_of(session) == [("贺小宝", "seated"), ("贺大宝", "seated")]


def test_several_children_in_a_full_course_each_have_a_seat_or_wait_and_the_guardian_is_told(plan, family, people):
    session = plan(capacity=1)
    actions.sign_up(actor=people[0], session=session, person=people[0])
    wards = [family.nine, family.six]
    lines = actions.sign_up_wards(actor=family.mother, session=session, wards=wards, said=AGREED)
    again = actions.sign_up_wards(actor=family.mother, session=session, wards=wards, said=AGREED)
    assert (again, [line.state for line in lines]) == (lines, ["waiting", "waiting"])
    actions.cancel_sign_up(actor=people[0], session=session, person=people[0])
    assert came_of(session)[:2] == [("贺小宝", "seated"), ("贺小贝", "waiting")]
    message = Message.objects.get(about_id=session.id)
    assert (message.person, str(message.subject)) == (family.mother, "贺小宝，候补到了：天空农场自然课")
    actions.cancel_sign_up(actor=family.mother, session=session, person=family.nine)
    assert came_of(session)[0] == ("贺小贝", "seated")


def test_one_child_outside_the_rule_leaves_all_out_with_the_reason(plan, family):
    session = plan(conditions=Conditions(youngest=7))
    with pytest.raises(Refused, match="满 7 岁"):
        actions.sign_up_wards(actor=family.mother, session=session, wards=[family.nine, family.six], said=AGREED)
    with pytest.raises(Refused, match="勾给谁"):
        actions.sign_up_wards(actor=family.mother, session=session, wards=[], said=AGREED)
    assert SignUp.objects.count() == 0


def test_small_children_come_with_a_guardian(plan, family):
    session = plan(conditions=Conditions(accompanied_under=8))
    alone = Joining(has_agreed=True)
    with pytest.raises(Refused, match="不满 8 岁的孩子要家长全程陪着"):
        actions.sign_up(actor=family.mother, session=session, person=family.six, said=alone)
    actions.sign_up(actor=family.mother, session=session, person=family.nine, said=alone)
    line = actions.sign_up(actor=family.mother, session=session, person=family.six, said=AGREED)
    assert line.is_accompanied


def test_the_door_keeps_the_rule_too(plan, family, people, worker):
    session = plan(conditions=Conditions(youngest=7), capacity=9)
    people[0].born_on = date(2000, 1, 1)
    people[0].save()
    with clock.stopped(session.starts_at):
        with pytest.raises(Refused, match="监护人"):
            actions.check_in_at_door(person=family.nine, session=session, code=session.door_code)
        with pytest.raises(Refused, match="满 7 岁"):
            actions.check_in(actor=worker, session=session, person=family.six)
        actions.check_in_at_door(person=people[0], session=session, code=session.door_code)
    with clock.stopped(clock.at(date(2026, 9, 14), 9)):  # a paper is copied as it is
        assert actions.check_in(actor=worker, session=session, person=family.six).state == SignUpState.CAME


def test_danger_is_insured_on_its_day_before_anybody_signs_up(plan, worker):
    with pytest.raises(Invalid, match="先买保险") as none:
        plan(conditions=Conditions(is_risky=True))
    gone = Conditions(**SAFE | {"covered_until": date(2026, 9, 11), "covered_from": date(2026, 9, 1)})
    with pytest.raises(Invalid, match="包住活动的每一天") as ended:
        plan(conditions=gone)
    assert (none.value.field, ended.value.field, Session.objects.count()) == ("insurer", "covered_until", 0)
    session = plan(conditions=Conditions(**SAFE))
    with pytest.raises(Invalid, match="保险单号"):
        actions.set_conditions(actor=worker, session=session, conditions=Conditions(**SAFE | {"policy": " "}))
    with pytest.raises(IntegrityError, match=r"risk_is_insured|CHECK"), transaction.atomic():
        Admission.objects.update(insurer="")


def test_a_crowd_has_its_permit(plan, worker):
    crowd = {"expected": 1000}
    with pytest.raises(Invalid, match="20 天前向公安机关"):
        plan(conditions=Conditions(**crowd))
    with pytest.raises(Invalid, match="活动以前批"):
        plan(conditions=Conditions(**crowd, permit="公安许1号", permitted_on=date(2026, 9, 13)))
    session = plan(conditions=Conditions(**crowd, permit="公安许1号", permitted_on=date(2026, 9, 1)))
    assert session.admission.permit == "公安许1号"
    with pytest.raises(IntegrityError, match=r"crowd_is_permitted|CHECK"), transaction.atomic():
        Admission.objects.update(permit="")


def test_free_places_are_given_at_sign_up_while_there_are_any(plan, people, worker):
    said = Conditions(free_places=1, free_groups=(FreeGroup.MIN_ALLOWANCE,), free_label="困难家庭")
    session = plan(capacity=3, price_fen=2000, conditions=said)
    for person in people[:2]:
        Care.objects.create(person=person, kind=CareKind.MIN_ALLOWANCE)
    lines = [actions.sign_up(actor=each, session=session, person=each) for each in (people[2], *people[:2])]
    session.refresh_from_db()
    assert ([line.is_free for line in lines], session.free_taken) == ([False, True, False], 1)
    with pytest.raises(Invalid, match="1 个免费名额用了"):
        actions.set_conditions(actor=worker, session=session, conditions=Conditions())
    actions.cancel_sign_up(actor=people[0], session=session, person=people[0])
    session.refresh_from_db()
    assert session.free_taken == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(free_taken=2)


def test_free_places_belong_to_what_is_paid_and_conditions_to_who_runs_it(plan, worker, people):
    free = Conditions(free_places=1, free_groups=(FreeGroup.ALONE,), free_label="独居的长者")
    for wrong, why in (
        (free, "本来就不收钱"), (Conditions(youngest=9, oldest=8), "不能比最小的还小"),
        (Conditions(for_whom=ForWhom.GROUPS, groups=(FreeGroup.ALONE,)), "大家看到的说法"),
        (Conditions(for_whom=ForWhom.GROUPS, label="大家"), "勾给哪些人"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=why):
            plan(conditions=wrong)
    session = plan()
    with pytest.raises(Refused):
        actions.set_conditions(actor=people[0], session=session, conditions=Conditions(youngest=7))
    with clock.stopped(session.starts_at), pytest.raises(Refused, match="已经开始"):
        actions.set_conditions(actor=worker, session=session, conditions=Conditions(youngest=7))
