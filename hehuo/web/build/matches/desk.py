"""The desk: three lists side by side, what fits a need or a resource and why, and many that want the same."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.domain.build.matches import actions, queries, rules, suggesting
from hehuo.domain.build.matches.kinds import MatchState
from hehuo.domain.build.matches.suggesting import Suggestion
from hehuo.domain.build.resources import queries as resources
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.plan.needs import queries as needs
from hehuo.web.build.matches.forms import PlanForm, TurnForm, WishForm
from hehuo.web.build.resources.pages import asked
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered

WAITING = 20


@powered(Power.SORT_NEEDS)
def desk(request: PersonRequest, community: str) -> HttpResponse:
    """Needs, resources and projects side by side, what links them, and what waits for an answer."""
    context = {"lists": queries.lists(), "waiting": queries.waiting()[:WAITING], "list": asked_list(request)}
    return render(request, "matches/desk.html", context)


@powered(Power.SORT_NEEDS)
def all_matches(request: PersonRequest, community: str) -> HttpResponse:
    """Every match by its state."""
    counts, state = queries.counts(), asked(MatchState, request, "state")
    states = [(each, counts.get(each, 0)) for each in MatchState]
    context = {"page": page_of(request, queries.of_state(state)), "states": states, "state": state}
    return render(request, "matches/match_list.html", context)


@powered(Power.SORT_NEEDS)
def for_need(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """What fits a need, ranked, each with why; who is asked by one press; what it asks for more exactly."""
    need, wanted = fetch(needs.visible_to(request.person), need_id), request.POST.get("act", "")
    found, wish = suggesting.for_need(need), queries.wish_of(need)
    form = WishForm(request.POST if wanted == "wish" else None, initial=WishForm.as_told(wish))
    if wanted == "ask" and _asked(request, found):
        return redirect("matches:need", community, need.id)
    sent = wanted == "wish" and form.is_valid()
    if sent and form.act(actions.say_wish, actor=request.person, need=need, **form.cleaned_data):
        messages.success(request, _("记下了，下面按这个重新排了。"))
        return redirect("matches:need", community, need.id)
    context = {
        "need": need, "found": found, "form": form, "wish": wish, "matches": queries.of_need(need),
        "is_open": rules.is_open(need),
    }  # fmt: skip
    return render(request, "matches/need.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
def for_resource(request: PersonRequest, community: str, resource_id: UUID) -> HttpResponse:
    """Which needs a resource would serve, ranked, each with why."""
    resource = fetch(resources.visible_to(request.person), resource_id)
    may_offer = rules.may_offer(resource)
    found = suggesting.for_offer(resource) if may_offer else []
    if request.method == "POST" and _asked(request, found):
        return redirect("matches:resource", community, resource.id)
    context = {"resource": resource, "found": found, "matches": queries.of_resource(resource), "may_offer": may_offer}
    return render(request, "matches/resource.html", context)


@powered(Power.SORT_NEEDS)
def plan(request: PersonRequest, community: str) -> HttpResponse:
    """Many want the same: one proposal for all, with why; changed by hand; then everyone is asked."""
    choices = suggesting.plan()
    form = PlanForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        asking = form.act(actions.ask_many, actor=request.person, chosen=form.chosen())
        if asking is not None:
            messages.success(request, _("请了 %s 家，等他们答应。") % len(asking))
            return redirect("matches:desk", community)
    return render(request, "matches/plan.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def turn(request: PersonRequest, community: str, match_id: UUID) -> HttpResponse:
    """What was agreed on becomes a project."""
    match = fetch(queries.visible_to(request.person), match_id)
    first = {"title": match.need.title[:40], "why": (match.need.wording or match.need.title)[:400]}
    form = TurnForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = form.act(actions.turn_into_project, actor=request.person, match=match, **form.cleaned_data)
        if made:
            messages.success(request, _("起好了，编号 %s。") % made.number)
            return redirect("projects:manage", community, made.id)
    return render(request, "matches/turn.html", {"match": match, "form": form}, status=422 if form.errors else 200)


def asked_list(request: PersonRequest) -> str:
    """Which of the three lists a phone shows; the first without a word."""
    wanted = request.GET.get("list", "")
    return wanted if wanted in ("needs", "resources", "projects") else "needs"


def _asked(request: PersonRequest, found: list[Suggestion]) -> bool:
    """Ask the one that was pressed, out of what is suggested."""
    pressed = request.POST.get("pair", "")
    each = next((one for one in found if f"{one.need.pk}.{one.offer.pk}" == pressed), None)
    if each is None:
        raise Missing(_("这一条已经不在建议里了，请看看新的。"))
    given = {"resource" if each.is_resource else "partner": each.offer}
    actions.ask_match(actor=request.person, need=each.need, **given)
    messages.success(request, _("请了「%s」，三天内等他答复。") % each.offer)
    return True
