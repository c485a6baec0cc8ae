"""Hours by season, days on which a space is shut, the public's hours first, and what is free over many rooms."""

from datetime import date, time, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.spaces import actions, hours, queries
from hehuo.domain.ground.spaces.kinds import ALLOWANCES, Audience, BookingState, Ownership
from hehuo.domain.ground.spaces.models import Booking, Part, Slot

SUMMER = {"from_on": date(2027, 6, 1), "to_on": date(2027, 8, 31)}
MONDAY = date(2027, 7, 5)


@pytest.fixture(autouse=True)
def today():
    with clock.stopped(clock.at(date(2027, 5, 31), 9)):
        yield


@pytest.fixture
def room(worker):
    return actions.open_space(actor=worker, name="阅览室", seats=20, equipment="投影、音响，把杆")


def set_hours(worker, room, audience, from_time, to_time, *, weekdays="1234567", **season):
    return actions.set_opening(
        actor=worker, space=room, audience=audience, weekdays=weekdays, from_time=from_time, to_time=to_time, **season
    )


def said(room, day, audience=Audience.RESIDENT):
    return [str(window) for window in hours.windows_of(room, day, audience)]


def test_every_kind_of_ownership_says_what_it_needs_and_by_which_article(room) -> None:
    assert set(ALLOWANCES) == set(Ownership)
    assert "第四十九条" in str(room.allowance.article)
    assert room.things == ["投影", "音响", "把杆"]


def test_a_season_has_hours_of_its_own(room, worker) -> None:
    set_hours(worker, room, Audience.RESIDENT, time(19), time(22), **SUMMER)
    assert (said(room, date(2027, 5, 31)), said(room, MONDAY)) == ([], ["19:00—22:00"])
    assert said(room, date(2027, 9, 1)) == []
    with pytest.raises(Invalid, match="最后一天"):
        set_hours(worker, room, Audience.RESIDENT, time(9), time(10), from_on=MONDAY, to_on=date(2027, 7, 1))


def test_partners_have_what_the_public_does_not_need(room, worker) -> None:
    set_hours(worker, room, Audience.PARTNER, time(9), time(21))
    set_hours(worker, room, Audience.RESIDENT, time(14), time(17))
    assert said(room, MONDAY, Audience.PARTNER) == ["09:00—14:00", "17:00—21:00"]


def test_a_space_is_shut_for_some_days_and_says_why(room, worker, resident) -> None:
    set_hours(worker, room, Audience.RESIDENT, time(9), time(21))
    with pytest.raises(Invalid, match="为什么"):
        actions.shut(actor=worker, space=room, from_on=MONDAY, to_on=MONDAY, reason=" ")
    with pytest.raises(Refused):
        actions.shut(actor=resident, space=room, from_on=MONDAY, to_on=MONDAY, reason="刷墙")
    closure = actions.shut(actor=worker, space=room, from_on=MONDAY, to_on=date(2027, 7, 7), reason="刷墙")
    with pytest.raises(Refused, match="阅览室7 月 5 日到7 月 7 日不开放：刷墙"):
        actions.book(
            actor=resident, space=room, starts_at=clock.at(MONDAY, 9), ends_at=clock.at(MONDAY, 10), purpose="读书",
            audience=Audience.RESIDENT,
        )  # fmt: skip
    assert list(queries.closures_ahead(room)) == [closure]
    actions.end_closure(actor=worker, closure=closure)
    assert said(room, MONDAY) == ["09:00—21:00"]


def test_what_shuts_the_whole_house_shuts_every_room(room, worker) -> None:
    set_hours(worker, room, Audience.RESIDENT, time(9), time(21))
    actions.shut(actor=worker, space=None, from_on=MONDAY, to_on=MONDAY, reason="停电检修")
    assert (said(room, MONDAY), said(room, MONDAY + timedelta(days=1))) == ([], ["09:00—21:00"])


def test_what_is_held_is_confirmed_or_let_go(room, worker, resident) -> None:
    set_hours(worker, room, Audience.RESIDENT, time(9), time(21))
    time_of = {"starts_at": clock.at(MONDAY, 9), "ends_at": clock.at(MONDAY, 10)}
    held = actions.hold(person=resident, space=room, purpose="读书", **time_of)
    with pytest.raises(Conflict):
        actions.hold(person=resident, space=room, purpose="读书", **time_of)
    assert actions.let_go(actor=worker, booking=held).state == BookingState.CANCELLED
    held = actions.hold(person=resident, space=room, purpose="读书", **time_of)
    assert actions.confirm(actor=worker, booking=held).state == BookingState.BOOKED
    with pytest.raises(Conflict, match="已经订下"):
        actions.let_go(actor=worker, booking=held)


def test_a_booking_moves_to_another_room_whole_or_not_at_all(room, worker) -> None:
    hall = actions.open_space(actor=worker, name="多功能厅", part_names=["东", "西"])
    actions.hold_still(hall, room)
    office = {"actor": worker, "audience": Audience.OFFICE, "purpose": "培训"}
    booking = actions.book(space=room, starts_at=clock.at(MONDAY, 9), ends_at=clock.at(MONDAY, 10), **office)
    actions.book(space=hall, starts_at=clock.at(MONDAY, 9), ends_at=clock.at(MONDAY, 10), **office)
    with pytest.raises(Conflict, match="已有人订"):
        actions.move_booking(
            actor=worker, booking=booking, space=hall, starts_at=clock.at(MONDAY, 9), ends_at=clock.at(MONDAY, 10)
        )
    assert Booking.objects.get(pk=booking.pk).space == room
    actions.move_booking(
        actor=worker, booking=booking, space=hall, starts_at=clock.at(MONDAY, 10), ends_at=clock.at(MONDAY, 11)
    )
    assert Slot.objects.filter(booking=booking, space=hall).count() == 8


def test_who_came_keeps_the_room_and_an_empty_one_is_released(room, worker) -> None:
    office = {"actor": worker, "space": room, "audience": Audience.OFFICE, "purpose": "培训"}
    came = actions.book(starts_at=clock.at(MONDAY, 9), ends_at=clock.at(MONDAY, 10), **office)
    empty = actions.book(starts_at=clock.at(MONDAY, 10), ends_at=clock.at(MONDAY, 12), **office)
    with clock.stopped(clock.at(MONDAY, 9, 5)):
        came = actions.say_here(actor=worker, booking=came)
        assert queries.booking_now(room) == came
        with pytest.raises(Conflict):
            actions.release(booking=came)
    with clock.stopped(clock.at(MONDAY, 10, 20)):
        assert actions.release(booking=empty).state == BookingState.UNUSED
        assert Slot.objects.filter(booking=empty).count() == 1


def test_free_rooms_are_found_by_time_first(room, worker, resident) -> None:
    hall = actions.open_space(actor=worker, name="多功能厅", seats=60, part_names=["东", "西"])
    for each in (room, hall):
        set_hours(worker, each, Audience.RESIDENT, time(9), time(21))
    east = Part.objects.get(space=hall, name="东")
    at = (clock.at(MONDAY, 9), clock.at(MONDAY, 10))
    actions.book(
        actor=worker, space=hall, starts_at=at[0], ends_at=at[1], audience=Audience.OFFICE, purpose="培训", parts=[east]
    )
    assert [(c.space.name, c.part and c.part.name) for c in queries.free_choices(*at)] == [
        ("多功能厅", "西"), ("阅览室", None),
    ]  # fmt: skip
    assert [c.space.name for c in queries.free_choices(*at, people=30)] == ["多功能厅"]


def test_looking_through_many_rooms_and_days_takes_the_same_few_statements(
    room, worker, django_assert_num_queries
) -> None:
    set_hours(worker, room, Audience.RESIDENT, time(9), time(21))
    for number in range(6):
        more = actions.open_space(actor=worker, name=f"教室{number}")
        set_hours(worker, more, Audience.RESIDENT, time(9), time(21))
        actions.book(
            actor=worker, space=more, starts_at=clock.at(MONDAY, 9), ends_at=clock.at(MONDAY, 20, 30), purpose="课",
            audience=Audience.OFFICE,
        )  # fmt: skip
    for last in (MONDAY, MONDAY + timedelta(days=89)):
        with django_assert_num_queries(6):
            free = queries.free_days(MONDAY, last, minutes=60)
    assert [str(each.windows[0]) for each in free[:1]] == ["09:00—21:00"]
    assert len(free) == 7 * 90 - 6
    with django_assert_num_queries(6):
        queries.free_choices(clock.at(MONDAY, 9), clock.at(MONDAY, 10))


def test_the_use_of_a_month_counts_open_hours_and_used_ones(room, worker, django_assert_num_queries) -> None:
    set_hours(worker, room, Audience.RESIDENT, time(9), time(11), weekdays="1")
    office = {"actor": worker, "space": room, "audience": Audience.OFFICE, "purpose": "培训"}
    actions.book(starts_at=clock.at(MONDAY, 10), ends_at=clock.at(MONDAY, 13), **office)
    with django_assert_num_queries(5):
        used = queries.use_between(date(2027, 7, 1), date(2027, 7, 31))
    assert [(each.space.name, each.used, each.open) for each in used] == [("阅览室", 60, 4 * 120)]
    whole = queries.all_spaces().get(pk=room.pk)
    with django_assert_num_queries(3):
        days = queries.days_of(whole, date(2027, 7, 1), date(2027, 7, 31))
    assert [day.day.day for day in days if day.windows] == [5, 12, 19, 26]
    assert [len(day.bookings) for _space, day in queries.spaces_on(MONDAY)] == [1]
