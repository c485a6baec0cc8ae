"""People are noted by the worker's scan, by the code on the door, or by name; persons and visits are kept apart."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions, queries, rules
from hehuo.domain.ground.sessions.kinds import SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.sessions.queries import Attendance

from .conftest import END, START


@pytest.fixture
def session(plan, people):
    """A class of two: the first two have a seat, the third waits, the fourth knows nothing of it."""
    made = plan(capacity=2)
    for person in people[:3]:
        actions.sign_up(actor=person, session=made, person=person)
    return made


@pytest.fixture
def at_the_start(request):
    if "session" in request.fixturenames:
        request.getfixturevalue("session")  # sign-ups first, then the clock moves to the start
    with clock.stopped(START):
        yield


@pytest.mark.usefixtures("at_the_start")
def test_a_scan_notes_who_came_when_and_by_whom(session, people, worker) -> None:
    line = queries.seat_of_code(session.id, people[0].code)
    assert line is not None
    came = actions.check_in(actor=worker, session=line.session, person=line.person)
    stored = queries.sign_up_of(people[0], session)
    assert stored is not None
    assert (came.id, stored.state, stored.came_at, stored.checked_in_by) == (line.id, "came", START, worker)
    entry = Entry.objects.get(act="sessions.checked_in")
    assert (entry.actor_id, entry.for_id, entry.facts) == (
        worker.id, people[0].id, {"session": str(session.id), "how": "desk"},
    )  # fmt: skip


@pytest.mark.usefixtures("at_the_start")
def test_a_second_scan_changes_nothing(session, people, worker) -> None:
    first = actions.check_in(actor=worker, session=session, person=people[0])
    with clock.stopped(START + timedelta(minutes=30)):
        again = actions.check_in(actor=worker, session=session, person=people[0])
    assert (again.id, again.came_at) == (first.id, START)
    assert Entry.objects.filter(act="sessions.checked_in").count() == 1


@pytest.mark.usefixtures("at_the_start")
def test_a_scan_costs_two_statements_of_its_own(session, people, worker, django_assert_num_queries) -> None:
    rules.may_check_in(worker, session)  # the roles are read once a request
    with django_assert_num_queries(4):  # the update, the journal, and the savepoint's two
        actions.check_in(actor=worker, session=session, person=people[0])


@pytest.mark.usefixtures("at_the_start")
def test_a_full_session_lets_nobody_in_without_a_seat(session, people, worker) -> None:
    for person in people[2:]:
        with pytest.raises(Refused, match="2 个位子都有人了"):
            actions.check_in(actor=worker, session=session, person=person)


@pytest.mark.usefixtures("at_the_start")
def test_a_free_seat_goes_to_who_stands_at_the_door(plan, people, worker) -> None:
    session = plan(capacity=2, start=START + timedelta(hours=1), end=END + timedelta(hours=1))
    came = actions.check_in(actor=worker, session=session, person=people[3])
    assert (came.state, Session.objects.get(pk=session.pk).taken) == (SignUpState.CAME, 1)


def test_the_door_s_code_is_good_for_its_session_and_around_its_time_only(session, plan, people) -> None:
    other = plan(start=START + timedelta(hours=4), end=END + timedelta(hours=4))
    door = {"person": people[0], "session": session}
    with clock.stopped(START - timedelta(minutes=31)), pytest.raises(Refused, match="还没到时候"):
        actions.check_in_at_door(**door, code=session.door_code)
    with clock.stopped(END + timedelta(minutes=1)), pytest.raises(Refused, match="已经结束"):
        actions.check_in_at_door(**door, code=session.door_code)
    with clock.stopped(START - timedelta(minutes=30)):
        with pytest.raises(Refused, match="不是这一场的"):
            actions.check_in_at_door(**door, code=other.door_code)
        came = actions.check_in_at_door(**door, code=f" {session.door_code.lower()} ")
    assert (came.state, came.checked_in_by) == (SignUpState.CAME, people[0])


def test_the_worker_checks_in_from_two_hours_before_until_the_paper_is_copied(session, people, worker) -> None:
    check = {"actor": worker, "session": session, "person": people[0]}
    with clock.stopped(START - timedelta(hours=3)), pytest.raises(Refused, match="开始前 2 小时起"):
        actions.check_in(**check)
    with clock.stopped(END + timedelta(days=8)), pytest.raises(Refused, match="不能再补签"):
        actions.check_in(**check)
    with clock.stopped(END + timedelta(days=6)):
        assert actions.check_in(**check).state == SignUpState.CAME


@pytest.mark.usefixtures("at_the_start")
def test_the_leader_checks_in_at_their_own_session_and_others_do_not(plan, people, somebody) -> None:
    partner = somebody("许静", Role.PARTNER)
    later = {"start": START + timedelta(hours=1), "end": END + timedelta(hours=1)}
    session = plan(leader=partner, **later)
    assert actions.check_in(actor=partner, session=session, person=people[0]).state == SignUpState.CAME
    with pytest.raises(Refused):
        actions.check_in(actor=people[1], session=session, person=people[2])


def test_the_leader_sees_the_names_for_a_month_and_the_office_longer(plan, somebody, worker, resident) -> None:
    partner = somebody("许静", Role.PARTNER)
    session = plan(leader=partner)
    assert (bool(rules.may_see_names(resident, session)), bool(rules.may_see_names(None, session))) == (False, False)
    with clock.stopped(END + timedelta(days=29)):
        assert rules.may_see_names(partner, session)
    with clock.stopped(END + timedelta(days=31)):
        assert "人数和人次还在" in rules.may_see_names(partner, session).reason
        assert rules.may_see_names(worker, session)


def test_who_came_more_than_ten_minutes_late_is_noted_late(session, people, worker) -> None:
    with clock.stopped(START + timedelta(minutes=10)):
        assert not actions.check_in(actor=worker, session=session, person=people[0]).was_late
    with clock.stopped(START + timedelta(minutes=11)):
        assert actions.check_in(actor=worker, session=session, person=people[1]).was_late


def test_closing_the_list_notes_the_absent_and_the_paper_may_still_know_better(session, people, worker) -> None:
    with clock.stopped(START):
        actions.check_in(actor=worker, session=session, person=people[0])
        with pytest.raises(Refused, match="还没结束"):
            actions.hold_session(actor=worker, session=session)
    with clock.stopped(END):
        held = actions.hold_session(actor=worker, session=session)
        assert held.state == SessionState.HELD
        assert queries.counts_of(session) == {"seated": 0, "waiting": 1, "cancelled": 0, "came": 1, "absent": 1}
        actions.check_in(actor=worker, session=held, person=people[1])
        assert queries.counts_of(session)["came"] == 2
        assert actions.undo_check_in(actor=worker, session=held, person=people[1]).state == SignUpState.ABSENT
        with pytest.raises(Conflict):
            actions.hold_session(actor=worker, session=session)


@pytest.mark.usefixtures("at_the_start")
def test_a_wrong_scan_is_taken_back(session, people, worker) -> None:
    actions.check_in(actor=worker, session=session, person=people[0])
    back = actions.undo_check_in(actor=worker, session=session, person=people[0])
    assert (back.state, back.came_at) == (SignUpState.SEATED, None)
    with pytest.raises(Conflict):
        actions.undo_check_in(actor=worker, session=session, person=people[0])


def test_persons_and_visits_are_never_mixed(plan, people, worker) -> None:
    sessions = [plan(start=START + timedelta(days=day), end=END + timedelta(days=day)) for day in (0, 1)]
    for day, session in enumerate(sessions):
        with clock.stopped(START + timedelta(days=day)):
            for person in people[: 2 - day]:
                actions.check_in(actor=worker, session=session, person=person)
    assert queries.attendance_of(sessions) == Attendance(persons=2, visits=3)
    assert queries.attendance_of(Session.objects.all()) == Attendance(persons=2, visits=3)
    assert queries.attendance_of([]) == Attendance(persons=0, visits=0)
    Person.objects.filter(pk=people[1].pk).update(merged_into=people[0])
    assert queries.attendance_of(sessions) == Attendance(persons=1, visits=3)
    assert [line.session for line in queries.visits_of(people[0])] == sessions[::-1]
