"""A survey as everyone reads it, as whoever is asked answers it, and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.plan.surveys import actions, queries, rules
from hehuo.domain.plan.surveys.kinds import SMALLEST, SurveyState
from hehuo.domain.plan.surveys.models import Survey
from hehuo.web.plan.surveys.forms import AnswerForm, initial_of
from hehuo.web.plan.surveys.results import comparison, shown
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch


def survey_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What waits for my answer, what is being asked, what came of earlier ones."""
    context = {
        "waiting": queries.waiting_for(request.person) if request.person else [],
        "surveys": queries.begun(), "may_run": rules.may_run(request.person) if request.person else None,
    }  # fmt: skip
    return render(request, "surveys/survey_list.html", context)


def survey_detail(request: CommunityRequest, community: str, survey_id: UUID) -> HttpResponse:
    """One survey: why it is asked, how many have answered, and my own answer."""
    survey = fetch(queries.begun(), survey_id)
    context = {
        "survey": survey, "rate": queries.rate(survey), "takes_answers": rules.takes_answers(survey),
        "mine": queries.mine(survey, request.person) if request.person else [], "smallest": SMALLEST,
        "may_run": rules.may_run(request.person, survey.place) if request.person else None,
        "is_published": survey.state == SurveyState.PUBLISHED,
    }  # fmt: skip
    return render(request, "surveys/survey_detail.html", context)


@entered
def survey_answer(request: PersonRequest, community: str, survey_id: UUID, asked_id: UUID) -> HttpResponse:
    """The form on the phone, on one page; a named answer given before stands in it again."""
    survey = fetch(queries.begun(), survey_id)
    asked = fetch(queries.list_of(survey).select_related("survey", "person", "household"), asked_id)
    rules.may_answer(request.person, queries.hands_of(asked)).or_refuse()
    form = AnswerForm(request.POST or None, questions=survey.asked, initial=initial_of(queries.answers_given(asked)))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.act(actions.answer, actor=request.person, asked=asked, answers=form.answers):
        messages.success(request, _("收到了，谢谢您。"))
        return redirect("surveys:detail", community, survey.id)
    context = {
        "survey": survey, "asked": asked, "form": form, "takes_answers": rules.takes_answers(survey),
        "again": rules.may_answer_again(survey, asked), "smallest": SMALLEST,
    }  # fmt: skip
    return render(request, "surveys/survey_answer.html", context, status=422 if form.errors else 200)


def survey_results(request: CommunityRequest, community: str, survey_id: UUID) -> HttpResponse:
    """Every question counted, as bars and as a table; those who asked open the records behind each number."""
    survey = _with_results(request, survey_id)
    context = {
        "survey": survey, "rate": queries.rate(survey), "shown": shown(survey),
        "buildings": queries.rate_by_building(survey), "smallest": SMALLEST,
        "may_see_records": rules.may_see_records(request.person, survey),
    }  # fmt: skip
    return render(request, "surveys/survey_results.html", context)


def survey_compare(request: CommunityRequest, community: str, survey_id: UUID) -> HttpResponse:
    """Before and after, side by side."""
    survey = _with_results(request, survey_id)
    before = _with_results(request, survey.after_id) if survey.after_id else None
    compared, alone = queries.compared(survey)
    context = {
        "survey": survey, "before": before, "compared": comparison(compared), "alone": alone,
        "rate": queries.rate(survey), "rate_before": queries.rate(before) if before else None,
        "may_see_records": rules.may_see_records(request.person, survey),
    }  # fmt: skip
    return render(request, "surveys/survey_compare.html", context)


def _with_results(request: CommunityRequest, survey_id: UUID) -> Survey:
    """A survey whose results the reader may see."""
    survey = fetch(queries.begun(), survey_id)
    rules.may_see_results(request.person, survey).or_refuse()
    rules.is_enough(survey, queries.rate(survey).answered).or_refuse()
    return survey


def with_records(request: PersonRequest, survey_id: UUID) -> Survey:
    """A survey whose single answers the reader may see."""
    survey = _with_results(request, survey_id)
    rules.may_see_records(request.person, survey).or_refuse()
    return survey
