"""Parents tick their children, the desk signs people up, everybody reads whom it is for, absences are one's own."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.ids import uuid7
from hehuo.domain.ground.admissions.kinds import Conditions, FreeGroup
from hehuo.domain.ground.people.kinds import CareKind
from hehuo.domain.ground.people.models import Care
from hehuo.domain.ground.sessions import actions, queries
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from tests.domain.ground.sessions.conftest import END, SATURDAY, START, family, garden, guard, people, plan, thursday

__all__ = ["family", "garden", "guard", "people", "plan", "thursday"]


def test_a_mother_ticks_two_children_on_one_page_and_takes_one_back(as_person, plan, family) -> None:
    session = plan(capacity=1, conditions=Conditions(youngest=5, oldest=12, accompanied_under=8))
    browser = as_person(family.mother)
    assert f"/c/haiwan/sessions/{session.id}/family/" in browser.get(f"/c/haiwan/sessions/{session.id}/").text
    address = f"/c/haiwan/sessions/{session.id}/family/"
    page = browser.get(address).text
    assert (page.count('name="wards"'), "给「5—12 岁」办的" in page, "我同意" in page) == (2, True, True)
    ticked = {"wards": [str(family.nine.id), str(family.six.id)]}
    refused = browser.post(address, {**ticked, "is_accompanied": "on"})
    assert (refused.status_code, refused.text.count("checked")) == (422, 3)
    browser.post(address, {**ticked, "is_accompanied": "on", "has_agreed": "on"})
    page = browser.get(address).text
    assert ("已报名" in page, "候补第 1 位" in page, 'name="wards"' in page) == (True, True, False)
    mine = browser.get("/c/haiwan/sessions/mine/").text
    assert ("贺小宝，天空农场自然课" in mine, "贺小贝，天空农场自然课" in mine) == (True, True)
    browser.post(f"{address}{family.nine.id}/give-up/")
    states = {line.person.name: line.state for line in queries.people_in(session)}
    assert states == {"贺小贝": "seated", "贺小宝": "cancelled"}


def test_a_stranger_has_no_children_to_tick_and_cannot_name_one(as_person, plan, family) -> None:
    session = plan()
    browser, address = as_person(family.stranger), f"/c/haiwan/sessions/{session.id}/family/"
    assert "花名册上还没有您监护的人" in browser.get(address).text
    answer = browser.post(address, {"wards": [str(family.nine.id)], "has_agreed": "on"})
    assert (answer.status_code, SignUp.objects.count()) == (422, 0)
    assert browser.post(f"{address}{family.nine.id}/give-up/").status_code == 403
    assert as_person(family.nine).post(f"/c/haiwan/sessions/{session.id}/sign-up/").status_code == 403


def test_the_desk_writes_down_which_guardian_agreed(as_person, plan, family, worker) -> None:
    session, browser = plan(), as_person(worker)
    page = browser.get(f"/c/haiwan/sessions/{session.id}/enrol/?q=贺小宝").text
    address = f"/c/haiwan/sessions/{session.id}/enrol/{family.nine.id}/"
    assert address in page
    refused = browser.post(address, {"why": "妈妈说好的"})
    assert (refused.status_code, "妈妈说好的" in refused.text, "不满 14 岁" in refused.text) == (422, True, True)
    browser.post(address, {"guardian": str(family.mother.id)})
    people_page = browser.get(f"/c/haiwan/sessions/{session.id}/list/").text
    assert ("138****2468" in people_page, "13800002468" in people_page, "2017" in people_page) == (True, False, False)
    assert as_person(family.stranger).get(address).status_code == 403


def test_a_grown_up_of_unknown_age_tells_it_and_is_told_whom_it_is_for(as_person, plan, people) -> None:
    session, browser = plan(conditions=Conditions(youngest=60)), as_person(people[0])
    address = f"/c/haiwan/sessions/{session.id}/"
    page = browser.get(address).text
    assert ("满 60 岁" in page, 'name="born_on"' in page) == (True, True)
    young = browser.post(f"{address}sign-up/", {"born_on": "1990-01-01"})
    assert (young.status_code, "给「满 60 岁」办的" in young.text, "1990-01-01" in young.text) == (422, True, True)
    assert browser.post(f"{address}sign-up/", {"born_on": "1950-01-01"}).status_code == 302
    people[1].born_on = date(1990, 1, 1)
    people[1].save()
    page = as_person(people[1]).get(address).text
    assert ("给「满 60 岁」办的" in page, "我要报名" in page) == (True, False)
    assert SignUp.objects.get().state == "seated"


def test_insurance_is_asked_for_when_it_is_planned_and_read_by_all(as_person, worker, garden) -> None:
    booking = spaces.book(
        actor=worker, space=garden, starts_at=START, ends_at=END, audience=Audience.OFFICE, purpose="攀岩"
    )
    browser, address = as_person(worker), f"/c/haiwan/sessions/plan/{booking.id}/"
    said = {"title": "攀岩", "kind": "class", "capacity": "8", "note": "", "key": str(uuid7()), "is_risky": "on"}
    refused = browser.post(address, said)
    assert (refused.status_code, "先买保险" in refused.text, Session.objects.count()) == (422, True, 0)
    cover = {"insurer": "平安财险", "policy": "PA-7", "covered_from": "2026-09-12", "covered_until": "2026-09-12"}
    browser.post(address, {**said, **cover})
    session = Session.objects.get()
    page = browser.get(f"/c/haiwan/sessions/{session.id}/").text
    assert ("平安财险" in page, "保险单 PA-7" in page) == (True, True)
    conditions = f"/c/haiwan/sessions/{session.id}/conditions/"
    assert 'value="PA-7"' in browser.get(conditions).text
    gone = browser.post(conditions, {**cover, "is_risky": "on", "covered_until": "2026-09-11"})
    assert (gone.status_code, "包住活动的每一天" in gone.text) == (422, True)
    browser.post(conditions, {"youngest": "7"})
    session.refresh_from_db()
    assert session.admission.ages == "满 7 岁"


def test_free_places_are_a_count_and_no_name(as_person, plan, people, worker) -> None:
    said = Conditions(free_places=2, free_groups=(FreeGroup.MIN_ALLOWANCE,), free_label="困难家庭")
    session = plan(price_fen=2000, conditions=said)
    Care.objects.create(person=people[0], kind=CareKind.MIN_ALLOWANCE)
    browser, address = as_person(people[0]), f"/c/haiwan/sessions/{session.id}/"
    browser.post(f"{address}sign-up/")
    page = browser.get(address).text
    assert ("1/2" in page, "这次不用付钱" in page, "低保" in page) == (True, True, False)
    sheet = as_person(worker).get(f"{address}list/").text
    assert ("吴秀兰" in sheet, "不用付钱" in sheet, "低保" in sheet) == (True, False, False)


@pytest.fixture
def truant(plan, people, worker):
    for week in range(3):
        on = SATURDAY + timedelta(weeks=week)
        with clock.stopped(clock.at(on, 9)):
            session = plan(start=clock.at(on, 10), end=clock.at(on, 11))
            actions.sign_up(actor=people[0], session=session, person=people[0])
        with clock.stopped(clock.at(on, 12)):
            actions.hold_session(actor=worker, session=session)
    return people[0]


def test_the_record_is_read_by_oneself_and_lifted_by_the_office(
    as_person, truant, people, worker, django_assert_max_num_queries
) -> None:
    desk, leader = "/c/haiwan/sessions/absences/desk/", people[2]
    with clock.stopped(clock.at(date(2026, 9, 28), 9)):
        mine = as_person(truant).get("/c/haiwan/sessions/absences/").text
        assert ("先排候补" in mine, "2026 年 10 月 26 日" in mine) == (True, True)
        assert "报了的都来了" in as_person(people[1]).get("/c/haiwan/sessions/absences/").text
        assert [as_person(each).get(desk).status_code for each in (truant, leader)] == [403, 403]
        browser = as_person(worker)
        with django_assert_max_num_queries(14):
            assert "吴秀兰" in browser.get(desk).text
        lift = f"/c/haiwan/sessions/absences/{truant.id}/lift/"
        assert browser.post(lift, {"why": ""}).status_code == 422
        browser.post(lift, {"why": "住院了"})
        assert "现在没有人" in browser.get(desk).text
        wrong = browser.post(desk, {"times": "1", "within_days": "90", "rests_days": "30"})
        assert wrong.status_code == 422
        browser.post(desk, {"times": "2", "within_days": "60", "rests_days": "0"})
        assert 'value="60"' in browser.get(desk).text
