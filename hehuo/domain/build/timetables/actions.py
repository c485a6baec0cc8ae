"""Planning a week, putting it right by hand, accepting it."""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.timetables import kinds, queries, rules
from hehuo.domain.build.timetables.kinds import WEEK_MOVES, WeekState
from hehuo.domain.build.timetables.models import Line, Week
from hehuo.domain.build.timetables.planning import Choice, Plan, Wish, plan_week
from hehuo.domain.build.timetables.queries import Applicant, Standing
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces.models import Space


@transaction.atomic
def plan(
    *, actor: Person, monday: date, shift_minutes: int = kinds.SHIFT_MINUTES, solver: str = "", key: UUID | None = None
) -> Week:
    """Plan the week of a Monday for everyone on the way in, in one press; the same key twice plans it once."""
    if key and (made := Week.objects.filter(pk=key).first()):
        return made
    rules.may_plan(actor).or_refuse()
    if monday.weekday() != 0:
        raise Invalid("monday", _("请选一个星期一。"))
    if monday <= clock.today():
        raise Invalid("monday", _("这一周已经开始了，请选以后的星期一。"))
    if shift_minutes not in kinds.SHIFTS:
        raise Invalid("shift_minutes", _("请从单子里选可以挪多少分钟。"))
    week = Week.objects.create(id=key or ids.uuid7(), monday=monday, shift_minutes=shift_minutes, made_by=actor)
    _lay(week, (), solver)
    journal.record(actor=actor, act="timetables.planned", thing=week, score=week.score, solver=week.solver)
    return week


@transaction.atomic
def plan_again(*, actor: Person, week: Week, solver: str = "") -> Week:
    """Plan a draft anew, with who is on the way in now; what is locked stays where it is."""
    week = _locked(week)
    rules.may_change(actor, week).or_refuse()
    found = list(Line.objects.filter(week=week))
    Line.objects.filter(week=week).delete()
    _lay(week, found, solver)
    journal.record(actor=actor, act="timetables.planned", thing=week, score=week.score, solver=week.solver)
    return week


@transaction.atomic
def move_line(*, actor: Person, line: Line, space: Space, weekday: int, from_time: time) -> Line:
    """Put a line by hand where the plan has a free time, and lock it there. Raises Conflict where it is not free."""
    week = _locked(line.week)
    rules.may_change(actor, week).or_refuse()
    line = queries.lines().get(pk=line.pk)
    standing = queries.standing_of(week, list(queries.lines().filter(week=week)))
    wish = next((each for each in standing.problem.wishes if each.key == str(line.application_id)), None)
    if wish is None:
        raise Conflict(_("「%s」现在不排场地，请看那一行的原因。") % line.application.name)
    choice = next(
        (
            each
            for each in standing.free(wish, line.number)
            if (each.room, each.time.weekday, each.time.starts) == (str(space.id), weekday, from_time)
        ),
        None,
    )
    if choice is None:
        raise Conflict(_("这个时间刚被占了，请另选一个空档。"))
    _put(line, choice, is_locked=True, reason=_("人手排的，锁住了。"))
    line.save()
    journal.record(
        actor=actor, act="timetables.moved", thing=week, name=line.application.name, to=f"{space.name} {choice.time}"
    )
    return line


@transaction.atomic
def lock_line(*, actor: Person, line: Line, is_locked: bool) -> Line:
    """Lock a line where it stands, or let it be planned again."""
    week = _locked(line.week)
    rules.may_change(actor, week).or_refuse()
    line = queries.lines().get(pk=line.pk)
    if line.time is None:
        raise Conflict(_("还没有时间，锁不住。请先选一个空档。"))
    line.is_locked = is_locked
    line.save(update_fields=["is_locked"])
    journal.record(
        actor=actor, act="timetables.locked" if is_locked else "timetables.unlocked", thing=week,
        name=line.application.name,
    )  # fmt: skip
    return line


@transaction.atomic
def take_out(*, actor: Person, line: Line) -> Line:
    """Take a line out of the week by hand: its time is free for others."""
    week = _locked(line.week)
    rules.may_change(actor, week).or_refuse()
    line = queries.lines().get(pk=line.pk)
    line.space, line.weekday, line.from_time, line.to_time, line.is_locked = None, None, None, None, False
    line.reason = _("人手拿下来的。")
    line.save()
    journal.record(actor=actor, act="timetables.taken_out", thing=week, name=line.application.name)
    return line


@transaction.atomic
def accept(*, actor: Person, week: Week) -> Week:
    """The plan is the office's now. Called by the flow that books what it says."""
    week = _locked(week)
    rules.may_plan(actor).or_refuse()
    if week.state == WeekState.ACCEPTED:
        return week
    WEEK_MOVES.check(WeekState(week.state), WeekState.ACCEPTED)
    week.state, week.accepted_by, week.accepted_at = WeekState.ACCEPTED, actor, clock.now()
    week.save()
    journal.record(actor=actor, act="timetables.accepted", thing=week)
    return week


@transaction.atomic
def note_booked(*, actor: Person, line: Line, session: Session | None, reason: str) -> Line:
    """Keep which session a line became, or why it could not be booked yet."""
    rules.may_plan(actor).or_refuse()
    line.session, line.reason = session, reason[:300]
    line.save(update_fields=["session", "reason"])
    return line


@transaction.atomic
def undo(*, actor: Person, week: Week) -> Week:
    """An accepted plan is taken back. Called by the flow that calls its sessions off."""
    week = _locked(week)
    rules.may_plan(actor).or_refuse()
    WEEK_MOVES.check(WeekState(week.state), WeekState.UNDONE)
    week.state = WeekState.UNDONE
    week.save(update_fields=["state"])
    journal.record(actor=actor, act="timetables.undone", thing=week)
    return week


def _lay(week: Week, before: Sequence[Line], solver: str) -> None:
    """Plan, and write a line for each time that is wanted, with its reason. Inside a transaction."""
    everyone = queries.applicants(week.shift_minutes)
    wishes = [each.wish for each in everyone if each.wish]
    known = {wish.key: len(wish.sessions) for wish in wishes}
    rooms = queries.rooms_in(week.monday)
    fixed = [each for each in queries.fixed_of(before) if each.number < known.get(each.wish, 0)]
    made = plan_week(wishes, rooms, fixed=fixed, solver=solver)
    standing = Standing.of(wishes, rooms, made)
    lines = [line for applicant in everyone for line in _lines(week, applicant, made, standing)]
    Line.objects.bulk_create(lines)
    week.score, week.solver, week.planned_at = made.score, made.solver, clock.now()
    week.save(update_fields=["score", "solver", "planned_at"])


def _lines(week: Week, applicant: Applicant, made: Plan, standing: Standing) -> list[Line]:
    application, wish = applicant.application, applicant.wish
    if wish is None:
        return [Line(week=week, application=application, number=0, reason=applicant.why_none[:300])]
    placed = {each.number: each for each in made.placed if each.wish == wish.key}
    lines = []
    for number, choices in enumerate(wish.sessions):
        line = Line(
            week=week, application=application, number=number, wanted=choices[0].time.as_data(), weight=wish.weight
        )
        if each := placed.get(number):
            _put(line, each.choice, is_locked=each.is_locked, reason=_why_there(wish, number, each.choice, standing))
        else:
            line.reason = f"{standing.why(wish, number)}{_nearest(standing, standing.free(wish, number))}"[:300]
        lines.append(line)
    return lines


def _why_there(wish: Wish, number: int, choice: Choice, standing: Standing) -> str:
    wanted = wish.sessions[number][0]
    if (choice.room, choice.time) == (wanted.room, wanted.time):
        return _("就是想要的时间。")
    if any((choice.room, choice.time) == (each.room, each.time) for each in wish.sessions[number] if not each.distance):
        return _("说过这样也行的那一个。")
    return _("想要的是 %(wanted)s，%(why)s") % {"wanted": wanted.time, "why": standing.why(wish, number)}


def _nearest(standing: Standing, free: Sequence[Choice]) -> str:
    if not free:
        return _("这一周没有同样长的空档。")
    return _("最近的空档是%(room)s %(time)s。") % {
        "room": standing.problem.rooms[free[0].room].name,
        "time": free[0].time,
    }


def _put(line: Line, choice: Choice, *, is_locked: bool, reason: str) -> None:
    line.space_id = UUID(choice.room)
    line.weekday, line.from_time, line.to_time = choice.time.weekday, choice.time.starts, choice.time.ends
    line.is_locked, line.reason = is_locked, reason[:300]


def _locked(week: Week) -> Week:
    return Week.objects.select_for_update().get(pk=week.pk)
