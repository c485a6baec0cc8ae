"""A day of visits on a worker's phone: the door to knock at now, what was said there before, and the next one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.plan.visits import actions, queries
from hehuo.domain.plan.visits.kinds import VisitState
from hehuo.domain.plan.visits.models import Visit
from hehuo.web.plan.visits.forms import DoorsForm, LongForm
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.COLLECT_VOICES)
def today(request: PersonRequest, community: str) -> HttpResponse:
    """Now, next, and what came of the rest."""
    return render(request, "visits/today.html", context_of(request))


@powered(Power.COLLECT_VOICES)
def plan(request: PersonRequest, community: str) -> HttpResponse:
    """Which doors on which day: written out, or those of an estate where nobody was met for longest."""
    places, by_doors = queries.places_for(request.person), "homes" in request.POST
    doors = DoorsForm(request.POST if by_doors else None, auto_id="doors_%s")
    long = LongForm(request.POST if request.method == "POST" and not by_doors else None, places=places)
    form, action = (doors, actions.plan_visits) if by_doors else (long, actions.plan_long_unvisited)
    if request.method == "POST" and form.is_valid():
        made = form.act(action, actor=request.person, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("排好了 %(n)s 户。") % {"n": len(made)})
            return redirect("visits:today", community)
    status = 422 if form.errors else 200
    return render(request, "visits/plan.html", {"doors": doors, "long": long, "places": places}, status=status)


@require_POST
@powered(Power.COLLECT_VOICES)
def mark(request: PersonRequest, community: str, visit_id: UUID) -> HttpResponse:
    """What came of this door, or that it goes first, or that the tap was wrong: the button that was pressed says."""
    visit = fetch(queries.visits_of(request.person), visit_id)
    wanted = request.POST.get("act", "")
    if wanted == "first":
        actions.go_first(actor=request.person, visit=visit)
    elif wanted == "again":
        actions.unmark_visit(actor=request.person, visit=visit)
    else:
        state = VisitState(wanted) if wanted in VisitState.values else VisitState.PLANNED
        messages.success(request, _said(actions.mark_visit(actor=request.person, visit=visit, state=state)))
    return redirect("visits:today", community)


def context_of(request: PersonRequest) -> dict[str, object]:
    """The card of a visitor's day, for its own page and for the desk."""
    day = queries.day_of(request.person)
    now = day.waiting[0] if day.waiting else None
    door = queries.door_of(request.person, now.home) if now else None
    return {
        "day": day, "visit": now, "door": door, "next_visits": day.waiting[1:],
        "keeps_roll": access.has_power(request.person, Power.KEEP_ROLL),
    }  # fmt: skip


def _said(visit: Visit) -> str:
    return f"{visit.home.short}：{visit.get_state_display()}"
