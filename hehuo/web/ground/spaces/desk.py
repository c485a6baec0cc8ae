"""Spaces as the office keeps them: the week, opening hours, papers."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.spaces import actions, queries
from hehuo.domain.ground.spaces.models import Booking, Space
from hehuo.web.ground.spaces.forms import OpeningForm, OpenSpaceForm, ShutForm, SpaceForm
from hehuo.web.ground.spaces.pages import day_asked
from hehuo.web.requests import PersonRequest, fetch, powered

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week's calendar, and what is booked on it."""

    day: date
    bookings: list[Booking]


@powered(Power.KEEP_SPACES)
def week(request: PersonRequest, community: str) -> HttpResponse:
    """What is booked this week, in one space or in all."""
    spaces = {str(space.id): space for space in queries.all_spaces()}
    space = spaces.get(request.GET.get("space", ""))
    asked = day_asked(request)
    monday = asked - timedelta(days=asked.weekday())
    found: dict[date, list[Booking]] = {}
    for booking in queries.bookings_between(space, clock.at(monday), clock.at(monday + WEEK)):
        found.setdefault(clock.local(booking.starts_at).date(), []).append(booking)
    days = [Day(day, found.get(day, [])) for day in (monday + timedelta(days=number) for number in range(7))]
    context = {
        "days": days, "spaces": list(spaces.values()), "space": space, "monday": monday,
        "before": monday - WEEK, "after": monday + WEEK,
    }  # fmt: skip
    return render(request, "spaces/week.html", context)


@powered(Power.KEEP_SPACES)
def space_open(request: PersonRequest, community: str) -> HttpResponse:
    """A new space."""
    form = OpenSpaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        space = form.act(actions.open_space, actor=request.person, **form.facts)
        if space:
            messages.success(request, _("加好了。接着写什么时候给谁用。"))
            return redirect("spaces:edit", community, space.id)
    return render(request, "spaces/space_open.html", {"form": form}, status=422 if form.errors else 200)


def _edit(
    request: PersonRequest, space: Space, form: SpaceForm | None, opening: OpeningForm | None,
    shut: ShutForm | None = None,
) -> HttpResponse:  # fmt: skip
    known = {name: getattr(space, name) for name in SpaceForm.base_fields if name != "area"}
    known["area"] = None if space.area_x100 is None else space.area_x100 / 100
    context = {
        "space": space, "form": form or SpaceForm(initial=known), "opening": opening or OpeningForm(),
        "rules": list(space.opening_rules.all()), "shut": shut or ShutForm(), "closures": queries.closures_ahead(space),
    }  # fmt: skip
    return render(request, "spaces/space_edit.html", context, status=422 if form or opening or shut else 200)


@powered(Power.KEEP_SPACES)
def space_edit(request: PersonRequest, community: str, space_id: UUID) -> HttpResponse:
    """What is known of a space, and its opening hours."""
    space = fetch(queries.all_spaces(), space_id)
    if request.method != "POST":
        return _edit(request, space, None, None)
    form = SpaceForm(request.POST)
    if form.is_valid() and form.act(actions.change_space, actor=request.person, space=space, **form.facts):
        messages.success(request, _("改好了。"))
        return redirect("spaces:edit", community, space_id)
    return _edit(request, space, form, None)


@require_POST
@powered(Power.KEEP_SPACES)
def opening_set(request: PersonRequest, community: str, space_id: UUID) -> HttpResponse:
    """Hours for an audience."""
    space, form = fetch(queries.all_spaces(), space_id), OpeningForm(request.POST)
    if form.is_valid() and form.act(actions.set_opening, actor=request.person, space=space, **form.cleaned_data):
        messages.success(request, _("开放时间加好了。"))
        return redirect("spaces:edit", community, space_id)
    return _edit(request, space, None, form)


@require_POST
@powered(Power.KEEP_SPACES)
def opening_end(request: PersonRequest, community: str, space_id: UUID, rule_id: UUID) -> HttpResponse:
    """These hours hold no more."""
    rule = fetch(queries.opening_rules(), rule_id)
    actions.end_opening(actor=request.person, rule=rule)
    messages.success(request, _("这段开放时间去掉了，已经订的不变。"))
    return redirect("spaces:edit", community, space_id)


@require_POST
@powered(Power.KEEP_SPACES)
def shut(request: PersonRequest, community: str, space_id: UUID) -> HttpResponse:
    """Shut a space, or all of them, for some days."""
    space, form = fetch(queries.all_spaces(), space_id), ShutForm(request.POST)
    if form.is_valid():
        said = dict(form.cleaned_data)
        where = None if said.pop("everywhere") else space
        if form.act(actions.shut, actor=request.person, space=where, **said):
            messages.success(request, _("记下了，这几天订不了。已经订的不变，请通知他们。"))
            return redirect("spaces:edit", community, space_id)
    return _edit(request, space, None, None, form)


@require_POST
@powered(Power.KEEP_SPACES)
def closure_end(request: PersonRequest, community: str, space_id: UUID, closure_id: UUID) -> HttpResponse:
    """Open again as usual."""
    actions.end_closure(actor=request.person, closure=fetch(queries.closures(), closure_id))
    messages.success(request, _("照常开放了。"))
    return redirect("spaces:edit", community, space_id)


@require_POST
@powered(Power.KEEP_SPACES)
def booking_unused(request: PersonRequest, community: str, booking_id: UUID) -> HttpResponse:
    """Nobody came."""
    actions.mark_unused(actor=request.person, booking=fetch(queries.bookings(), booking_id))
    messages.success(request, _("记下了：订了没来。"))
    return redirect("spaces:booking", community, booking_id)
