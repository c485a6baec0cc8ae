"""Absences without a word: one's own record, and the office's page of who waits last."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.sessions import absences, actions
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of, powered


class RuleForm(ActForm):
    times = forms.IntegerField(label=_("没来几次"), min_value=2, max_value=absences.MOST)
    within_days = forms.IntegerField(label=_("在多少天里"), min_value=1, max_value=absences.MOST)
    rests_days = forms.IntegerField(
        label=_("之后多少天只排候补"), min_value=0, max_value=absences.MOST, help_text=_("写 0 就是不用这一条。")
    )


class LiftForm(ActForm):
    why = forms.CharField(label=_("为什么恢复"), max_length=120)


@entered
def absences_mine(request: PersonRequest, community: str) -> HttpResponse:
    """My own record: what counts, and until when."""
    context = {"record": absences.record_of(request.person), "rule": absences.rule()}
    return render(request, "sessions/absences_mine.html", context)


def _desk(request: PersonRequest, **form: ActForm) -> HttpResponse:
    rule = absences.rule()
    start = {name: getattr(rule, name) for name in RuleForm.base_fields}
    context = {
        "resting": absences.resting(), "rule": rule, "frame": frame_of(request), "lift_form": LiftForm(),
        "form": RuleForm(initial=start), **form,
    }  # fmt: skip
    return render(request, "sessions/absences_desk.html", context, status=422 if form else 200)


@powered(Power.RUN_SESSIONS)
def absences_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Who waits last today and since when, and the community's numbers."""
    form = RuleForm(request.POST or None)
    if request.method != "POST":
        return _desk(request)
    if form.is_valid() and form.act(actions.change_absence_rule, actor=request.person, **form.cleaned_data):
        messages.success(request, _now("改好了，从现在起就按这个算。"))
        return redirect("sessions:absences_desk", community)
    return _desk(request, form=form)


@require_POST
@powered(Power.RUN_SESSIONS)
def rest_lift(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """Let somebody sign up as before, with a reason."""
    person, form = fetch(people.present(), person_id), LiftForm(request.POST)
    if form.is_valid() and form.act(actions.lift_rest, actor=request.person, person=person, **form.cleaned_data):
        messages.success(request, _now("%s可以照常报名了。") % person.name)
        return redirect("sessions:absences_desk", community)
    return _desk(request, lift_form=form)
