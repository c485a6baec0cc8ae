"""A week for everyone on the way in: each line with its reason, changed by hand, accepted, taken back."""

from datetime import date, time

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.recruitment import findings
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.actions import applications, screening
from hehuo.domain.build.recruitment.kinds import Channel, CheckState, RulingWord
from hehuo.domain.build.timetables import actions, queries
from hehuo.domain.build.timetables.kinds import WeekState
from hehuo.domain.build.timetables.models import Line, Week
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.sessions.kinds import SessionState
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.flows.accept_week import accept_week
from hehuo.flows.undo_week import undo_week

pytestmark = pytest.mark.django_db
MONDAY = date(2024, 7, 8)


@pytest.fixture
def applying(call, said, worker):
    """Somebody applies for the roof; each with a phone of their own."""
    made = []

    def make(name, times, **changes):
        words = said(
            name=name, project=f"{name}课", audience="上班族", contact_name=name, phone=f"1990000{len(made):04d}",
            credit_code="", times_said=times, **changes,
        )  # fmt: skip
        made.append(applications.apply(actor=worker, call=call, words=words, channel=Channel.DESK))
        return made[-1]

    return make


def checked(worker, application):
    screening.start_screening(actor=worker, application=application)
    for item in recruitment.screening_of(application):
        screening.check_item(actor=worker, item=item, state=CheckState.PASSED, evidence="原件已看")
    return screening.pass_screening(actor=worker, application=application)


def said_of(week):
    return {
        line.application.name: (str(line.time) if line.time else "", line.reason) for line in queries.lines_of(week)
    }


def line_of(week, application):
    return Line.objects.get(week=week, application=application)


def test_one_press_plans_everyone_and_says_why(worker, applying):
    applying("甲", "周二19:00-20:30")
    applying("乙", "周二19:30-20:30")
    applying("丙", "周二19:45-20:45")
    applying("丁", "周三10:00-11:00")
    week = actions.plan(actor=worker, monday=MONDAY, shift_minutes=60)
    found = said_of(week)
    left = [why for name, (when, why) in found.items() if not when and name != "丁"]
    assert [("三楼天空平台给了「" in why, "最近的空档是三楼天空平台 周" in why) for why in left] == [(True, True)]
    assert said_of(week)["丁"] == (
        "", "周三 10:00—11:00 不在三楼天空平台给合伙人的时间里（18:30—21:30）。"
            "最近的空档是三楼天空平台 周三 18:30—19:30。",
    )  # fmt: skip


def test_the_same_applicants_give_the_same_plan_and_a_double_tap_one(worker, applying):
    for number, name in enumerate("甲乙丙丁戊"):
        applying(name, f"周二{18 + number % 2}:30-{20 + number % 2}:00")
    key = ids.uuid7()
    week = actions.plan(actor=worker, monday=MONDAY, key=key)
    assert actions.plan(actor=worker, monday=MONDAY, key=key) == week
    assert said_of(actions.plan(actor=worker, monday=MONDAY)) == said_of(week)


def test_what_is_booked_already_is_in_the_way(worker, applying, roof):
    applying("甲", "周二19:00-20:30")
    spaces.book(
        actor=worker, space=roof, starts_at=clock.at(date(2024, 7, 9), 19), ends_at=clock.at(date(2024, 7, 9), 20),
        audience=Audience.PARTNER, purpose="合唱排练",
    )  # fmt: skip
    week = actions.plan(actor=worker, monday=MONDAY, shift_minutes=0)
    assert said_of(week)["甲"] == (
        "", "周二 19:00—20:30 三楼天空平台已经有「合唱排练」。最近的空档是三楼天空平台 周二 20:00—21:30。",
    )  # fmt: skip


def test_who_waits_for_a_word_is_not_planned_until_it_is_said(worker, applying):
    second = applying("甲", "周二19:00-20:30", resident_fen=0)
    twin = applying("甲", "周四19:00-20:30")
    week = actions.plan(actor=worker, monday=MONDAY)
    lines = {line.application: line for line in queries.lines_of(week)}
    assert (lines[second].time is not None, lines[twin].time, "先到初审单" in lines[twin].reason) == (True, None, True)
    found = findings.held_back()[twin.id]
    screening.rule_finding(
        actor=worker, application=twin, key=found.key, word=RulingWord.SETTLED, why="两家，同名"
    )  # fmt: skip
    assert line_of(actions.plan_again(actor=worker, week=week), twin).time is not None


def test_a_line_is_moved_locked_and_kept_when_planned_again(worker, applying, roof):
    first, second = applying("甲", "周二19:00-20:30"), applying("乙", "周二19:00-20:30")
    week = actions.plan(actor=worker, monday=MONDAY, shift_minutes=0)
    left = second if line_of(week, second).time is None else first
    moved = actions.move_line(
        actor=worker, line=line_of(week, left), space=roof, weekday=4, from_time=time(19)
    )  # fmt: skip
    assert (str(moved.time), moved.is_locked) == ("周五 19:00—20:30", True)
    actions.plan_again(actor=worker, week=week)
    assert (str(line_of(week, left).time), line_of(week, left).is_locked) == ("周五 19:00—20:30", True)
    with pytest.raises(Conflict, match="另选一个空档"):
        taken = first if left == second else second
        actions.move_line(actor=worker, line=line_of(week, taken), space=roof, weekday=4, from_time=time(19, 30))
    actions.lock_line(actor=worker, line=line_of(week, left), is_locked=False)
    actions.take_out(actor=worker, line=line_of(week, left))
    with pytest.raises(Conflict, match="锁不住"):
        actions.lock_line(actor=worker, line=line_of(week, left), is_locked=True)


def test_accepting_books_the_trials_of_who_is_checked_and_undoing_calls_them_off(worker, applying):
    ready, early = checked(worker, applying("甲", "周二19:00-20:30")), applying("乙", "周四19:00-20:30")
    week = accept_week(actor=worker, week=actions.plan(actor=worker, monday=MONDAY))
    booked = line_of(week, ready)
    assert (booked.session.starts_at, week.state) == (clock.at(date(2024, 7, 9), 19), WeekState.ACCEPTED)
    assert [trial.session for trial in recruitment.trials_of(ready)] == [booked.session]
    assert (line_of(week, early).session, "初审通过后再按一次" in line_of(week, early).reason) == (None, True)
    checked(worker, early)
    accept_week(actor=worker, week=week)
    assert line_of(week, early).session is not None
    with pytest.raises(Refused, match="已经定了"):
        actions.plan_again(actor=worker, week=week)
    undo_week(actor=worker, week=week)
    booked.refresh_from_db()
    assert (booked.session.state, Week.objects.get().state) == (SessionState.CANCELLED, WeekState.UNDONE)


def test_a_time_that_went_in_between_is_told_and_the_others_are_booked(worker, applying, roof):
    one, other = checked(worker, applying("甲", "周二19:00-20:30")), checked(worker, applying("乙", "周四19:00-20:30"))
    week = actions.plan(actor=worker, monday=MONDAY)
    spaces.book(
        actor=worker, space=roof, starts_at=clock.at(date(2024, 7, 9), 19), ends_at=clock.at(date(2024, 7, 9), 20),
        audience=Audience.PARTNER, purpose="合唱排练",
    )  # fmt: skip
    accept_week(actor=worker, week=week)
    assert (line_of(week, one).session, line_of(week, one).reason[:4]) == (None, "没约成：")
    assert line_of(week, other).session is not None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"monday": date(2024, 7, 9)}, "星期一"),
        ({"monday": date(2024, 7, 1)}, "已经开始"),
        ({"shift_minutes": 17}, "从单子里选"),
    ],
)
def test_a_week_that_cannot_be_planned_is_refused(worker, haiwan, changes, why):
    with pytest.raises(Invalid, match=why):
        actions.plan(**{"actor": worker, "monday": MONDAY, **changes})


def test_only_those_who_run_the_recruitment_plan(somebody):
    with pytest.raises(Refused):
        actions.plan(actor=somebody("黎群", Role.PARTNER), monday=MONDAY)


def test_what_became_of_a_line_is_noted_by_the_office_alone(worker, somebody, applying):
    first = applying("甲", "周二19:00-20:30")
    line = line_of(actions.plan(actor=worker, monday=MONDAY), first)
    with pytest.raises(Refused):
        actions.note_booked(actor=somebody("黎群", Role.PARTNER), line=line, session=None, reason="约好了")
    assert actions.note_booked(actor=worker, line=line, session=None, reason="没约成").reason == "没约成"


def test_of_two_times_or_two_rooms_one_suffices(worker, applying):
    hall = spaces.open_space(actor=worker, name="多功能厅")
    spaces.set_opening(
        actor=worker, space=hall, audience=Audience.PARTNER, weekdays="67", from_time=time(8), to_time=time(18)
    )
    first = applying("甲", "周六9:00-10:30")
    either = applying("乙", "周六9:00-10:30或周日9:00-10:30")
    another = applying("丙", "周六9:00-10:30", other_spaces=[hall])
    week = actions.plan(actor=worker, monday=MONDAY, shift_minutes=0)
    placed = {line.application: (line.space, line.time) for line in queries.lines_of(week)}
    assert [str(placed[each][1]) for each in (first, either)] == ["周六 09:00—10:30", "周日 09:00—10:30"]
    assert (placed[another][0], Line.objects.filter(week=week).count()) == (hall, 3)
    assert [clash for clash in recruitment.clashes() if another in (clash.one, clash.other)] == []


def test_where_somebody_comes_is_what_was_wished_until_a_week_is_accepted(worker, applying, roof):
    one, two = applying("甲", "周六9:00-10:30"), applying("乙", "周六9:00-10:30")
    assert [(space, str(when)) for space, when in queries.places_of(two)] == [(roof, "周六 09:00—10:30")]
    week = actions.plan(actor=worker, monday=MONDAY, shift_minutes=90)
    accept_week(actor=worker, week=week)
    times = {str(queries.places_of(each)[0][1]) for each in (one, two)}
    assert len(times) == 2
