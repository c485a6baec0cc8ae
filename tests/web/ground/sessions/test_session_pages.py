"""Signing up, the list, the door: as people use them, with and without scripts."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.sessions import actions, queries
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience

DAY = date(2026, 9, 12)
START = clock.at(DAY, 10)


@pytest.fixture(autouse=True)
def before():
    with clock.stopped(clock.at(date(2026, 9, 10), 9)):
        yield


@pytest.fixture
def at_the_start(session):
    with clock.stopped(START):
        yield


@pytest.fixture
def partner(somebody):
    return somebody("许静", Role.PARTNER, phone="19900624088")


@pytest.fixture
def session(worker, partner):
    garden = spaces.open_space(actor=worker, name="三楼天空平台", seats=30)
    booking = spaces.book(
        actor=worker, space=garden, starts_at=START, ends_at=clock.at(DAY, 11, 30), audience=Audience.OFFICE,
        purpose="天空农场自然课",
    )  # fmt: skip
    return actions.plan_session(
        actor=worker, title="天空农场自然课", kind=SessionKind.CLASS, booking=booking, capacity=1, leader=partner
    )


@pytest.fixture
def home(session):
    return f"/c/haiwan/sessions/{session.id}/"


def test_anybody_reads_the_list_and_a_session(client, session, home, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        assert "天空农场自然课" in client.get("/c/haiwan/sessions/").text
    with django_assert_max_num_queries(10):
        page = client.get(home).text
    assert "登录后报名" in page
    assert "许静" in page


def test_a_resident_signs_up_and_gives_the_seat_back(as_person, resident, session, home) -> None:
    browser = as_person(resident)
    assert "我要报名" in browser.get(home).text
    assert browser.post(f"{home}sign-up/").headers["Location"] == home
    assert "您报上名了" in browser.get(home).text
    browser.post(f"{home}give-up/")
    assert "我要报名" in browser.get(home).text


def test_a_full_session_offers_the_waiting_list_with_one_s_place(as_person, somebody, resident, session, home) -> None:
    first = somebody("冯东")
    actions.sign_up(actor=first, session=session, person=first)
    browser = as_person(resident)
    assert "满了，排候补" in browser.get(home).text
    assert "您排在候补第 1 位" in browser.post(f"{home}sign-up/", follow=True).text


def test_my_sessions_carry_my_code(as_person, resident, session, django_assert_max_num_queries) -> None:
    actions.sign_up(actor=resident, session=session, person=resident)
    browser = as_person(resident)
    with django_assert_max_num_queries(10):
        page = browser.get("/c/haiwan/sessions/mine/").text
    assert resident.code in page
    assert "天空农场自然课" in page


def test_the_partner_sees_names_and_masked_phones_and_a_stranger_neither(
    as_person, somebody, session, home, django_assert_max_num_queries
) -> None:
    guest = somebody("吴秀兰", phone="19900123456")
    actions.sign_up(actor=guest, session=session, person=guest)
    browser = as_person(session.leader)
    with django_assert_max_num_queries(10):
        page = browser.get(f"{home}list/").text
    assert ("吴秀兰" in page, "199****3456" in page, "19900123456" in page) == (True, True, False)
    for part in ("list/", "sheet/", "check-in/", "poster/"):
        assert as_person(guest).get(f"{home}{part}").status_code == 403
    browser.logout()
    assert browser.get(f"{home}list/").status_code == 302


def test_the_papers_print(as_person, worker, resident, session, home) -> None:
    actions.sign_up(actor=worker, session=session, person=resident)
    browser = as_person(worker)
    assert "吴秀兰" in browser.get(f"{home}sheet/").text
    assert session.door_code in browser.get(f"{home}poster/?paper=a3").text


@pytest.mark.usefixtures("at_the_start")
def test_a_worker_s_scan_costs_six_statements_at_most(
    as_person, worker, resident, session, django_assert_max_num_queries
) -> None:
    door = f"/c/haiwan/sessions/{session.id}/check-in/"
    with clock.stopped(clock.at(date(2026, 9, 10), 9)):
        actions.sign_up(actor=resident, session=session, person=resident)
    browser = as_person(worker)
    scan = {"code": f"http://127.0.0.1:8000/c/haiwan/check-in/p/{resident.code}/"}
    browser.get("/c/haiwan/check-in/")  # which community this is, is remembered by each process
    with django_assert_max_num_queries(6):  # BEGIN and COMMIT are two of them
        answer = browser.post(door, scan, headers={"HX-Request": "true"})
    assert (answer.status_code, "吴秀兰，签到了" in answer.text) == (200, True)
    again = browser.post(door, scan, headers={"HX-Request": "true"})
    assert (again.status_code, queries.counts_of(session)["came"]) == (200, 1)


@pytest.mark.usefixtures("at_the_start")
def test_a_scan_without_scripts_by_letters_and_by_name_goes_back_to_the_page(as_person, worker, resident, home) -> None:
    browser = as_person(worker)
    missed = browser.post(f"{home}check-in/", {"code": "NOBODY2345"}, follow=True)
    assert "没有这个码" in missed.text
    assert "没有读到码" in browser.post(f"{home}check-in/", {"code": ""}, follow=True).text
    assert str(resident.id) in browser.get(f"{home}check-in/?q=吴秀兰").text
    came = browser.post(f"{home}check-in/", {"person": resident.id}, follow=True)
    assert "吴秀兰，签到了" in came.text
    assert "撤回了" in browser.post(f"{home}check-in/undo/", {"person": resident.id}, follow=True).text


@pytest.mark.usefixtures("at_the_start")
def test_a_full_session_answers_a_scan_with_the_reason(as_person, worker, resident, somebody, home) -> None:
    browser = as_person(worker)
    browser.post(f"{home}check-in/", {"person": resident.id})
    answer = browser.post(f"{home}check-in/", {"code": somebody("白玲").code}, headers={"HX-Request": "true"})
    assert (answer.status_code, "1 个位子都有人了" in answer.text) == (422, True)


@pytest.mark.usefixtures("at_the_start")
def test_a_person_s_code_seen_by_the_phone_s_own_camera_offers_the_session(as_person, worker, resident, home) -> None:
    page = as_person(worker).get(f"/c/haiwan/check-in/p/{resident.code}/").text
    assert f'action="{home}check-in/"' in page
    assert as_person(resident).get(f"/c/haiwan/check-in/p/{resident.code}/").status_code == 403


@pytest.mark.usefixtures("at_the_start")
def test_the_door_s_code_takes_one_tap_after_entering(client, as_person, resident, session, home) -> None:
    door = f"{home}door/{session.door_code}/"
    assert client.get(door).headers["Location"].startswith("/enter/?next=")
    browser = as_person(resident)
    assert "我是吴秀兰，我到了" in browser.get(door).text
    assert "吴秀兰，签到了" in browser.post(door).text
    assert "不是这一场的" in browser.get(f"{home}door/WRONGCODE2/").text


def test_capacity_calling_off_and_closing_keep_what_was_entered_when_refused(as_person, worker, session, home) -> None:
    browser = as_person(worker)
    refused = browser.post(f"{home}capacity/", {"capacity": 99})
    assert (refused.status_code, "坐 30 人" in refused.text, 'value="99"' in refused.text) == (422, True, True)
    assert browser.post(f"{home}capacity/", {"capacity": 5}).status_code == 302
    assert browser.post(f"{home}hold/").status_code == 403
    assert browser.post(f"{home}cancel/", {"reason": ""}).status_code == 422
    assert browser.post(f"{home}cancel/", {"reason": "下雨"}).status_code == 302
    assert "下雨" in browser.get(home).text


def test_a_booking_becomes_a_session_open_for_sign_up(as_person, worker, session) -> None:
    booking = spaces.book(
        actor=worker, space=session.space, starts_at=clock.at(DAY, 14), ends_at=clock.at(DAY, 15),
        audience=Audience.OFFICE, purpose="板凳会",
    )  # fmt: skip
    browser, plan = as_person(worker), f"/c/haiwan/sessions/plan/{booking.id}/"
    key = browser.get(plan).context["form"]["key"].initial
    said = {"title": "板凳会", "kind": "meeting", "capacity": 31, "note": "", "key": key}
    assert browser.post(plan, said).status_code == 422
    assert browser.post(plan, {**said, "capacity": 20}).status_code == 302
    assert "板凳会" in browser.get("/c/haiwan/sessions/desk/").text
    assert browser.get("/c/haiwan/sessions/desk/?when=past").status_code == 200


def test_who_came_is_asked_for_feedback_once_it_is_over(as_person, worker, resident, session, home) -> None:
    with clock.stopped(START):
        actions.check_in(actor=worker, session=session, person=resident)
    browser = as_person(resident)
    with clock.stopped(clock.at(DAY, 11)):
        assert "feedback" not in browser.get(home).text
    with clock.stopped(clock.at(DAY, 12)):
        assert f"{home}feedback/" in browser.get(home).text
