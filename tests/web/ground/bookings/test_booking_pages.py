"""First when, then which room, then what for; a worker's yes, a place in line, the door, the weekly time, calendars."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.core.ids import uuid7
from hehuo.domain.ground.bookings import actions
from hehuo.domain.ground.bookings.models import Ask, Feed
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.models import Booking, Closure
from hehuo.flows.move_booking import move_booking
from hehuo.web.ground.bookings.feeds import escaped, folded

AT = "/c/haiwan/bookings"
WEDNESDAY = date(2026, 12, 2)
TIME = {"day": "2026-12-02", "from_time": "19:00", "to_time": "20:00"}


def ask(browser, room, **more):
    said = {**TIME, "purpose": "读书会", "people": "6", "key": str(uuid7()), **more}
    return browser.post(f"{AT}/{room.id}/ask/", said, follow=True)


def test_a_neighbour_finds_a_free_room_by_time_and_books_it(as_person, client, room, neighbours) -> None:
    found = client.get(f"{AT}/", TIME | {"people": "6"}).text
    assert ("阅览室" in found, "投影" in found) == (True, True)
    assert client.get(f"{AT}/", TIME | {"people": "60"}).text.count("阅览室") == 1  # to wait for only
    assert client.get(f"{AT}/", {"day": "x"}).status_code == 422
    assert client.post(f"{AT}/{room.id}/ask/").status_code == 302  # to the door of the house
    browser = as_person(neighbours[0])
    assert 'value="2026-12-02"' in browser.get(f"{AT}/{room.id}/ask/", TIME).text
    assert "订好了" in ask(browser, room).text
    assert "读书会" in browser.get(f"{AT}/mine/").text


def test_who_comes_second_keeps_what_they_typed_and_waits_in_line(as_person, room, neighbours) -> None:
    first, second = neighbours[:2]
    ask(as_person(first), room)
    refused = ask(as_person(second), room, purpose="练字")
    assert (refused.status_code, "已有人订" in refused.text, 'value="练字"' in refused.text) == (422, True, True)
    assert "第 1 位" in ask(as_person(second), room, waits="on").text
    mine, waiting = Ask.objects.order_by("asked_at", "id")
    assert as_person(second).get(f"{AT}/asks/{mine.id}/").status_code == 403
    as_person(first).post(f"{AT}/asks/{mine.id}/withdraw/")
    browser = as_person(second)
    assert "要，订下" in browser.get(f"{AT}/asks/{waiting.id}/").text
    assert "订好了" in browser.post(f"{AT}/asks/{waiting.id}/take/", follow=True).text


def test_the_office_says_yes_or_no_with_a_reason(as_person, room, somebody, worker) -> None:
    person = somebody("过路人")
    stranger = as_person(person)
    ask(stranger, room)
    ask(stranger, room, from_time="20:00", to_time="21:00")
    one, other = Ask.objects.order_by("starts_at")
    assert stranger.get(f"{AT}/desk/").status_code == 403
    browser = as_person(worker)
    assert "等社区答复" in browser.get(f"{AT}/desk/").text
    assert browser.post(f"{AT}/asks/{one.id}/grant/").status_code == 302
    assert browser.post(f"{AT}/asks/{other.id}/refuse/", {"reason": ""}).status_code == 422
    assert browser.post(f"{AT}/asks/{other.id}/refuse/", {"reason": "消防检查"}).status_code == 302
    assert "消防检查" in as_person(person).get(f"{AT}/asks/{other.id}/").text


def test_the_door_says_who_has_the_room_without_the_name_and_takes_i_am_here(
    as_person, client, room, neighbours, worker
) -> None:
    ask(as_person(neighbours[0]), room)
    with clock.stopped(clock.at(WEDNESDAY, 18, 50)):
        page = client.get(f"{AT}/{room.id}/door/").text
        assert ("高*" in page, "高雪" in page) == (True, False)
        assert "我到了" not in as_person(neighbours[1]).get(f"{AT}/{room.id}/door/").text
        as_person(neighbours[0]).post(f"{AT}/{room.id}/door/")
    assert Booking.objects.get().came_at == clock.at(WEDNESDAY, 18, 50)
    sheet = as_person(worker).get(f"{AT}/{room.id}/sheet/?day=2026-12-02").text
    assert ("高*" in sheet, "高雪" in sheet) == (True, False)


def test_terms_and_closed_days_are_set_on_pages(as_person, room, worker) -> None:
    browser = as_person(worker)
    terms = {"approval": "by_worker", "offer_hours": "6", "release_minutes": "15", "days_ahead": "30"}
    assert browser.post(f"{AT}/{room.id}/terms/", terms | {"offer_hours": "0"}).status_code == 422
    assert browser.post(f"{AT}/{room.id}/terms/", terms).status_code == 302
    assert 'value="30"' in browser.get(f"{AT}/{room.id}/terms/").text
    home = f"/c/haiwan/spaces/{room.id}"
    shut = {"from_on": "2026-12-24", "to_on": "2026-12-25", "reason": "刷墙"}
    assert browser.post(f"{home}/shut/", shut | {"to_on": "2026-12-01"}).status_code == 422
    assert browser.post(f"{home}/shut/", shut).status_code == 302
    assert ("刷墙" in browser.get(f"{home}/edit/").text, "第四十九条" in browser.get(f"{home}/edit/").text) == (
        True,
        True,
    )
    assert browser.post(f"{home}/shut/{Closure.objects.get().id}/end/").status_code == 302
    assert Closure.objects.count() == 0


def test_a_weekly_time_shows_the_clash_first_and_is_cancelled_from_a_date_on(
    as_person, room, worker, neighbours
) -> None:
    ask(as_person(neighbours[0]), room)
    browser = as_person(worker)
    said = {
        "weekday": "3", "from_time": "19:00", "to_time": "20:00", "first_on": "2026-12-01", "last_on": "2026-12-20",
        "audience": "office", "purpose": "合唱", "key": str(uuid7()),
    }  # fmt: skip
    looked = browser.post(f"{AT}/{room.id}/weekly/", said | {"do": "look"}).text
    assert ("读书会" in looked, "跳过排不下的 1 天" in looked) == (True, True)
    assert browser.post(f"{AT}/{room.id}/weekly/", said | {"do": "all"}).status_code == 422
    assert browser.post(f"{AT}/{room.id}/weekly/", said | {"do": "skip"}).status_code == 302
    made = Booking.objects.filter(purpose="合唱").order_by("starts_at")
    assert "一共 2 次都取消" in browser.get(f"/c/haiwan/spaces/bookings/{made[0].id}/").text
    browser.post(f"{AT}/kept/{made[0].id}/rest/")
    assert {each.state for each in made.all()} == {"cancelled"}


@pytest.mark.parametrize("last_on", ["9999-12-31", "2028-01-01", "2026-11-30"])
def test_a_weekly_time_goes_on_for_a_year_at_most(as_person, room, worker, last_on) -> None:
    said = {
        "weekday": "3", "from_time": "19:00", "to_time": "20:00", "first_on": "2026-12-01", "last_on": last_on,
        "audience": "office", "purpose": "合唱", "key": str(uuid7()), "do": "all",
    }  # fmt: skip
    answer = as_person(worker).post(f"{AT}/{room.id}/weekly/", said)
    assert (answer.status_code, "合唱" in answer.text, Booking.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_no_calendar_reaches_is_not_asked_of_one(client, as_person, room, worker, day) -> None:
    answer = client.get(f"{AT}/", {"day": day, "from_time": "19:00", "to_time": "20:00"})
    assert (answer.status_code, "太远了" in answer.text) == (422, True)
    browser = as_person(worker)
    for page in ("day/", "use/", f"{room.id}/month/", f"{room.id}/sheet/"):
        assert browser.get(f"{AT}/{page}", {"day": day}).status_code == 200
    assert browser.get(f"/c/haiwan/spaces/{room.id}/", {"day": day}).status_code == 200


def test_one_booking_is_moved_and_a_planned_session_is_not(as_person, room, neighbours, worker) -> None:
    browser = as_person(neighbours[0])
    ask(browser, room)
    booking = Booking.objects.get()
    new = {"day": "2026-12-04", "from_time": "18:00", "to_time": "19:00", "space": str(room.id)}
    with clock.stopped(clock.at(date(2026, 12, 1), 9)):
        assert browser.post(f"{AT}/kept/{booking.id}/move/", new | {"to_time": "23:00"}).status_code == 422
        assert browser.post(f"{AT}/kept/{booking.id}/move/", new).status_code == 302
    booking.refresh_from_db()
    assert booking.starts_at == clock.at(date(2026, 12, 4), 18)
    sessions.plan_session(actor=worker, title="读书会", kind=SessionKind.MEETING, booking=booking, capacity=5)
    with pytest.raises(Refused, match="有人报名"):
        move_booking(
            actor=worker,
            booking=booking,
            space=room,
            starts_at=clock.at(WEDNESDAY, 19),
            ends_at=clock.at(WEDNESDAY, 20),
        )


def test_calendars_cost_the_same_however_full(
    as_person, room, worker, neighbours, django_assert_max_num_queries
) -> None:
    for each in neighbours:
        actions.ask(
            actor=each, space=room, starts_at=clock.at(WEDNESDAY, 18 + neighbours.index(each)),
            ends_at=clock.at(WEDNESDAY, 19 + neighbours.index(each)), purpose="读书会",
        )  # fmt: skip
    browser = as_person(worker)
    with django_assert_max_num_queries(10):
        month = browser.get(f"{AT}/{room.id}/month/?day=2026-12-01").text
    assert ("18:00—19:00" in month, "高雪" in month) == (True, False)
    with django_assert_max_num_queries(10):
        assert "阅览室" in browser.get(f"{AT}/day/?day=2026-12-02").text
    with django_assert_max_num_queries(12):
        use = browser.get(f"{AT}/use/?day=2026-12-01").text
    assert ("3 小时" in use, "93 小时" in use, "3.2%" in use) == (True, True, True)


def test_a_private_calendar_holds_no_names_and_its_old_address_opens_nothing(
    as_person, client, room, neighbours
) -> None:
    browser = as_person(neighbours[0])
    ask(browser, room, purpose="高雪的生日")
    browser.post(f"{AT}/calendar/renew/")
    address = f"{AT}/calendar/{Feed.objects.get().code}.ics"
    assert address in browser.get(f"{AT}/calendar/").text
    feed = client.get(address)
    assert feed.headers["Content-Type"].startswith("text/calendar")
    assert "DTSTART:20261202T110000Z\r\n" in feed.text
    assert "高雪" not in feed.text
    browser.post(f"{AT}/calendar/renew/")
    assert client.get(address).status_code == 404


def test_calendar_lines_are_marked_and_folded() -> None:
    assert escaped("一,二;三\\四\n五") == "一\\,二\\;三\\\\四\\n五"
    line = "SUMMARY:" + "场" * 60
    pieces = folded(line).split("\r\n")
    assert (pieces[-1], "".join([pieces[0], *(piece[1:] for piece in pieces[1:-1])])) == ("", line)
    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert all(piece.startswith(" ") for piece in pieces[1:-1])


def test_the_clock_lets_an_empty_room_go(room, neighbours, worker) -> None:
    from hehuo.domain.ground.bookings.tasks import keep_time

    spaces_terms = actions.set_terms(actor=worker, space=room, release_minutes=15)
    asked = actions.ask(
        actor=neighbours[0],
        space=room,
        starts_at=clock.at(WEDNESDAY, 19),
        ends_at=clock.at(WEDNESDAY, 20),
        purpose="书",
    )
    with clock.stopped(clock.at(WEDNESDAY, 19, spaces_terms.release_minutes)):
        keep_time()
    assert Booking.objects.get(pk=asked.booking_id).state == "unused"
    assert spaces.WEEKDAYS == "1234567"
