"""The office's list of resources, entering one, and the steps of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core.errors import Missing
from hehuo.domain.build.resources import queries, rules
from hehuo.domain.build.resources.actions import resources as actions
from hehuo.domain.build.resources.kinds import State
from hehuo.domain.ground.access.kinds import Power
from hehuo.web.build.resources.forms import EnterForm, NoForm, RenewForm, WhyForm
from hehuo.web.build.resources.pages import asked
from hehuo.web.forms import ActForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of, powered


@dataclass(frozen=True, slots=True)
class Step:
    """One act on a resource: its form, its action, its words."""

    form: type[ActForm]
    action: Callable[..., Any]
    title: Promise
    word: Promise
    look: str = "button--main"


_w = gettext_lazy
STEPS = {
    "list": Step(NoForm, actions.list_resource, _w("放上清单"), _w("放上清单")),
    "refuse": Step(WhyForm, actions.refuse_resource, _w("不放上清单"), _w("不放"), "button--warn"),
    "pause": Step(WhyForm, actions.pause_resource, _w("先停一停"), _w("先停")),
    "take-back": Step(WhyForm, actions.take_back_resource, _w("收回"), _w("收回"), "button--warn"),
    "end": Step(WhyForm, actions.end_resource, _w("从清单上拿下来"), _w("拿下来"), "button--warn"),
    "renew": Step(RenewForm, actions.renew_resource, _w("续一段时间"), _w("续")),
}


@powered(Power.SORT_NEEDS)
def desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every resource by its state, what waits first."""
    counts, state = queries.counts(), asked(State, request, "state")
    states = [(each, counts.get(each, 0)) for each in State]
    page = page_of(request, queries.of_state(state))
    waiting = queries.of_state(State.OFFERED)[:50] if state is None else []
    context = {"page": page, "states": states, "state": state, "waiting": waiting}
    return render(request, "resources/desk.html", context)


@powered(Power.SORT_NEEDS)
def enter(request: PersonRequest, community: str) -> HttpResponse:
    """Note what a unit or a neighbour gives."""
    form = EnterForm(request.POST or None, request.FILES or None)
    said = form.said() if request.method == "POST" and form.is_valid() else None
    more = {name: form.cleaned_data[name] for name in ("giver", "channel", "photos", "key")} if said else {}
    if said and (made := form.act(actions.enter_resource, actor=request.person, said=said, **more)):
        messages.success(request, _("记下了，编号 %s。") % made.number)
        return redirect("resources:detail", community, made.id)
    return render(request, "resources/resource_enter.html", {"form": form}, status=422 if form.errors else 200)


@entered
def step(request: PersonRequest, community: str, resource_id: UUID, act: str) -> HttpResponse:
    """List, refuse, pause, take back, end or renew, each on a page that asks what it needs."""
    resource, found = fetch(queries.visible_to(request.person), resource_id), STEPS.get(act)
    if found is None:
        raise Missing(_("没有这一步。请从这条资源的页面再点一次。"))
    rules.may_change(request.person, resource).or_refuse()
    form = found.form(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(found.action, actor=request.person, resource=resource, **form.cleaned_data):
        messages.success(request, _("办好了。"))
        return redirect("resources:desk" if rules.may_keep(request.person) else "resources:mine", community)
    context = {"resource": resource, "form": form, "step": found, "act": act, "frame": frame_of(request)}
    return render(request, "resources/step.html", context, status=422 if form.errors else 200)


@powered(Power.SEE_SENSITIVE)
def phone(request: PersonRequest, community: str, resource_id: UUID) -> HttpResponse:
    """The giver's number, with the reason for looking."""
    resource, form = fetch(queries.resources(), resource_id), WhyForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    number = (
        form.act(actions.show_phone, actor=request.person, resource=resource, **form.cleaned_data) if sent else None
    )
    context = {"resource": resource, "form": form, "number": number, "frame": frame_of(request)}
    return render(request, "resources/phone.html", context, status=422 if form.errors else 200)
