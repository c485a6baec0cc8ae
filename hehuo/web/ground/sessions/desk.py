"""Sessions as those who run them see them: who comes, how many places, the papers, the end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import HehuoError, Refused
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.sessions import actions, queries, rules, sheets
from hehuo.domain.ground.sessions.kinds import SessionKind, SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.flows.sign_up_chain import sign_up_chain
from hehuo.web.ground.sessions.forms import CancelForm, CapacityForm, ChainForm, PlanForm, SheetForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch

BLANK_LINES = 12


def _frame(request: PersonRequest) -> str:
    """The desk for the office; a partner has no desk, and gets the phone's frame."""
    return "frames/desk.html" if access_rules.may(request.person, Power.SEE_DESK) else "frames/inner.html"


@entered
def session_desk_list(request: PersonRequest, community: str) -> HttpResponse:
    """The sessions one runs: all for the office, one's own for a leader; those behind wait for their list."""
    runs_all = access_rules.may(request.person, Power.RUN_SESSIONS)
    past = request.GET.get("when") == "past"
    found = queries.past() if past else queries.upcoming()
    if not runs_all:
        found = found.filter(leader=request.person)
    context = {"page": page_of(request, found), "past": past, "runs_all": runs_all, "frame": _frame(request)}
    return render(request, "sessions/desk_list.html", context)


@entered
def session_plan(request: PersonRequest, community: str, booking_id: UUID) -> HttpResponse:
    """Open a booked time for sign-up."""
    booking = fetch(spaces.bookings(), booking_id)
    rules.may_plan(request.person, booking).or_refuse()
    start = {"title": booking.purpose, "capacity": booking.space.seats, "kind": SessionKind.MEETING}
    form = PlanForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = {"actor": request.person, "booking": booking, "leader": booking.booked_by, **form.own}
        session = form.act(actions.plan_session, **said)
        if session:
            return redirect("sessions:people", community, session.id)
    context = {"booking": booking, "form": form, "frame": _frame(request)}
    return render(request, "sessions/session_plan.html", context, status=422 if form.errors else 200)


def _run(request: PersonRequest, session_id: UUID) -> Session:
    session = fetch(queries.sessions(), session_id)
    rules.may_see_names(request.person, session).or_refuse()
    return session


def _people(request: PersonRequest, session: Session, **forms: Any) -> HttpResponse:
    context = {
        "session": session, "lines": page_of(request, queries.people_in(session)),
        "counts": queries.counts_of(session), "may_run": rules.may_run(request.person, session),
        "may_set_conditions": rules.may_set_conditions(request.person, session),
        "may_check_in": rules.may_check_in(request.person, session),
        "frame": _frame(request), "capacity_form": CapacityForm(initial={"capacity": session.capacity}),
        "may_chain": session.state == SessionState.PLANNED and access_rules.may(request.person, Power.CHECK_IN),
        "cancel_form": CancelForm(), **forms,
    }  # fmt: skip
    return render(request, "sessions/people.html", context, status=422 if forms else 200)


@entered
def session_people(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Who comes, who waits, who came: names, and masked phones only."""
    return _people(request, _run(request, session_id))


@require_POST
@entered
def capacity_change(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """More or fewer places."""
    session, form = _run(request, session_id), CapacityForm(request.POST)
    if form.is_valid() and form.act(
        actions.change_capacity, actor=request.person, session=session, capacity=form.cleaned_data["capacity"]
    ):
        messages.success(request, _("名额改好了。"))
        return redirect("sessions:people", community, session_id)
    return _people(request, session, capacity_form=form)


@require_POST
@entered
def session_cancel(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Call a session off; everybody on its list is told."""
    session, form = _run(request, session_id), CancelForm(request.POST)
    if form.is_valid() and form.act(
        actions.cancel_session, actor=request.person, session=session, reason=form.cleaned_data["reason"]
    ):
        messages.success(request, _("取消了，报了名的人都会收到消息。"))
        return redirect("sessions:people", community, session_id)
    return _people(request, session, cancel_form=form)


@require_POST
@entered
def session_hold(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """The session took place: its list is closed."""
    actions.hold_session(actor=request.person, session=_run(request, session_id))
    messages.success(request, _("名单关上了，没签到的记为没来。一周内还可以补签。"))
    return redirect("sessions:people", community, session_id)


@entered
def sign_in_sheet(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """The list on paper, to sign by hand, with blank lines for those who come without a name on it."""
    session = _run(request, session_id)
    lines = list(queries.people_in(session).filter(state__in=[SignUpState.SEATED, SignUpState.CAME])[:40])
    context = {"session": session, "lines": lines, "blank": range(max(BLANK_LINES - len(lines), 4))}
    return render(request, "sessions/sheet_print.html", context | {"a3": request.GET.get("paper") == "a3"})


@entered
def sheet_copy(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """A sheet that was signed by hand, typed back in one go: ticks, and lines for those who walked in."""
    session = _run(request, session_id)
    rules.may_check_in(request.person, session).or_refuse()
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unclear = form.act(sheets.copy_sheet, actor=request.person, session=session, **form.copied)
        if unclear is not None:
            messages.success(request, _copied(len(unclear)))
            return redirect("sessions:sheet_copy", community, session_id)
    lines = queries.people_in(session).exclude(state=SignUpState.CANCELLED)
    context = {
        "session": session, "lines": lines, "form": form, "frame": _frame(request),
        "walk_ins": queries.walk_ins_of(session), "ticked": set(request.POST.getlist("came")),
        "posted": bool(form.errors),
    }  # fmt: skip
    return render(request, "sessions/sheet_copy.html", context, status=422 if form.errors else 200)


def _copied(unclear: int) -> str:
    return _("补录好了，还有 %d 位没认出来，留在下面。") % unclear if unclear else _("补录好了。")


@entered
def chain_paste(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """A chain from the group, pasted: who has a seat, who waits, who left, who needs a person."""
    session = _run(request, session_id)
    access_rules.may(request.person, Power.CHECK_IN).or_refuse()
    form, outcome = ChainForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        outcome = form.act(sign_up_chain, actor=request.person, session=session, **form.cleaned_data)
    context = {"session": session, "form": form, "outcome": outcome, "frame": _frame(request)}
    return render(request, "sessions/chain_paste.html", context, status=422 if form.errors else 200)


@require_POST
@entered
def walk_in_match(request: PersonRequest, community: str, session_id: UUID, walk_in_id: UUID) -> HttpResponse:
    """Say who somebody on the sheet was."""
    session = _run(request, session_id)
    walk_in = fetch(queries.walk_ins_of(session), walk_in_id)
    try:
        sheets.match_walk_in(actor=request.person, walk_in=walk_in, written=request.POST.get("written", ""))
        messages.success(request, _("认出来了，算到场。"))
    except HehuoError as error:
        messages.error(request, error.say)
    return redirect("sessions:sheet_copy", community, session_id)


@entered
def door_poster(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """The door's code on paper: it opens this session only, and only around its time."""
    session = _run(request, session_id)
    if not (allowed := rules.may_run(request.person, session)):
        raise Refused(allowed.reason)
    context = {"session": session, "a3": request.GET.get("paper") == "a3"}
    return render(request, "sessions/poster_print.html", context)
