"""The decision at the table: figures in view, a word of each member, posting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Refused
from hehuo.domain.build.recruitment import assessed, queries, rules
from hehuo.domain.build.recruitment.actions import decisions
from hehuo.domain.build.recruitment.kinds import Answer
from hehuo.domain.build.recruitment.models import Decision
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.web.build.recruitment.forms import AnswerForm, MembersForm, StepBackForm
from hehuo.web.requests import PersonRequest, entered, fetch, powered


@entered
def decision_detail(request: PersonRequest, community: str, decision_id: UUID) -> HttpResponse:
    """The sitting, for its members and for those who run the recruitment."""
    return _show(request, fetch(queries.decisions(), decision_id), AnswerForm(), StepBackForm())


@entered
def seat_detail(request: PersonRequest, community: str, seat_id: UUID) -> HttpResponse:
    """A member's duty leads to the sitting."""
    return redirect("recruitment:decision", community, fetch(queries.seats(), seat_id).decision_id)


@entered
@require_POST
def decision_answer(request: PersonRequest, community: str, decision_id: UUID) -> HttpResponse:
    """A member's yes, no or abstention."""
    decision = fetch(queries.decisions(), decision_id)
    form = AnswerForm(request.POST)
    if form.is_valid() and form.act(
        decisions.answer_decision, actor=request.person, decision=decision,
        answer=Answer(form.cleaned_data["answer"]), opinion=form.cleaned_data["opinion"],
    ):  # fmt: skip
        messages.success(request, _("记下了。"))
        return redirect("recruitment:decision", community, decision.id)
    return _show(request, decision, form, StepBackForm())


@entered
@require_POST
def decision_step_back(request: PersonRequest, community: str, decision_id: UUID) -> HttpResponse:
    """A member declares an interest and steps back."""
    decision = fetch(queries.decisions(), decision_id)
    form = StepBackForm(request.POST)
    if form.is_valid() and form.act(
        decisions.declare_interest, actor=request.person, application=decision.application, person=request.person,
        words=form.cleaned_data["words"],
    ):  # fmt: skip
        messages.success(request, _("记下了，这次您回避，请社工另请一位。"))
        return redirect("recruitment:decision", community, decision.id)
    return _show(request, decision, AnswerForm(), form)


@powered(Power.RUN_RECRUITMENT)
@require_POST
def decision_seat(request: PersonRequest, community: str, decision_id: UUID) -> HttpResponse:
    """Put somebody in the place of one who stepped back."""
    decision = fetch(queries.decisions(), decision_id)
    form = MembersForm(request.POST)
    if form.is_valid():
        for person in form.people():
            decisions.seat_member(actor=request.person, decision=decision, person=person)
    return redirect("recruitment:decision", community, decision.id)


@entered
@require_POST
def decision_post(request: PersonRequest, community: str, decision_id: UUID) -> HttpResponse:
    """Post a passed decision."""
    decision = decisions.post_decision(actor=request.person, decision=fetch(queries.decisions(), decision_id))
    messages.success(request, _("公示了，%s 满。满了才能签。") % decision.posting.ends_on)
    return redirect("postings:detail", community, decision.posting_id)


def _show(request: PersonRequest, decision: Decision, form: AnswerForm, step_back: StepBackForm) -> HttpResponse:
    seated = list(queries.seats().filter(decision=decision))
    mine = next((seat for seat in seated if seat.person_id == request.person.id), None)
    runs = access.has_power(request.person, Power.RUN_RECRUITMENT)
    if mine is None and not runs:
        raise Refused(_("这一页给评议小组和办招募的社工看。结果会公示。"))
    sheets = assessed.sheets_of(decision.application)
    waits = any(sheet.waits and sheet.person_id == request.person.id for sheet in sheets)
    standing = [seat for seat in seated if not seat.stepped_back_at]
    context = {
        "decision": decision, "application": decision.application, "seats": seated, "mine": mine, "runs": runs,
        "votes": queries.votes_of(seated), "missing": decision.seats - len(standing), "form": form,
        "step_back": step_back, "members": MembersForm() if runs else None,
        "sheets": sheets, "scores": assessed.add_up(sheets) if sheets and not waits else None,
        "may_post": rules.may_post_decision(request.person, decision),
    }  # fmt: skip
    status = 422 if form.errors or step_back.errors else 200
    return render(request, "recruitment/decision_detail.html", context, status=status)
