"""A space is booked by quarter-hours, inside the hours of its audience, once."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.ids import uuid7
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.spaces import actions, queries, rules
from hehuo.domain.ground.spaces.kinds import Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, Part, Slot

TUESDAY = date(2026, 9, 8)
SATURDAY = date(2026, 9, 12)
PARTNER = Audience.PARTNER


@pytest.fixture(autouse=True)
def today():
    with clock.stopped(clock.at(date(2026, 9, 1), 9)):
        yield


@pytest.fixture
def partner(somebody):
    return somebody("许静", Role.PARTNER)


def book(actor, space, day, start, end, **more):
    more = {"audience": PARTNER, "purpose": "少儿街舞", **more}
    return actions.book(actor=actor, space=space, starts_at=clock.at(day, *start), ends_at=clock.at(day, *end), **more)


def test_tuesday_morning_is_refused_with_the_hours_that_are_kept(dance_room, partner) -> None:
    with pytest.raises(Refused) as refused:
        book(partner, dance_room, TUESDAY, (10, 0), (11, 30))
    assert refused.value.say == (
        "舞蹈室（9 月 8 日星期二）给合伙人的时间是 18:30—21:30，10:00—11:30 不在里面。请换到这段时间里。"
    )


def test_tuesday_evening_is_kept_quarter_by_quarter(dance_room, partner) -> None:
    booking = book(partner, dance_room, TUESDAY, (19, 30), (21, 0))
    assert booking.state == BookingState.BOOKED
    kept = sorted(clock.local(quarter) for quarter in booking.slots.values_list("quarter_at", flat=True))
    assert [f"{quarter:%H:%M}" for quarter in kept] == ["19:30", "19:45", "20:00", "20:15", "20:30", "20:45"]


def test_a_second_booking_is_told_what_is_taken_and_what_is_free(dance_room, partner) -> None:
    book(partner, dance_room, TUESDAY, (19, 0), (19, 30))
    with pytest.raises(Conflict) as conflict:
        book(partner, dance_room, TUESDAY, (18, 45), (20, 0))
    assert conflict.value.say == "这间屋 19:00 已有人订，19:30 以后空着。"


def test_the_free_gap_is_named_with_its_end_and_a_full_evening_is_said_to_be_full(dance_room, partner) -> None:
    book(partner, dance_room, TUESDAY, (19, 0), (19, 30))
    book(partner, dance_room, TUESDAY, (20, 30), (21, 30))
    with pytest.raises(Conflict, match=r"^这间屋 19:00 已有人订，19:30—20:30 空着。$"):
        book(partner, dance_room, TUESDAY, (19, 0), (20, 0))
    book(partner, dance_room, TUESDAY, (19, 30), (20, 30))
    with pytest.raises(Conflict, match=r"^这间屋 19:00 已有人订，这天后面没有空了。请换一天，或换一间屋。$"):
        book(partner, dance_room, TUESDAY, (18, 30), (19, 15))


def test_a_refused_booking_leaves_nothing_behind(dance_room, partner) -> None:
    book(partner, dance_room, TUESDAY, (19, 0), (19, 30))
    with pytest.raises(Conflict):
        book(partner, dance_room, TUESDAY, (18, 30), (21, 30))
    assert (Booking.objects.count(), Slot.objects.count()) == (1, 2)


def test_cleaning_time_is_kept_free_after_a_booking(dance_room, partner, worker) -> None:
    actions.change_space(actor=worker, space=dance_room, cleaning_minutes=20)
    dance_room.refresh_from_db()
    book(partner, dance_room, TUESDAY, (20, 0), (21, 0))
    with pytest.raises(Conflict, match=r"^这间屋 20:00 已有人订，用完要留 20 分钟打扫。请早一点结束。$"):
        book(partner, dance_room, TUESDAY, (19, 0), (19, 45))
    with pytest.raises(Conflict, match="已有人订"):
        book(partner, dance_room, TUESDAY, (21, 15), (21, 30))
    assert book(partner, dance_room, TUESDAY, (18, 30), (19, 30)).slots.count() == 6


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [((19, 10), (20, 0), "整刻"), ((20, 0), (19, 0), "结束要在开始之后"), ((21, 0), (22, 0), "18:30—21:30")],
)
def test_odd_times_are_refused(dance_room, partner, start, end, why) -> None:
    with pytest.raises(Refused, match=why):
        book(partner, dance_room, TUESDAY, start, end)


def test_the_past_cannot_be_booked(dance_room, partner) -> None:
    with pytest.raises(Refused, match="已经过去"):
        book(partner, dance_room, date(2026, 8, 31), (19, 0), (20, 0))


def test_a_holiday_keeps_sunday_hours_and_a_shifted_saturday_keeps_weekday_hours(dance_room, partner) -> None:
    assert book(partner, dance_room, date(2026, 10, 1), (10, 0), (11, 0)).slots.count() == 4
    with pytest.raises(Refused, match="调休上班，按星期一算"):
        book(partner, dance_room, date(2026, 10, 10), (10, 0), (11, 0))


def test_the_office_follows_no_opening_hours_and_a_resident_has_none_here(dance_room, worker, resident) -> None:
    assert book(worker, dance_room, TUESDAY, (10, 0), (11, 0), audience=Audience.OFFICE)
    with pytest.raises(Refused, match="没有给居民的时间"):
        book(resident, dance_room, TUESDAY, (19, 0), (20, 0), audience=Audience.RESIDENT)


def test_who_holds_no_role_cannot_book_as_partner_or_office(dance_room, resident) -> None:
    for audience in (PARTNER, Audience.OFFICE):
        with pytest.raises(Refused):
            book(resident, dance_room, TUESDAY, (19, 0), (20, 0), audience=audience)
    with pytest.raises(Refused, match="请先登录"):
        book(None, dance_room, TUESDAY, (19, 0), (20, 0))


def test_earning_money_needs_the_paper_that_decided_it(dance_room, partner, worker) -> None:
    with pytest.raises(Refused, match="公建配套，收费使用要先有决定文件"):
        book(partner, dance_room, TUESDAY, (19, 0), (20, 0), for_income=True)
    actions.change_space(actor=worker, space=dance_room, decision="海湾社〔2026〕12号")
    dance_room.refresh_from_db()
    assert book(partner, dance_room, TUESDAY, (19, 0), (20, 0), for_income=True)


def test_two_taps_are_one_booking(dance_room, partner) -> None:
    key = uuid7()
    first = book(partner, dance_room, TUESDAY, (19, 0), (20, 0), key=key)
    assert book(partner, dance_room, TUESDAY, (19, 0), (20, 0), key=key) == first
    assert Booking.objects.count() == 1


def test_parts_are_booked_by_themselves(worker, partner) -> None:
    hall = actions.open_space(actor=worker, name="多功能厅", part_names=["东", "西"])
    east, west = Part.objects.filter(space=hall).order_by("name")
    office = {"audience": Audience.OFFICE}
    book(worker, hall, TUESDAY, (10, 0), (11, 0), parts=[east], **office)
    book(worker, hall, TUESDAY, (10, 0), (11, 0), parts=[west], **office)
    with pytest.raises(Conflict):
        book(worker, hall, TUESDAY, (10, 30), (11, 30), **office)


def test_cancelling_frees_the_slots_at_once(dance_room, partner) -> None:
    booking = book(partner, dance_room, TUESDAY, (19, 0), (20, 0))
    cancelled = actions.cancel_booking(actor=partner, booking=booking, reason="老师病了")
    assert (cancelled.state, Slot.objects.count()) == (BookingState.CANCELLED, 0)
    book(partner, dance_room, TUESDAY, (19, 0), (20, 0))
    with pytest.raises(Conflict):
        actions.cancel_booking(actor=partner, booking=booking, reason="再取消一次")


def test_the_booker_cancels_until_a_day_before_and_the_office_always(dance_room, partner, worker, resident) -> None:
    booking = book(partner, dance_room, TUESDAY, (19, 0), (20, 0))
    assert not rules.may_cancel(resident, booking)
    with clock.stopped(clock.at(TUESDAY, 9)):
        with pytest.raises(Refused, match="24 小时之内不能自己取消"):
            actions.cancel_booking(actor=partner, booking=booking)
        assert actions.cancel_booking(actor=worker, booking=booking).state == BookingState.CANCELLED


def test_who_books_and_does_not_come_is_counted(dance_room, partner, worker) -> None:
    booking = book(partner, dance_room, TUESDAY, (19, 0), (20, 0))
    with pytest.raises(Invalid):
        actions.mark_unused(actor=worker, booking=booking)
    with clock.stopped(clock.at(TUESDAY, 21)):
        actions.mark_unused(actor=worker, booking=booking)
    assert queries.unused_by([partner.id, worker.id]) == {partner.id: 1}


def test_free_times_leave_out_what_is_booked_and_what_has_passed(dance_room, partner) -> None:
    book(partner, dance_room, SATURDAY, (10, 0), (11, 30))
    free = [str(window) for window in queries.free_times(dance_room, SATURDAY, PARTNER)]
    assert free == ["09:00—10:00", "11:30—21:30"]
    with clock.stopped(clock.at(SATURDAY, 20, 50)):
        assert [str(window) for window in queries.free_times(dance_room, SATURDAY, PARTNER)] == ["21:00—21:30"]


def test_a_booking_costs_the_same_number_of_statements_however_long(
    dance_room, partner, django_assert_num_queries
) -> None:
    rules.may_book(partner, PARTNER)  # the roles are read once a request
    for end in (9, 15), (21, 30):
        with django_assert_num_queries(13):  # two savepoints of two statements each among them
            book(partner, dance_room, SATURDAY if end == (9, 15) else date(2026, 9, 13), (9, 0), end)


def test_the_table_itself_refuses_a_second_slot(dance_room, partner) -> None:
    slot = book(partner, dance_room, TUESDAY, (19, 0), (20, 0)).slots.first()
    slot.id = uuid7()
    with pytest.raises(IntegrityError), transaction.atomic():
        slot.save(force_insert=True)


def test_opening_hours_are_checked_and_can_end(dance_room, worker, partner) -> None:
    with pytest.raises(Invalid):
        actions.set_opening(
            actor=worker, space=dance_room, audience=PARTNER, weekdays="8", from_time=time(9), to_time=time(10)
        )
    with pytest.raises(Invalid):
        actions.set_opening(
            actor=worker, space=dance_room, audience=PARTNER, weekdays="1", from_time=time(10), to_time=time(9)
        )
    with pytest.raises(Refused):
        actions.end_opening(actor=partner, rule=dance_room.opening_rules.first())
    for rule in dance_room.opening_rules.all():
        actions.end_opening(actor=worker, rule=rule)
    assert queries.free_times(dance_room, SATURDAY, PARTNER) == []


def test_a_space_has_a_name_of_its_own_and_can_be_closed(dance_room, worker) -> None:
    with pytest.raises(Invalid, match="已经有一间"):
        actions.open_space(actor=worker, name="舞蹈室")
    actions.change_space(actor=worker, space=dance_room, closed_on=date(2026, 9, 1))
    dance_room.refresh_from_db()
    assert list(queries.open_spaces()) == []
    with pytest.raises(Refused):
        book(worker, dance_room, SATURDAY, (10, 0), (11, 0))
