"""The reviewers of a call, and each reviewer's scores."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.build.recruitment import assessed, queries, rules
from hehuo.domain.build.recruitment.actions import assessing, decisions
from hehuo.domain.build.recruitment.models import Assessment
from hehuo.domain.ground.access.kinds import Power
from hehuo.web.build.recruitment.forms import StepBackForm
from hehuo.web.build.recruitment.step_forms import ReviewerForm, ScoreForm
from hehuo.web.requests import PersonRequest, entered, fetch, powered


@powered(Power.RUN_RECRUITMENT)
def call_reviewers(request: PersonRequest, community: str, call_id: UUID) -> HttpResponse:
    """Who scores the applications of a call; another one may be asked at any time."""
    call = fetch(queries.calls(), call_id)
    form = ReviewerForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.act(assessing.add_reviewer, actor=request.person, call=call, person=form.someone())
    ):
        messages.success(request, _("请上了。等着打分的申请，也请了他。"))
        return redirect("recruitment:reviewers", community, call.id)
    context = {"call": call, "form": form}
    return render(request, "recruitment/call_reviewers.html", context, status=422 if form.errors else 200)


@entered
def assessment_detail(request: PersonRequest, community: str, assessment_id: UUID) -> HttpResponse:
    """A reviewer's own sheet; the others' only once it is given."""
    sheet = fetch(assessed.assessments(), assessment_id)
    form = ScoreForm(sheet, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"points": form.points(), "words": form.cleaned_data["words"]}
        if form.act(assessing.give_scores, actor=request.person, assessment=sheet, **said):
            messages.success(request, _("记下了。决定以前还能改。"))
            return redirect("recruitment:assessment", community, sheet.id)
    return _show(request, sheet, form, StepBackForm(auto_id="back_%s"))


@entered
@require_POST
def assessment_step_back(request: PersonRequest, community: str, assessment_id: UUID) -> HttpResponse:
    """A reviewer declares an interest and steps back."""
    sheet = fetch(assessed.assessments().filter(person=request.person), assessment_id)
    form = StepBackForm(request.POST, auto_id="back_%s")
    if form.is_valid() and form.act(
        decisions.declare_interest, actor=request.person, application=sheet.application, person=request.person,
        words=form.cleaned_data["words"],
    ):  # fmt: skip
        messages.success(request, _("记下了，这一家您回避。"))
        return redirect("recruitment:assessment", community, sheet.id)
    return _show(request, sheet, ScoreForm(sheet), form)


def _show(request: PersonRequest, sheet: Assessment, form: ScoreForm, step_back: StepBackForm) -> HttpResponse:
    if sheet.person_id != request.person.id:
        raise Missing(_("没有找到这一页。打分表只给请到的那位评审。"))
    sheets = assessed.sheets_of(sheet.application)
    sees = rules.may_see_scores(request.person, sheets)
    context = {
        "sheet": sheet, "application": sheet.application, "form": form, "step_back": step_back, "sees": sees,
        "others": [each for each in sheets if each.id != sheet.id] if sees else [],
        "scores": assessed.add_up(sheets) if sees else None,
        "is_open": sheet.stepped_back_at is None and sheet.application.stage in rules.SCORED,
    }  # fmt: skip
    status = 422 if form.errors or step_back.errors else 200
    return render(request, "recruitment/assessment_detail.html", context, status=status)
