"""A survey on the desk: drafted, its questions put in order, opened, ended, published."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.forms.questions import Question
from hehuo.domain.plan.surveys import actions, queries, rules
from hehuo.domain.plan.surveys.models import Survey
from hehuo.web.plan.surveys.forms import ChangeForm, QuestionForm, SurveyForm
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.SORT_NEEDS)
def survey_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every survey, drafts too."""
    return render(request, "surveys/survey_desk.html", {"surveys": queries.surveys()})


@powered(Power.SORT_NEEDS)
def survey_new(request: PersonRequest, community: str) -> HttpResponse:
    """Begin a survey; `?after=` names the one that it asks again."""
    after = _after(request)
    form = SurveyForm(request.POST or None, survey=after, initial={"closes_on": None})
    if request.method == "POST" and form.is_valid():
        survey = form.act(actions.draft_survey, actor=request.person, after=after, **form.cleaned_data)
        if survey:
            messages.success(request, _("草稿存好了。请写题目。"))
            return redirect("surveys:manage", community, survey.id)
    context = {"form": form, "after": after}
    return render(request, "surveys/survey_new.html", context, status=422 if form.errors else 200)


def _after(request: PersonRequest) -> Survey | None:
    try:
        return fetch(queries.ended(), UUID(request.GET["after"])) if request.GET.get("after") else None
    except ValueError:
        return None


@powered(Power.SORT_NEEDS)
def survey_edit(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """Put a draft right."""
    survey = fetch(queries.surveys(), survey_id)
    rules.may_change(request.person, survey).or_refuse()
    form = ChangeForm(request.POST or None, survey=survey)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.act(actions.change_survey, actor=request.person, survey=survey, **form.cleaned_data):
        messages.success(request, _("改好了。"))
        return redirect("surveys:manage", community, survey.id)
    context = {"form": form, "survey": survey, "after": survey.after}
    return render(request, "surveys/survey_new.html", context, status=422 if form.errors else 200)


# What needs no words: its action, and what is said when it is done.
TAPS = {
    "open": (actions.open_survey, lambda: _("开始问了，名单和题目定住了。")),
    "close": (actions.close_survey, lambda: _("截止了。")),
    "publish": (actions.publish_survey, lambda: _("公布了，大家看得到合计。")),
}


@powered(Power.SORT_NEEDS)
def survey_manage(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """The desk's page of one survey: its questions, and the next step."""
    survey = fetch(queries.surveys(), survey_id)
    wanted = request.POST.get("act", "")
    if request.method == "POST" and wanted in TAPS:
        action, say = TAPS[wanted]
        action(actor=request.person, survey=survey)
        messages.success(request, say())
        return redirect("surveys:manage", community, survey.id)
    form = QuestionForm(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.act(actions.add_question, actor=request.person, survey=survey, **form.cleaned_data):
        messages.success(request, _("写上了。还有就接着写。"))
        return redirect("surveys:manage", community, survey.id)
    rate = queries.rate(survey)
    context = {
        "survey": survey, "form": form, "rate": rate, "is_enough": rules.is_enough(survey, rate.answered),
        "may_change": rules.may_change(request.person, survey), "may_open": rules.may_open(request.person, survey),
        "may_close": rules.may_close(request.person, survey),
        "may_publish": rules.may_publish(request.person, survey, rate.answered),
    }  # fmt: skip
    return render(request, "surveys/survey_manage.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
def question_edit(request: PersonRequest, community: str, survey_id: UUID, question: str) -> HttpResponse:
    """Put one question of a draft right."""
    survey = fetch(queries.surveys(), survey_id)
    rules.may_change(request.person, survey).or_refuse()
    found = _question(survey, question)
    form = QuestionForm(request.POST or None, initial=QuestionForm.said(found))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if form.act(actions.change_question, actor=request.person, survey=survey, question=question, **said):
            messages.success(request, _("改好了。"))
            return redirect("surveys:manage", community, survey.id)
    context = {"survey": survey, "form": form}
    return render(request, "surveys/question_edit.html", context, status=422 if form.errors else 200)


def _question(survey: Survey, key: str) -> Question:
    found = next((each for each in survey.asked if each.key == key), None)
    if found is None:
        raise Missing(_("没有找到这一题，可能已经拿掉了。"))
    return found


@require_POST
@powered(Power.SORT_NEEDS)
def question_drop(request: PersonRequest, community: str, survey_id: UUID, question: str) -> HttpResponse:
    """Take a question out of a draft."""
    survey = fetch(queries.surveys(), survey_id)
    actions.drop_question(actor=request.person, survey=survey, question=question)
    messages.success(request, _("拿掉了。"))
    return redirect("surveys:manage", community, survey.id)


@require_POST
@powered(Power.SORT_NEEDS)
def question_lift(request: PersonRequest, community: str, survey_id: UUID, question: str) -> HttpResponse:
    """Ask it one place earlier."""
    survey = fetch(queries.surveys(), survey_id)
    actions.lift_question(actor=request.person, survey=survey, question=question)
    return redirect("surveys:manage", community, survey.id)
