"""Support: in public, at the desk, one with each use of it, and taking a use back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.judge.support import actions, queries, rules
from hehuo.domain.judge.support.kinds import GrantState
from hehuo.web.judge.support import forms
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of, powered


def support_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What was granted to whom, as everyone may read it."""
    context = {"page": page_of(request, queries.granted()), "least": queries.least_stars()}
    return render(request, "support/support_list.html", context)


@entered
def support_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Everything that was asked for, and asking; from how many stars on."""
    _may_tend(request.person)
    wanted = request.POST.get("act", "")
    ask = forms.AskForm(request.POST if wanted == "ask" else None)
    least = forms.ThresholdForm(request.POST if wanted == "least" else None, initial={"stars": queries.least_stars()})
    form, action = (least, actions.set_threshold) if wanted == "least" else (ask, actions.ask_support)
    if wanted and form.is_valid() and form.act(action, actor=request.person, **form.cleaned_data):
        messages.success(request, _("定好了。") if wanted == "least" else _("送上去了，等书记批。"))
        return redirect("support:desk", community)
    context = {
        "page": page_of(request, queries.supports()), "ask": ask, "least": least, "stars": queries.least_stars(),
        "may_set": may(request.person, Power.SIGN_AGREEMENTS), "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "support/support_desk.html", context, status=422 if form.errors else 200)


def support_detail(request: CommunityRequest, community: str, support_id: UUID) -> HttpResponse:
    """One support with each use behind its figure; granted ones are everyone's, the rest is the office's."""
    support, wanted, person = fetch(queries.supports(), support_id), request.POST.get("act", ""), request.person
    if support.state != GrantState.GRANTED:
        _may_tend(person)
    decide = forms.DecideForm(request.POST if wanted == "decide" else None)
    use = forms.UseForm(request.POST if wanted == "use" else None)
    form, action = (decide, actions.decide_support) if wanted == "decide" else (use, actions.note_use)
    if person and wanted and form.is_valid() and form.act(action, actor=person, support=support, **form.cleaned_data):
        return redirect("support:detail", community, support.id)
    tends = person is not None and bool(may(person, Power.FOLLOW_PARTNERS) or may(person, Power.RUN_RECRUITMENT))
    context = {
        "support": support, "uses": queries.uses_of(support), "decide": decide, "use": use, "tends": tends,
        "may_decide": rules.may_decide(person, support, assessed=queries.assessed(support.partner)),
        "may_reverse": may(person, Power.RUN_RECRUITMENT),
        "frame": frame_of(request) if person else "frames/inner.html",  # type: ignore[arg-type]  # it was asked for
    }  # fmt: skip
    return render(request, "support/support_detail.html", context, status=422 if wanted else 200)


@powered(Power.RUN_RECRUITMENT)
def use_reverse(request: PersonRequest, community: str, use_id: UUID) -> HttpResponse:
    """Take one use back, with the reason."""
    use, form = fetch(queries.uses(), use_id), forms.WhyForm(request.POST or None)
    rules.may_reverse(request.person, use).or_refuse()
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.reverse_use, actor=request.person, use=use, **form.cleaned_data):
        return redirect("support:detail", community, use.support_id)
    context = {"use": use, "form": form, "frame": frame_of(request)}
    return render(request, "support/use_reverse.html", context, status=422 if form.errors else 200)


def _may_tend(person: Person | None) -> None:
    """Stewards and the office; others hear who does it."""
    if not may(person, Power.FOLLOW_PARTNERS):
        may(person, Power.RUN_RECRUITMENT).or_refuse()
