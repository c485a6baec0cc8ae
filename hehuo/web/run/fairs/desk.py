"""The office's side of fairs: planning, answers, figures, papers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.run.fairs import actions, queries, rules
from hehuo.domain.run.fairs.kinds import StallState
from hehuo.domain.run.fairs.models import Fair, Stall
from hehuo.web.forms import ActForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered
from hehuo.web.run.fairs import forms

PLACES = 12  # on the plan, at least


@powered(Power.RUN_SESSIONS)
def fair_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every fair, the latest first, with what waits for an answer; and the ways to the year and the lists."""
    context = {"page": page_of(request, queries.fairs().order_by("-on", "-id")), "year": clock.today().year}
    return render(request, "fairs/fair_desk.html", context)


@powered(Power.RUN_SESSIONS)
def fair_new(request: PersonRequest, community: str) -> HttpResponse:
    """Plan a fair; units may ask for stalls from then on."""
    form = forms.FairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fair = form.act(actions.plan_fair, actor=request.person, **form.cleaned_data)
        if fair:
            messages.success(request, _("集市定好了，各单位可以报摊位了。"))
            return redirect("fairs:manage", community, fair.id)
    return render(request, "fairs/fair_new.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.RUN_SESSIONS)
def kind_list(request: PersonRequest, community: str) -> HttpResponse:
    """The kinds of service, and one more."""
    form = forms.KindForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.add_kind, actor=request.person, **form.cleaned_data):
        messages.success(request, _("加上了。"))
        return redirect("fairs:kinds", community)
    context = {"kinds": queries.kinds(), "form": form}
    return render(request, "fairs/kind_list.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_SESSIONS)
def fair_manage(request: PersonRequest, community: str, fair_id: UUID) -> HttpResponse:
    """One fair: who waits for an answer, the stalls with their person-times, persons, and calling it off."""
    fair, act = fetch(queries.fairs(), fair_id), request.POST.get("act", "")
    shown: dict[str, ActForm] = {
        "add": forms.AddForm(request.POST if act == "add" else None),
        "persons": forms.PersonsForm(request.POST if act == "persons" else None),
        "cancel": forms.WhyForm(request.POST if act == "cancel" else None),
    }
    if act in shown and shown[act].is_valid() and _managed(request, fair, act, shown[act]):
        return redirect("fairs:manage", community, fair.id)
    context = {
        "fair": fair, "stalls": queries.stalls_of(fair).exclude(state=StallState.ASKED), "forms": shown,
        "asked": queries.stalls_of(fair).filter(state=StallState.ASKED), "persons": queries.persons_of(fair),
    }  # fmt: skip
    return render(request, "fairs/fair_manage.html", context, status=422 if act in shown else 200)


def _managed(request: PersonRequest, fair: Fair, act: str, form: ActForm) -> bool:
    """What was asked for on the page of a fair, done or refused with the reason in its form."""
    does, said = {
        "add": (actions.add_stall, _("加上了。")), "persons": (actions.note_persons, _("人数记下了。")),
        "cancel": (actions.cancel_fair, _("取消了，报了摊位的人都会收到消息。")),
    }[act]  # fmt: skip
    if form.act(does, actor=request.person, fair=fair, **form.cleaned_data) is None:
        return False
    messages.success(request, said)
    return True


@powered(Power.RUN_SESSIONS)
def stall_desk(request: PersonRequest, community: str, stall_id: UUID) -> HttpResponse:
    """One stall: the answer, its place, its figure with every line behind it."""
    stall, act = fetch(queries.stalls(), stall_id), request.POST.get("act", "")
    shown: dict[str, ActForm] = {
        "approve": forms.NumberForm(request.POST if act == "approve" else None),
        "decline": forms.WhyForm(request.POST if act == "decline" else None),
        "place": forms.NumberForm(request.POST if act == "place" else None, initial={"number": stall.number}),
        "total": forms.TotalForm(request.POST if act == "total" else None),
        "fix": forms.FixForm(request.POST if act == "fix" else None, initial={"visits": stall.visits}),
        "away": ActForm(request.POST if act == "away" else None),
    }
    if act in shown and shown[act].is_valid() and _answered(request, stall, act, shown[act]):
        return redirect("fairs:stall_desk", community, stall.id)
    context = {
        "stall": stall, "forms": shown, "lines": queries.counts_of(stall), "fault": shown["away"].errors,
        "may_answer": rules.may_answer(request.person, stall), "may_count": rules.may_count(request.person, stall),
        "may_fix": rules.may_fix(request.person, stall),
    }  # fmt: skip
    return render(request, "fairs/stall_desk.html", context, status=422 if act in shown else 200)


def _answered(request: PersonRequest, stall: Stall, act: str, form: ActForm) -> bool:
    """What was asked for on the page of a stall; False where it was refused, with the reason in its form."""
    does = {
        "approve": actions.approve_stall, "decline": actions.decline_stall, "place": actions.place_stall,
        "total": actions.note_total, "fix": actions.correct, "away": actions.mark_away,
    }[act]  # fmt: skip
    form.act(does, actor=request.person, stall=stall, **form.cleaned_data)
    if form.errors:
        return False
    messages.success(request, _("记下了。"))
    return True


@powered(Power.RUN_SESSIONS)
def plan_print(request: PersonRequest, community: str, fair_id: UUID) -> HttpResponse:
    """The plan of the stalls on paper: a box a place."""
    fair = fetch(queries.fairs(), fair_id)
    if fair.cancelled_why:
        raise Missing(_("这一场集市取消了。"))
    stalls = list(queries.stalls_of(fair).filter(state=StallState.APPROVED))
    by_number = {stall.number: stall for stall in stalls if stall.number}
    boxes = [(number, by_number.get(number)) for number in range(1, max([PLACES, *by_number]) + 1)]
    context = {
        "fair": fair, "rows": [boxes[at : at + 3] for at in range(0, len(boxes), 3)],
        "loose": [stall for stall in stalls if not stall.number], "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "fairs/plan_print.html", context)


@powered(Power.RUN_SESSIONS)
def poster_print(request: PersonRequest, community: str, fair_id: UUID) -> HttpResponse:
    """The fair on the wall: when, where, what there is, and the code to read on."""
    fair = fetch(queries.fairs(), fair_id)
    stalls = queries.stalls_of(fair).filter(state=StallState.APPROVED)
    context = {"fair": fair, "stalls": stalls, "a3": request.GET.get("paper") == "a3"}
    return render(request, "fairs/poster_print.html", context)
