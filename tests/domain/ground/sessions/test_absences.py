"""Who stays away three times without a word waits last for a month; the desk lifts it with a reason."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.sessions import absences, actions, queries
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import AbsenceRule, Lift

from .conftest import SATURDAY

LAST = SATURDAY + timedelta(days=14)  # the day of the third absence


@pytest.fixture
def truant(plan, people, worker):
    """Wu Xiulan, who did not come on three Saturdays."""
    for week in range(3):
        on = SATURDAY + timedelta(weeks=week)
        with clock.stopped(clock.at(on, 9)):
            session = plan(start=clock.at(on, 10), end=clock.at(on, 11))
            actions.sign_up(actor=people[0], session=session, person=people[0])
        with clock.stopped(clock.at(on, 12)):
            actions.hold_session(actor=worker, session=session)
    return people[0]


def later(plan, days: int = 7, **more):
    on = LAST + timedelta(days=days)
    return plan(start=clock.at(on, 10), end=clock.at(on, 11), **more)


def test_three_absences_within_ninety_days_are_thirty_days_of_waiting(truant):
    seen = {}
    for after in (0, 30, 31):
        with clock.stopped(clock.at(LAST + timedelta(days=after), 12)):
            record = absences.record_of(truant)
            seen[after] = (len(record.lines), record.until)
    assert seen == {0: (3, LAST + timedelta(days=30)), 30: (3, LAST + timedelta(days=30)), 31: (3, None)}


def test_they_wait_while_there_are_seats_and_are_moved_up_last_when_the_day_is_near(plan, truant, people):
    with clock.stopped(clock.at(LAST, 12)):
        session = later(plan, capacity=2)
        first = actions.sign_up(actor=truant, session=session, person=truant)
        again = actions.sign_up(actor=truant, session=session, person=truant)
        other = actions.sign_up(actor=people[1], session=session, person=people[1])
        assert (first, first.state, other.state) == (again, SignUpState.WAITING, SignUpState.SEATED)
        assert (actions.call_last(), queries.waiting_place(first)) == (0, 1)
    with clock.stopped(session.starts_at - timedelta(hours=20)):
        assert actions.call_last() == 1
        first.refresh_from_db()
        assert first.state == SignUpState.SEATED


def test_everybody_else_comes_before_them(plan, truant, people):
    with clock.stopped(clock.at(LAST, 12)):
        session = later(plan, capacity=1)
        actions.sign_up(actor=truant, session=session, person=truant)
        actions.sign_up(actor=people[1], session=session, person=people[1])
    with clock.stopped(clock.at(LAST, 13)):
        line = actions.sign_up(actor=people[2], session=session, person=people[2])
        assert queries.waiting_place(line) == 1
        actions.cancel_sign_up(actor=people[1], session=session, person=people[1])
    assert [(each.person.name, each.state) for each in queries.people_in(session)][:2] == [
        ("姜倩琳", "seated"), ("吴秀兰", "waiting"),
    ]  # fmt: skip


def test_the_office_sees_who_and_lifts_it_with_a_reason(plan, truant, people, worker):
    with clock.stopped(clock.at(LAST, 12)):
        assert [(person, len(record.lines)) for person, record in absences.resting()] == [(truant, 3)]
        with pytest.raises(Refused):
            actions.lift_rest(actor=truant, person=truant, why="我想来")
        with pytest.raises(Refused):
            actions.lift_rest(actor=people[1], person=truant, why="他是好人")
        with pytest.raises(Invalid, match="写为什么"):
            actions.lift_rest(actor=worker, person=truant, why=" ")
        actions.lift_rest(actor=worker, person=truant, why="住院了，家人打过电话")
        with pytest.raises(Refused, match="可以照常报名"):
            actions.lift_rest(actor=worker, person=truant, why="再来一次")
        assert (absences.resting(), absences.record_of(truant).lines) == ([], [])
        session = later(plan)
        assert actions.sign_up(actor=truant, session=session, person=truant).state == SignUpState.SEATED
        with pytest.raises(IntegrityError), transaction.atomic():
            Lift.objects.update(by=truant)


def test_the_numbers_are_the_communitys_own(truant, worker, people):
    with clock.stopped(clock.at(LAST, 12)):
        for _twice in range(2):
            actions.change_absence_rule(actor=worker, times=4, within_days=90, rests_days=30)
        assert (absences.record_of(truant).until, AbsenceRule.objects.count()) == (None, 1)
        actions.change_absence_rule(actor=worker, times=3, within_days=13, rests_days=30)
        assert absences.record_of(truant).until is None
        actions.change_absence_rule(actor=worker, times=3, within_days=14, rests_days=10)
        assert absences.record_of(truant).until == LAST + timedelta(days=10)
        with pytest.raises(Invalid) as wrong:
            actions.change_absence_rule(actor=worker, times=1, within_days=90, rests_days=30)
        assert wrong.value.field == "times"
        with pytest.raises(Refused):
            actions.change_absence_rule(actor=people[1], times=3, within_days=90, rests_days=0)


def test_who_cancels_in_time_is_not_counted(plan, people, worker):
    for week in range(3):
        on = date(2026, 9, 12) + timedelta(weeks=week)
        with clock.stopped(clock.at(on, 9)):
            session = plan(start=clock.at(on, 10), end=clock.at(on, 11))
            actions.sign_up(actor=people[0], session=session, person=people[0])
            actions.cancel_sign_up(actor=people[0], session=session, person=people[0])
        with clock.stopped(clock.at(on, 12)):
            actions.hold_session(actor=worker, session=session)
    with clock.stopped(clock.at(LAST, 12)):
        assert (absences.record_of(people[0]).lines, absences.waits_last(people[0])) == ([], False)
