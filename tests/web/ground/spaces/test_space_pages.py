"""Seeing when a space is free, booking it, keeping it."""

from datetime import date, time

import pytest

from hehuo.core import clock
from hehuo.core.ids import uuid7
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.spaces import actions, queries
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Booking, Space


@pytest.fixture(autouse=True)
def now():
    with clock.stopped(clock.at(date(2026, 9, 1), 9)):
        yield


@pytest.fixture
def room(worker):
    space = actions.open_space(actor=worker, name="舞蹈室", seats=20)
    actions.set_opening(
        actor=worker, space=space, audience=Audience.PARTNER, weekdays="12345", from_time=time(18, 30),
        to_time=time(21, 30),
    )  # fmt: skip
    return space


@pytest.fixture
def home(room):
    return f"/c/haiwan/spaces/{room.id}/"


def said(**changes):
    return {
        "day": "2026-09-08", "from_time": "19:30", "to_time": "21:00", "audience": "partner", "purpose": "少儿街舞",
        "key": str(uuid7()), **changes,
    }  # fmt: skip


def test_anybody_sees_the_spaces_and_their_free_times(client, room, home, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        assert "舞蹈室" in client.get("/c/haiwan/spaces/").text
    with django_assert_max_num_queries(12):
        page = client.get(f"{home}?day=2026-09-08").text
    assert "18:30—21:30" in page
    assert "登录后订" in page
    assert client.get(f"{home}?day=not-a-day").status_code == 200
    assert client.post(home, said()).status_code == 302


def test_a_partner_is_refused_on_tuesday_morning_and_served_in_the_evening(as_person, somebody, home) -> None:
    browser = as_person(somebody("许静", Role.PARTNER))
    refused = browser.post(home, said(from_time="10:00", to_time="11:30"))
    assert (refused.status_code, "给合伙人的时间是 18:30—21:30" in refused.text) == (422, True)
    assert 'value="少儿街舞"' in refused.text
    booked = browser.post(home, said(), follow=True)
    assert "场地使用确认" in booked.text
    assert "少儿街舞" in browser.get("/c/haiwan/spaces/mine/").text
    booking = Booking.objects.get()
    assert browser.post(f"/c/haiwan/spaces/bookings/{booking.id}/", {"reason": "老师病了"}).status_code == 302
    assert queries.taken_quarters(booking.space, booking.starts_at, booking.ends_at) == set()


def test_others_do_not_see_a_booking(as_person, worker, resident, room) -> None:
    booking = actions.book(
        actor=worker, space=room, starts_at=clock.at(date(2026, 9, 8), 10), ends_at=clock.at(date(2026, 9, 8), 11),
        audience=Audience.OFFICE, purpose="开会",
    )  # fmt: skip
    address = f"/c/haiwan/spaces/bookings/{booking.id}/"
    assert as_person(resident).get(address).status_code == 403
    browser = as_person(worker)
    with clock.stopped(clock.at(date(2026, 9, 8), 12)):
        assert "记一次订了没来" in browser.get(address).text
        assert browser.post(f"{address}unused/").status_code == 302
        assert "1 次" in browser.get(address).text


def test_the_office_sees_the_week_and_keeps_hours_and_papers(
    as_person, worker, resident, room, django_assert_max_num_queries
) -> None:
    home = f"/c/haiwan/spaces/{room.id}/"
    assert as_person(resident).get("/c/haiwan/spaces/desk/").status_code == 403
    browser = as_person(worker)
    with django_assert_max_num_queries(10):
        week = browser.get(f"/c/haiwan/spaces/desk/?space={room.id}&day=2026-09-08").text
    assert "9 月 7 日" in week
    hours = {"audience": "resident", "weekdays": ["1", "3"], "from_time": "09:00", "to_time": "11:30"}
    assert browser.post(f"{home}openings/", {**hours, "to_time": "08:00"}).status_code == 422
    assert browser.post(f"{home}openings/", hours).status_code == 302
    rule = room.opening_rules.get(audience="resident")
    assert rule.weekdays == "13"
    assert browser.post(f"/c/haiwan/spaces/openings/{room.id}/{rule.id}/end/").status_code == 302
    assert room.opening_rules.count() == 1


def test_a_space_is_added_and_changed(as_person, worker, room, home) -> None:
    browser = as_person(worker)
    assert browser.get("/c/haiwan/spaces/open/").status_code == 200
    facts = {
        "name": "书画室", "area": "90.5", "seats": "16", "ownership_kind": "public", "decision": "",
        "cleaning_minutes": "15", "cancel_hours": "24", "note": "",
    }  # fmt: skip
    assert browser.post("/c/haiwan/spaces/open/", {**facts, "key": str(uuid7())}).status_code == 302
    made = Space.objects.get(name="书画室")
    assert (made.area_x100, made.parts.count()) == (9050, 1)
    assert browser.get(f"{home}edit/").status_code == 200
    assert browser.post(f"{home}edit/", facts).status_code == 422  # the name is taken
    assert browser.post(f"{home}edit/", {**facts, "name": "舞蹈室", "decision": "12号"}).status_code == 302
    assert Space.objects.get(name="舞蹈室").decision == "12号"
