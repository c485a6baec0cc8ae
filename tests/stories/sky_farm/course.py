"""Step 7: the partner's course on the roof, week by week."""

from datetime import date, time

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.actions import StaffWords
from hehuo.domain.ground.messages import queries as messages
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions import queries
from hehuo.domain.ground.sessions.kinds import SessionKind, SignUpState
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.run.activities import queries as activities
from hehuo.flows.book_series import book_series

SATURDAYS_OF_AUGUST = [date(2024, 8, day) for day in (3, 10, 17, 24, 31)]


def partner_books_a_course(told):
    """Saturday afternoons on the roof, in quarter-hours that are free; all of them or none."""
    roof, hall = told.rooms["三楼天空平台"], told.rooms["多功能厅"]
    with clock.stopped(clock.at(date(2024, 7, 19), 9)):
        with pytest.raises(Refused, match="协议从"):
            series_of(told, roof, first_on=date(2024, 7, 6))
        with pytest.raises(Refused, match="由社区查过违法犯罪记录才能带班"):
            series_of(told, roof)
        office_looks_into_the_records(told)
        with pytest.raises(Refused, match="收费使用要先有决定文件"):
            series_of(told, hall)
        told.series = series_of(told, roof)
        with pytest.raises(Conflict, match="8 月 3 日排不下：这间屋 16:00 已有人订"):
            series_of(told, roof)
        told.lessons = list(activities.sessions_of([told.series]))
    assert [clock.local(lesson.starts_at).date() for lesson in told.lessons][:5] == SATURDAYS_OF_AUGUST
    assert len(told.lessons) == 9


def office_looks_into_the_records(told):
    """Before anybody leads children, and every year (law on minors 62)."""
    words = StaffWords(name=told.farmer.name, role="负责人，带班", with_minors=True)
    farmer = partners.add_staff(actor=told.farmer, partner=told.agreement.partner, words=words)
    partners.record_check(actor=told.worker, staff=farmer, checked_on=clock.today(), evidence="派出所告知函，看过原件")


def series_of(told, space, *, first_on=date(2024, 8, 3)):
    return book_series(
        actor=told.farmer, agreement=told.agreement, title="周末自然课", space=space, capacity=12, weekday=6,
        from_time=time(16), to_time=time(17, 30), first_on=first_on, last_on=date(2024, 9, 28), price_fen=6000,
    )  # fmt: skip


def full_class_keeps_a_waiting_list(told):
    """Twelve seats, two wait; who lets a seat go makes the first of them move up and hear of it."""
    lesson = told.lessons[0]
    with clock.stopped(clock.at(date(2024, 7, 29), 9)):
        lines = [sessions.sign_up(actor=one, session=lesson, person=one) for one in told.neighbours[:14]]
        assert [line.state for line in lines[11:]] == [SignUpState.SEATED, SignUpState.WAITING, SignUpState.WAITING]
        before = messages.unread_count(told.neighbours[12])
        sessions.cancel_sign_up(actor=told.neighbours[3], session=lesson, person=told.neighbours[3])
    assert queries.sign_up_of(told.neighbours[12], lesson).state == SignUpState.SEATED
    assert queries.waiting_place(queries.sign_up_of(told.neighbours[13], lesson)) == 1
    assert messages.unread_count(told.neighbours[12]) == before + 1


def nobody_is_in_two_places_at_once(told):
    """Who is on the roof at four is warned before signing up for the hall at five."""
    lesson, five = told.lessons[0], clock.at(date(2024, 8, 3), 17)
    with clock.stopped(clock.at(date(2024, 7, 29), 10)):
        booking = spaces.book(
            actor=told.worker, space=told.rooms["多功能厅"], starts_at=five, ends_at=clock.at(date(2024, 8, 3), 18),
            audience=Audience.OFFICE, purpose="议事会",
        )  # fmt: skip
        told.meeting = sessions.plan_session(
            actor=told.worker, title="议事会", kind=SessionKind.MEETING, booking=booking, capacity=30
        )
        both = told.neighbours[0]
        assert queries.elsewhere(both, told.meeting.starts_at, told.meeting.ends_at) == [lesson]


def people_are_checked_in_three_ways(told):
    """By the worker's scan, by the door's code, by name without any phone; a seat is not given twice."""
    lesson, meeting = told.lessons[0], told.meeting
    scanned, at_door, by_name = told.neighbours[0], told.neighbours[1], told.neighbours[2]
    with clock.stopped(clock.at(date(2024, 8, 3), 15, 50)):
        line = queries.seat_of_code(lesson.id, scanned.code)
        sessions.check_in(actor=told.worker, session=line.session, person=line.person)
        with pytest.raises(Refused, match="不是这一场的"):
            sessions.check_in_at_door(person=at_door, session=lesson, code=meeting.door_code)
        sessions.check_in_at_door(person=at_door, session=lesson, code=lesson.door_code)
        sessions.check_in(actor=told.farmer, session=lesson, person=by_name)
        for neighbour in told.neighbours[4:13]:
            sessions.check_in(actor=told.farmer, session=lesson, person=neighbour)
        with pytest.raises(Refused, match="12 个位子都有人了"):
            sessions.check_in(actor=told.farmer, session=lesson, person=told.neighbours[13])
    with clock.stopped(clock.at(date(2024, 8, 3), 17, 35)):
        with pytest.raises(Refused, match="已经结束"):
            sessions.check_in_at_door(person=told.neighbours[13], session=lesson, code=lesson.door_code)
        sessions.hold_session(actor=told.farmer, session=lesson)


def august_goes_by(told):
    """Four more Saturdays with ten people each, the last one with two newcomers: persons are not person-times."""
    for number, (lesson, day) in enumerate(zip(told.lessons[1:5], SATURDAYS_OF_AUGUST[1:], strict=True)):
        coming = told.neighbours[:10] if number < 3 else [*told.neighbours[:8], *told.neighbours[14:]]
        with clock.stopped(clock.at(day, 15, 45)):
            for neighbour in coming:
                sessions.check_in(actor=told.worker, session=lesson, person=neighbour)
        with clock.stopped(clock.at(day, 18)):
            sessions.hold_session(actor=told.farmer, session=lesson)
    came = queries.attendance_of(activities.sessions_of([told.series]))
    assert came == queries.Attendance(persons=15, visits=52)
