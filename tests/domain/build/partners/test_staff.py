"""Who works for a partner; nobody close to minors without a look into the records, at the start and every year."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.partners import actions, queries, rules
from hehuo.domain.build.partners.actions import StaffWords
from hehuo.domain.build.partners.kinds import CHECK_TERM, ServiceField
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.messages.models import Message

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _september():
    with clock.stopped(clock.at(TODAY, 9)):
        yield


@pytest.fixture
def contact(somebody):
    return somebody("冯东", Role.PARTNER)


@pytest.fixture
def farm(worker, contact):
    return actions.make_partner(
        actor=worker, name="小禾农业", category=actions.ensure_category(name="商企"), credit_code="", contact=contact,
        phone="19900965808", service_field=ServiceField.CHILDREN, ways=[],
    )  # fmt: skip


@pytest.fixture
def tailors(worker, somebody):
    return actions.make_partner(
        actor=worker, name="巧手裁缝", category=actions.ensure_category(name="个人"), credit_code="",
        contact=somebody("罗姨", Role.PARTNER), phone="13900000001", service_field=ServiceField.OTHER, ways=[],
    )  # fmt: skip


def words(name="何老师", role="带班老师", **said):
    return StaffWords(name=name, role=role, **said)


def add(actor, partner, **said):
    return actions.add_staff(actor=actor, partner=partner, words=words(**said))


def check(worker, staff, on=TODAY):
    return actions.record_check(actor=worker, staff=staff, checked_on=on, evidence="沙头派出所 2026 第 12 号")


def open_acts(staff):
    return [duty.act for duty in duties.duties_about(staff.id) if duty.done_at is None]


def listed(partner):
    staffing = queries.staffing_of(partner)
    return [each.name for each in staffing.named], staffing.count, staffing.waiting


def test_with_children_everyone_waits_for_a_check_and_elsewhere_only_who_is_near_them(contact, farm, tailors):
    teacher, tailor = add(contact, farm), add(tailors.contact, tailors)
    near = add(tailors.contact, tailors, name="阿珍", with_minors=True)
    assert [open_acts(each) for each in (teacher, tailor, near)] == [["check_staff"], [], ["check_staff"]]
    assert (listed(farm), listed(tailors)) == (([], 0, 1), ([], 1, 1))


def test_a_good_check_puts_them_on_the_list_for_a_year(worker, contact, farm):
    teacher = add(contact, farm)
    made = check(worker, teacher)
    assert (made.good_until, open_acts(teacher), listed(farm)) == (TODAY + CHECK_TERM, [], ([], 1, 0))
    with clock.stopped(clock.at(TODAY + CHECK_TERM + timedelta(days=1), 9)):
        assert listed(farm) == ([], 0, 1)


def test_only_those_who_agreed_are_named(worker, contact, farm):
    for name, is_named in (("何老师", True), ("小林", False)):
        check(worker, add(contact, farm, name=name, is_named=is_named))
    assert listed(farm) == (["何老师"], 2, 0)


def test_the_office_records_a_check_and_nobody_of_the_partners_own(worker, contact, farm, somebody):
    teacher = add(contact, farm)
    with pytest.raises(Refused):
        check(contact, teacher)
    both = somebody("冯小禾", Role.WORKER, phone="13911112222")
    own = add(contact, farm, name="冯小禾", phone="13911112222")
    assert own.person == both
    with pytest.raises(Refused, match="另一位社工"):
        check(both, own)


def test_a_check_says_what_was_seen_and_is_not_of_tomorrow_nor_of_two_years_ago(worker, contact, farm):
    teacher = add(contact, farm)
    with pytest.raises(Invalid, match="看到了什么"):
        actions.record_check(actor=worker, staff=teacher, checked_on=TODAY, evidence=" ")
    with pytest.raises(Invalid, match="还没到"):
        check(worker, teacher, TODAY + timedelta(days=1))
    with pytest.raises(Invalid, match="满一年"):
        check(worker, teacher, TODAY - timedelta(days=800))


def test_a_check_that_runs_out_rings_at_thirty_days_and_at_seven(worker, contact, farm):
    teacher = add(contact, farm)
    check(worker, teacher)
    told, heard = [], Message.objects.filter(person=contact, about_id=teacher.id)
    for days in (31, 30, 20, 7, 6):
        with clock.stopped(clock.at(TODAY + CHECK_TERM - timedelta(days=days), 9)):
            told.append(actions.remind_of_checks())
    assert (told, heard.count(), open_acts(teacher)) == ([0, 1, 0, 1, 0], 2, ["check_staff"])
    with clock.stopped(clock.at(TODAY + CHECK_TERM - timedelta(days=5), 9)):
        check(worker, teacher, clock.today())
        assert (actions.remind_of_checks(), open_acts(teacher)) == (0, [])


def test_who_leaves_stays_in_the_records_and_rings_no_more(worker, contact, farm):
    teacher = add(contact, farm)
    with pytest.raises(Invalid, match="不能早于"):
        actions.end_staff(actor=contact, staff=teacher, until_on=TODAY - timedelta(days=1))
    actions.end_staff(actor=contact, staff=teacher, until_on=TODAY)
    with clock.stopped(clock.at(TODAY + timedelta(days=1), 9)):
        assert (list(queries.staff_of(farm)), list(queries.former_staff(farm))) == ([], [teacher])
    assert open_acts(teacher) == []


def test_a_stranger_neither_adds_changes_nor_calls(contact, farm, resident):
    teacher = add(contact, farm, phone="13911113333")
    with pytest.raises(Refused):
        add(resident, farm, name="我自己")
    with pytest.raises(Refused):
        actions.change_staff(actor=resident, staff=teacher, words=words())
    with pytest.raises(Refused):
        actions.show_staff_phone(actor=resident, staff=teacher)
    assert actions.show_staff_phone(actor=contact, staff=teacher) == "13911113333"


def test_the_same_name_and_phone_stand_once_and_a_change_is_kept(contact, farm):
    teacher = add(contact, farm)
    with pytest.raises(Conflict, match="已经在名单上"):
        add(contact, farm)
    actions.change_staff(actor=contact, staff=teacher, words=words(role="助教", is_named=True))
    teacher.refresh_from_db()
    assert (teacher.role, teacher.is_named) == ("助教", True)


def lead(partner, leader, on=TODAY):
    staff = queries.staff_who_is(partner, leader, on)
    return rules.may_lead(partner, leader, staff=staff, check=queries.check_of(staff, on) if staff else None, on=on)


def test_who_leads_children_is_on_the_list_with_a_check_of_that_day(worker, contact, farm, resident):
    assert "人员名单上" in lead(farm, resident).reason
    assert "加进人员名单" in lead(farm, contact).reason
    own = add(contact, farm, name="冯东")
    assert "在期的违法犯罪记录查询" in lead(farm, contact).reason
    check(worker, own)
    assert (lead(farm, contact).allowed, lead(farm, contact, TODAY + timedelta(days=400)).allowed) == (True, False)


def test_elsewhere_the_contact_leads_without_being_on_a_list(tailors):
    assert lead(tailors, tailors.contact).allowed
