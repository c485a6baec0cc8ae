"""The plan of a week: made in one press, put right by hand, printed, accepted, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import HehuoError
from hehuo.domain.build.timetables import actions, queries
from hehuo.domain.build.timetables.models import Line, Week
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.flows.accept_week import accept_week
from hehuo.flows.undo_week import undo_week
from hehuo.web.build.timetables.forms import LineForm, PlanForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered

RUN = powered(Power.RUN_RECRUITMENT)


@dataclass(slots=True)
class Row:
    """A room's week: seven days, each with its lines in order of time."""

    name: str
    days: list[list[Line]] = field(default_factory=lambda: [[] for _day in range(7)])


@RUN
def week_list(request: PersonRequest, community: str) -> HttpResponse:
    """All plans, and the form that makes the next one in one press."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        week = form.act(
            actions.plan, actor=request.person, monday=said["monday"], shift_minutes=said["shift_minutes"],
            solver=said.get("solver", ""), key=said["key"],
        )  # fmt: skip
        if week:
            return redirect("timetables:detail", community, week.id)
    context = {"form": form, "page": page_of(request, queries.weeks())}
    return render(request, "timetables/week_list.html", context, status=422 if form.errors else 200)


@RUN
def week_detail(request: PersonRequest, community: str, week_id: UUID) -> HttpResponse:
    """The rooms of a week beside each other, and who found no place, with the reason and what is free."""
    week = fetch(queries.weeks(), week_id)
    lines = queries.lines_of(week)
    return render(request, "timetables/week_detail.html", _shown(week, lines) | {"offers": _offers(week, lines)})


def _shown(week: Week, lines: Sequence[Line]) -> dict[str, Any]:
    """What page and paper share."""
    rows: dict[UUID | None, Row] = {}
    for line in lines:
        if line.time and line.space:
            rows.setdefault(line.space_id, Row(line.space.name)).days[line.time.weekday].append(line)
    applicants = {line.application_id for line in lines if line.wanted}
    placed = {line.application_id for line in lines if line.time}
    return {
        "week": week, "days": _days(week.monday), "rows": sorted(rows.values(), key=lambda row: row.name),
        "lines": lines, "left": [line for line in lines if line.time is None],
        "applicants": len(applicants), "placed": len(placed),
    }  # fmt: skip


def _days(monday: date) -> list[date]:
    return [monday + timedelta(days=number) for number in range(7)]


def _offers(week: Week, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Each line of a draft with the free times that it may be moved to."""
    if week.state != "draft":
        return []
    standing = queries.standing_of(week, lines)
    names = {str(space.id): space.name for space in spaces.open_spaces()}
    return [
        {
            "line": line,
            "free": [
                (f"{each.room}|{each.time.weekday}|{each.time.starts:%H:%M}", f"{names[each.room]} {each.time}")
                for each in queries.free_for(line, standing)
            ],
        }
        for line in lines
    ]


@RUN
def week_print(request: PersonRequest, community: str, week_id: UUID) -> HttpResponse:
    """The week on a sheet of paper to hang up."""
    week = fetch(queries.weeks(), week_id)
    return render(request, "timetables/week_print.html", _shown(week, queries.lines_of(week)))


@RUN
@require_POST
def week_again(request: PersonRequest, community: str, week_id: UUID) -> HttpResponse:
    """Plan a draft anew round what is locked."""
    week = actions.plan_again(actor=request.person, week=fetch(queries.weeks(), week_id))
    messages.success(request, _("重新排好了，锁住的没有动。"))
    return redirect("timetables:detail", community, week.id)


@RUN
@require_POST
def week_accept(request: PersonRequest, community: str, week_id: UUID) -> HttpResponse:
    """Accept a plan: trials are booked."""
    week = accept_week(actor=request.person, week=fetch(queries.weeks(), week_id))
    booked = sum(line.session is not None for line in queries.lines_of(week))
    messages.success(request, _("定了。约好 %s 场试课，其余的看每行的说明。") % booked)
    return redirect("timetables:detail", community, week.id)


@RUN
@require_POST
def week_undo(request: PersonRequest, community: str, week_id: UUID) -> HttpResponse:
    """Take an accepted plan back."""
    week = undo_week(actor=request.person, week=fetch(queries.weeks(), week_id))
    messages.success(request, _("撤回了。没办的试课都取消，报了名的人收到了通知。"))
    return redirect("timetables:detail", community, week.id)


@RUN
@require_POST
def line_change(request: PersonRequest, community: str, line_id: UUID) -> HttpResponse:
    """One line by hand: to a free time, locked, let go, out."""
    line = fetch(queries.lines(), line_id)
    form = LineForm(request.POST)
    if form.is_valid():
        try:
            _change(request, line, form)
        except HehuoError as error:
            messages.error(request, error.say)
    return redirect("timetables:detail", community, line.week_id)


def _change(request: PersonRequest, line: Line, form: LineForm) -> None:
    act, target = form.cleaned_data["act"], form.target()
    if act == "out":
        actions.take_out(actor=request.person, line=line)
    elif act in {"lock", "unlock"}:
        actions.lock_line(actor=request.person, line=line, is_locked=act == "lock")
    elif target is None:
        messages.error(request, _("请先选一个空档。"))
    else:
        room, weekday, begins = target
        space = fetch(spaces.all_spaces(), room)
        actions.move_line(actor=request.person, line=line, space=space, weekday=weekday, from_time=begins)
