"""Fairs as everybody reads them; and asking for a stall."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.run.fairs import actions, queries, rules
from hehuo.domain.run.fairs.kinds import StallState
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, fetch
from hehuo.web.run.fairs import forms


def fair_list(request: CommunityRequest, community: str) -> HttpResponse:
    """The fairs to come, and those that were."""
    return render(request, "fairs/fair_list.html", {"page": page_of(request, queries.shown())})


def fair_detail(request: CommunityRequest, community: str, fair_id: UUID) -> HttpResponse:
    """One fair: when, where, its stalls and what they give; a unit asks for one here. No names of people."""
    fair, person = fetch(queries.fairs(), fair_id), request.person
    form = forms.AskForm(request.POST or None)
    if person and request.method == "POST" and form.is_valid():
        stall = form.act(actions.ask_stall, actor=person, fair=fair, **form.cleaned_data)
        if stall:
            messages.success(request, _("报上了，社区答复了会告诉您。"))
            return redirect("fairs:mine", community)
    context = {
        "fair": fair, "stalls": queries.stalls_of(fair).filter(state=StallState.APPROVED), "form": form,
        "persons": queries.persons_of(fair), "may_ask": rules.may_ask(person, fair), "may_run": rules.may_run(person),
    }  # fmt: skip
    return render(request, "fairs/fair_detail.html", context, status=422 if form.errors else 200)
