"""The way of paper: the form to print, papers typed, the list, and the records behind the numbers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.plan.surveys import actions, queries, rules
from hehuo.domain.plan.surveys.models import Survey
from hehuo.web.paging import page_of
from hehuo.web.plan.surveys.forms import PaperForm
from hehuo.web.plan.surveys.pages import with_records
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.SORT_NEEDS)
def survey_print(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """The form to fill in by hand, with the code that opens it on a phone."""
    survey = fetch(queries.begun(), survey_id)
    return render(request, "surveys/survey_print.html", {"survey": survey})


@powered(Power.SORT_NEEDS)
def survey_poster(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """The code for doors and walls."""
    survey = fetch(queries.begun(), survey_id)
    return render(request, "surveys/survey_poster.html", {"survey": survey})


@powered(Power.SORT_NEEDS)
def paper_new(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """Type papers, one after another."""
    survey = fetch(queries.begun(), survey_id)
    form = PaperForm(request.POST or None, survey=survey)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["whose"]
        if form.act(actions.enter_paper, actor=request.person, asked=asked, answers=form.answers):
            messages.success(request, _("录好了：%s。还有就接着录。") % asked.label)
            return redirect("surveys:paper", community, survey.id)
    context = {
        "survey": survey, "form": form, "rate": queries.rate(survey), "takes_papers": rules.takes_papers(survey),
    }  # fmt: skip
    return render(request, "surveys/paper_new.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
def asked_list(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """Whom it asks, and whether an answer came; of what it says nothing."""
    survey = fetch(queries.begun(), survey_id)
    written, only = request.GET.get("q", "")[:60], request.GET.get("only", "")
    found = queries.list_filtered(survey, written, only_waiting=only == "waiting")
    context = {
        "survey": survey, "rate": queries.rate(survey), "page": page_of(request, found), "q": written, "only": only,
        "buildings": queries.rate_by_building(survey),
    }  # fmt: skip
    return render(request, "surveys/asked_list.html", context)


@powered(Power.SORT_NEEDS)
def record_list(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """The answers behind a number, without whose they are."""
    survey = with_records(request, survey_id)
    keys = {question.key: question for question in survey.asked}
    key = request.GET.get("question", "")
    question = keys.get(key)
    low, high = _number(request.GET.get("low")), _number(request.GET.get("high"))
    page = page_of(request, queries.records(survey, question.key if question else "", low, high))
    context = {"survey": survey, "page": page, "rows": _rows(survey, list(page)), "question": question, "low": low}
    return render(request, "surveys/record_list.html", context)


def _rows(survey: Survey, sheets: list[object]) -> list[dict[str, object]]:
    answers = queries.answers_of(survey, sheets)  # type: ignore[arg-type]  # a page of sheets
    return [
        {"sheet": sheet, "said": [(each.ask, queries.said_in_words(each, answers[sheet.pk].get(each.key)))  # type: ignore[attr-defined]
                                  for each in survey.asked]}
        for sheet in sheets
    ]  # fmt: skip


def _number(written: str | None) -> int | None:
    plain = (written or "")[:9]
    return int(plain) if plain.removeprefix("-").isdecimal() else None


@powered(Power.SORT_NEEDS)
def remark_list(request: PersonRequest, community: str, survey_id: UUID) -> HttpResponse:
    """What was written in words: cleared one by one, or taken up as a voice."""
    survey = with_records(request, survey_id)
    asks = {question.key: question.ask for question in survey.asked}
    context = {"survey": survey, "page": page_of(request, queries.remarks(survey)), "asks": asks}
    return render(request, "surveys/remark_list.html", context)


@require_POST
@powered(Power.SORT_NEEDS)
def remark_act(request: PersonRequest, community: str, survey_id: UUID, remark_id: UUID) -> HttpResponse:
    """Clear words for everyone, take that back, or put them into the tray."""
    survey = with_records(request, survey_id)
    remark, wanted = fetch(queries.remarks(survey), remark_id), request.POST.get("act", "")
    if wanted == "hear":
        actions.hear_remark(actor=request.person, remark=remark)
        messages.success(request, _("记成一条声音了，在「没分的声音」里等着分。"))
    else:
        actions.clear_remark(actor=request.person, remark=remark, is_cleared=wanted == "clear")
        messages.success(request, _("好了，大家看得到这句。") if wanted == "clear" else _("收回了，大家看不到这句。"))
    return redirect("surveys:remarks", community, survey.id)
