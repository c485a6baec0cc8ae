"""Seats are never more than places; who waits moves up by itself, in order, and is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.ids import uuid7
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.sessions import actions, queries
from hehuo.domain.ground.sessions.kinds import SessionKind, SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Slot

from .conftest import END, START


@pytest.fixture
def told(monkeypatch):
    """Who was told what."""
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(messages, "tell", lambda *, person, subject, **_: said.append((person.name, str(subject))))
    return said


def states(session) -> list[tuple[str, str]]:
    return [(line.person.name, line.state) for line in queries.people_in(session)]


def sign_up_all(session, people) -> None:
    for person in people:
        with clock.stopped(clock.now() + timedelta(minutes=people.index(person))):
            actions.sign_up(actor=person, session=session, person=person)


def test_seats_go_in_order_and_the_rest_wait(plan, people) -> None:
    session = plan(capacity=2)
    sign_up_all(session, people)
    session.refresh_from_db()
    assert (session.taken, session.free) == (2, 0)
    assert states(session) == [
        ("吴秀兰", "seated"), ("冯东", "seated"), ("姜倩琳", "waiting"), ("白玲", "waiting"),
    ]  # fmt: skip
    lines = {line.person.name: line for line in queries.people_in(session)}
    assert [queries.waiting_place(lines[name]) for name in ("冯东", "姜倩琳", "白玲")] == [0, 1, 2]


def test_a_freed_seat_goes_to_the_first_who_waits_and_they_are_told(plan, people, told) -> None:
    session = plan(capacity=2)
    sign_up_all(session, people)
    actions.cancel_sign_up(actor=people[0], session=session, person=people[0])
    assert states(session) == [
        ("冯东", "seated"), ("姜倩琳", "seated"), ("白玲", "waiting"), ("吴秀兰", "cancelled"),
    ]  # fmt: skip
    assert told == [("姜倩琳", "候补到了：天空农场自然课")]
    session.refresh_from_db()
    assert session.taken == 2


def test_giving_up_a_place_in_the_waiting_list_moves_nobody(plan, people, told) -> None:
    session = plan(capacity=2)
    sign_up_all(session, people)
    actions.cancel_sign_up(actor=people[2], session=session, person=people[2])
    assert (told, Session.objects.get().taken) == ([], 2)


def test_more_places_are_filled_from_the_waiting_list(plan, people, worker, told) -> None:
    session = plan(capacity=1)
    sign_up_all(session, people)
    session = actions.change_capacity(actor=worker, session=session, capacity=3)
    assert (session.taken, len(told)) == (3, 2)
    with pytest.raises(Invalid, match="已经有 3 人报名"):
        actions.change_capacity(actor=worker, session=session, capacity=2)
    with pytest.raises(Invalid, match="坐 30 人"):
        actions.change_capacity(actor=worker, session=session, capacity=31)


def test_signing_up_twice_is_once_and_again_after_cancelling_is_last_in_line(plan, people) -> None:
    session = plan(capacity=1)
    first = actions.sign_up(actor=people[0], session=session, person=people[0])
    assert actions.sign_up(actor=people[0], session=session, person=people[0]) == first
    sign_up_all(session, people[1:])
    actions.cancel_sign_up(actor=people[0], session=session, person=people[0])
    with clock.stopped(START - timedelta(hours=1)):
        again = actions.sign_up(actor=people[0], session=session, person=people[0])
    assert (again.id, again.state, queries.waiting_place(again)) == (first.id, SignUpState.WAITING, 3)


def test_signing_up_ends_with_the_start(plan, people) -> None:
    session = plan()
    with clock.stopped(START):
        with pytest.raises(Refused, match="已经开始了"):
            actions.sign_up(actor=people[0], session=session, person=people[0])
        with pytest.raises(Refused, match="不用再取消"):
            actions.cancel_sign_up(actor=people[0], session=session, person=people[0])


def test_only_the_office_signs_somebody_else_up(plan, people, worker) -> None:
    session = plan()
    with pytest.raises(Refused):
        actions.sign_up(actor=people[0], session=session, person=people[1])
    with pytest.raises(Refused):
        actions.cancel_sign_up(actor=people[0], session=session, person=people[1])
    assert actions.sign_up(actor=worker, session=session, person=people[1]).signed_by == worker


def test_who_never_signed_up_has_nothing_to_cancel(plan, people) -> None:
    with pytest.raises(Refused, match="没有报过名"):
        actions.cancel_sign_up(actor=people[0], session=plan(), person=people[0])


def test_a_person_in_two_places_at_once_is_seen_and_not_forbidden(plan, people, worker) -> None:
    first = plan()
    hall = spaces.open_space(actor=worker, name="多功能厅", seats=20)
    booking = spaces.book(
        actor=worker, space=hall, starts_at=START + timedelta(hours=1), ends_at=END + timedelta(hours=1),
        audience=Audience.OFFICE, purpose="板凳会",
    )  # fmt: skip
    meeting = actions.plan_session(actor=worker, title="板凳会", kind=SessionKind.MEETING, booking=booking, capacity=20)
    actions.sign_up(actor=people[0], session=first, person=people[0])
    assert queries.elsewhere(people[0], meeting.starts_at, meeting.ends_at, but=meeting.id) == [first]
    assert queries.elsewhere(people[1], meeting.starts_at, meeting.ends_at) == []
    assert actions.sign_up(actor=people[0], session=meeting, person=people[0]).state == SignUpState.SEATED


def test_calling_a_session_off_tells_everybody_and_frees_the_space(plan, people, worker, told) -> None:
    session = plan(capacity=2)
    sign_up_all(session, people[:3])
    with pytest.raises(Invalid, match="为什么取消"):
        actions.cancel_session(actor=worker, session=session, reason=" ")
    session = actions.cancel_session(actor=worker, session=session, reason="下雨，平台关闭")
    assert (session.state, session.taken, Slot.objects.count()) == (SessionState.CANCELLED, 0, 0)
    assert {name for name, _ in told} == {"吴秀兰", "冯东", "姜倩琳"}
    with pytest.raises(Refused, match="不再接受报名"):
        actions.sign_up(actor=people[3], session=session, person=people[3])
    with pytest.raises(Conflict):
        actions.cancel_session(actor=worker, session=session, reason="再取消一次")


def test_a_partner_plans_in_their_own_booking_only(plan, garden, somebody, worker) -> None:
    partner = somebody("许静", Role.PARTNER)
    theirs = plan().booking
    with pytest.raises(Refused):
        actions.plan_session(actor=partner, title="课", kind=SessionKind.CLASS, booking=theirs, capacity=2)


def test_a_session_needs_a_booking_in_force_and_no_more_places_than_chairs(garden, worker, plan) -> None:
    with pytest.raises(Invalid, match="坐 30 人"):
        plan(capacity=31)
    with pytest.raises(Invalid, match="至少 1 人"):
        plan(capacity=0, start=START + timedelta(hours=3), end=END + timedelta(hours=3))
    booking = plan(start=START + timedelta(hours=6), end=END + timedelta(hours=6)).booking
    spaces.cancel_booking(actor=worker, booking=booking)
    booking.refresh_from_db()
    with pytest.raises(Refused, match="请先订场地"):
        actions.plan_session(actor=worker, title="课", kind=SessionKind.CLASS, booking=booking, capacity=2)


def test_two_taps_plan_one_session(plan, worker) -> None:
    key = uuid7()
    session = plan(key=key)
    again = actions.plan_session(
        actor=worker, title="别的", kind=SessionKind.CLASS, booking=session.booking, capacity=9, key=key
    )
    assert (again, again.capacity) == (session, 2)


def test_the_table_itself_refuses_one_person_too_many(plan) -> None:
    session = plan(capacity=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(taken=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(taken=-1)


def test_the_table_itself_refuses_a_second_line_of_a_person(plan, people) -> None:
    line = actions.sign_up(actor=people[0], session=plan(), person=people[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp(session=line.session, person=people[0], state="seated", signed_by=people[0]).save()
