"""A steward's partners, the rota and visits of each, and help: asked for, followed to its end, counted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.build.stewards import actions, queries, rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.web.build.stewards import forms
from hehuo.web.design import words
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of, powered


@powered(Power.FOLLOW_PARTNERS)
def my_partners(request: PersonRequest, community: str) -> HttpResponse:
    """The steward's day: whose help is open, who was visited when, who is due."""
    context = {"followed": queries.followed_by(request.person), "frame": frame_of(request)}
    return render(request, "stewards/my_partners.html", context)


@powered(Power.RUN_RECRUITMENT)
def help_list(request: PersonRequest, community: str) -> HttpResponse:
    """All help: how much was asked for, solved, in how many working days; each figure opens its records."""
    state = request.GET.get("state", "")
    page = page_of(request, queries.helps_in(state))
    context = {"page": page, "figures": queries.figures(), "state": state, "frame": frame_of(request)}
    return render(request, "stewards/help_list.html", context)


@entered
def help_new(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """The partner asks."""
    agreement = fetch(agreements.agreements(), agreement_id)
    rules.may_ask(request.person, agreement).or_refuse()
    form = forms.HelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.act(actions.ask_help, actor=request.person, agreement=agreement, **form.cleaned_data)
        if asked:
            messages.success(request, _("管家收到了，%s前给您回话。") % words.day(asked.due_on))
            return redirect("stewards:help", community, asked.id)
    context = {
        "form": form, "agreement": agreement, "steward": queries.on_turn(agreement), "frame": frame_of(request),
        "own": speaks_for(request.person, agreement.partner),
    }  # fmt: skip
    return render(request, "stewards/help_new.html", context, status=422 if form.errors else 200)


ACTS = {
    "take": (None, actions.take_help), "word": (forms.WordForm, actions.say_word),
    "solve": (forms.SolveForm, actions.solve_help), "confirm": (None, actions.confirm_help),
    "reopen": (forms.ReopenForm, actions.reopen_help), "withdraw": (None, actions.withdraw_help),
}  # fmt: skip


@entered
def help_detail(request: PersonRequest, community: str, help_id: UUID) -> HttpResponse:
    """One request, as both sides see it, and what each may do now."""
    asked, wanted = fetch(queries.helps(), help_id), request.POST.get("act", "")
    stewards = queries.stewards_of(asked.agreement)
    rules.may_see(request.person, asked.agreement, stewards).or_refuse()
    shown = {name: form() for name, (form, _act) in ACTS.items() if form}
    if wanted in ACTS:
        form_of, action = ACTS[wanted]
        form = form_of(request.POST) if form_of else None
        if form is None:
            action(actor=request.person, asked=asked)
        if form is None or (
            form.is_valid() and form.act(action, actor=request.person, asked=asked, **form.cleaned_data)
        ):
            return redirect("stewards:help", community, asked.id)
        shown[wanted] = form
    context = {
        "asked": asked, "words": queries.words_of(asked), "forms": shown, "frame": frame_of(request),
        "may_follow": rules.may_follow(request.person, asked.agreement, stewards),
        "may_judge": rules.may_judge(request.person, asked), "may_withdraw": rules.may_withdraw(request.person, asked),
        "own": speaks_for(request.person, asked.agreement.partner),
    }  # fmt: skip
    return render(request, "stewards/help_detail.html", context, status=422 if wanted else 200)


@entered
def followed(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """One partner as its stewards follow it: who is on turn, help, visits, the rota."""
    agreement, wanted = fetch(agreements.agreements(), agreement_id), request.POST.get("act", "")
    stewards = queries.stewards_of(agreement)
    rules.may_follow(request.person, agreement, stewards).or_refuse()
    rota = queries.rota_of(agreement)
    now = {"period": rota.period, "from_on": rota.from_on, "first": str(rota.first_id)} if rota else {}
    set_rota = forms.RotaForm(request.POST if wanted == "rota" else None, stewards=stewards, initial=now)
    visit = forms.VisitForm(request.POST if wanted == "visit" else None)
    form, action = (set_rota, actions.set_rota) if wanted == "rota" else (visit, actions.note_visit)
    if wanted and form.is_valid() and form.act(action, actor=request.person, agreement=agreement, **form.cleaned_data):
        messages.success(request, _("排好了。") if wanted == "rota" else _("记下了。"))
        return redirect("stewards:followed", community, agreement.id)
    context = {
        "agreement": agreement, "stewards": stewards, "on_turn": queries.on_turn(agreement), "rota": rota,
        "visits": queries.visits_of(agreement)[:20], "helps": queries.helps_of(agreement)[:20], "today": clock.today(),
        "set_rota": set_rota, "visit": visit, "may_set": may(request.person, Power.RUN_RECRUITMENT),
        "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "stewards/followed.html", context, status=422 if wanted else 200)
