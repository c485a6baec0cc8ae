"""Applying in steps on a phone: each is kept, can be left, and gone on with by its code."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Invalid
from hehuo.domain.build.recruitment import drafting, kinds, queries, rules
from hehuo.domain.build.recruitment.actions import drafts
from hehuo.domain.build.recruitment.kinds import OPEN_STAGES, Stage
from hehuo.domain.build.recruitment.models import Application, Draft
from hehuo.web.build.recruitment.board import Step
from hehuo.web.build.recruitment.step_forms import PapersForm, ResumeForm, StepForm
from hehuo.web.requests import CommunityRequest, fetch

KEPT, MOST = "drafts", 8  # the codes that this browser has, by draft
LAST = 5


def apply(request: CommunityRequest, community: str, call_id: UUID) -> HttpResponse:
    """The first step of a new application, on a phone, without entering."""
    call = fetch(queries.public_calls(), call_id)
    form = StepForm(1, request.POST or None, call=call)
    if request.method == "POST" and form.is_valid() and (said := form.said()):
        begun = form.act(
            drafts.begin_draft, actor=request.person, call=call, phone=form.cleaned_data["phone"], said=said,
            address=request.META.get("REMOTE_ADDR", ""), key=form.cleaned_data["key"],
        )  # fmt: skip
        if begun:
            draft, code = begun
            _keep(request, draft, code)
            return _onward(request, draft, 1)
    context = {"form": form, "call": call, "step": 1, "road": road(1), "begun": _begun(request, call_id)}
    return render(request, "recruitment/apply_step.html", context, status=422 if form.errors else 200)


def step(request: CommunityRequest, community: str, draft_id: UUID, step: int) -> HttpResponse:
    """One step of an application that was begun."""
    draft = fetch(drafting.drafts(), draft_id)
    if (elsewhere := _not_here(request, draft)) is not None:
        return elsewhere
    if step == LAST:
        return _check(request, draft, [])
    posted = request.POST or None
    form = PapersForm(draft, posted, request.FILES or None) if step == 4 else StepForm(
        step, posted, call=draft.call, draft=draft
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _save(request, draft, form):
        return _onward(request, fetch(drafting.drafts(), draft_id), step)
    return render(request, "recruitment/apply_step.html", _shown(request, draft, form, step), status=_status(form))


@require_POST
def send(request: CommunityRequest, community: str, draft_id: UUID) -> HttpResponse:
    """Hand it in: once, however often it is tapped."""
    draft = fetch(drafting.drafts(), draft_id)
    try:
        drafts.send_draft(actor=request.person, draft=draft, code=_code(request, draft))
    except Invalid as error:
        return _check(request, draft, [error.say])
    return redirect("recruitment:draft", community, draft.id)


def draft_detail(request: CommunityRequest, community: str, draft_id: UUID) -> HttpResponse:
    """Where an application stands: still to be written, on its way with its days, or back to be completed."""
    draft = fetch(drafting.drafts(), draft_id)
    code = _code(request, draft)
    if not rules.may_open_draft(request.person, draft, code=code):
        return redirect("recruitment:resume", community)
    application = draft.application
    context = {
        "draft": draft, "code": code, "application": application, "call": draft.call,
        "missing": drafting.missing_of(draft) if application is None else [],
        "ahead": ahead(application) if application else [],
        "is_returned": application is not None and application.stage == Stage.RETURNED,
        "items": queries.screening_of(application) if application else [],
    }  # fmt: skip
    return render(request, "recruitment/draft_detail.html", context)


@require_POST
def complete(request: CommunityRequest, community: str, draft_id: UUID) -> HttpResponse:
    """Put right what came back, beginning with its photos."""
    draft = fetch(drafting.drafts(), draft_id)
    drafts.complete_draft(actor=request.person, draft=draft, code=_code(request, draft))
    return redirect("recruitment:step", community, draft.id, 1)


def resume(request: CommunityRequest, community: str) -> HttpResponse:
    """Go on with an application by its code, on whatever phone; who has entered sees their own."""
    form = ResumeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, address = form.cleaned_data, request.META.get("REMOTE_ADDR", "")
        draft = form.act(drafts.open_draft, code=said["code"], last_four=said["last_four"], address=address)
        if draft:
            _keep(request, draft, said["code"])
            return redirect("recruitment:draft", community, draft.id)
    mine = drafting.drafts_of(request.person)[:20] if request.person else []
    return render(request, "recruitment/apply_resume.html", {"form": form, "mine": mine}, status=_status(form))


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes next, and by when at the latest."""

    words: str
    by: date


def ahead(application: Application) -> list[Ahead]:
    """The stages still to come with their days; none where it is over or has come back."""
    words = {
        Stage.RECEIVED: _("社工看材料，跟您联系"), Stage.SCREENING: _("初审完，告诉您结果"),
        Stage.TRIAL: _("约一次试课，居民和评审打分"), Stage.DECISION: _("评议小组决定"),
        Stage.POSTED: _("结果贴出来，公示满了签约"),
    }  # fmt: skip
    if application.stage not in OPEN_STAGES:
        return []
    by, found = application.stage_on, []
    for stage in OPEN_STAGES[OPEN_STAGES.index(Stage(application.stage)) :]:
        by += timedelta(days=kinds.STAGE_DAYS[stage])
        found.append(Ahead(words[stage], by))
    return found


def road(now: int) -> list[Step]:
    """The five steps, with where one stands."""
    names = (_("您是谁"), _("做什么"), _("场地时间"), _("材料"), _("看一遍"))
    return [
        Step(name, "done" if number < now else "now" if number == now else "later")
        for number, name in enumerate(names, 1)
    ]


def _save(request: CommunityRequest, draft: Draft, form: Any) -> bool:
    """Keep a step; what is refused becomes an error of the form."""
    who = {"actor": request.person, "draft": draft, "code": _code(request, draft)}
    if isinstance(form, PapersForm):
        form.act(drafts.save_draft, **who, said={"papers_said": form.cleaned_data["papers_said"]})
        for slug, upload in form.uploads().items():
            form.act(drafts.attach_paper, **who, slug=slug, upload=upload)
        return not form.errors
    said = form.said()
    phone = form.cleaned_data.get("phone")
    return said is not None and form.act(drafts.save_draft, **who, said=said, phone=phone) is not None


def _onward(request: CommunityRequest, draft: Draft, step: int) -> HttpResponse:
    """To the next step; where something should be looked at again, to the same one with a kind word."""
    community = request.community.code
    if "leave" in request.POST:
        return redirect("recruitment:draft", community, draft.id)
    if drafting.warnings_of(draft, step):
        return redirect(f"{reverse('recruitment:step', args=[community, draft.id, step])}?look=1")
    return redirect("recruitment:step", community, draft.id, step + 1)


def _shown(request: CommunityRequest, draft: Draft, form: Any, step: int) -> dict[str, Any]:
    looks = "look" in request.GET and not form.errors
    return {
        "form": form, "call": draft.call, "draft": draft, "step": step, "road": road(step),
        "code": _code(request, draft), "warnings": drafting.warnings_of(draft, step) if looks else [],
        "next": step + 1, "before": step - 1,
    }  # fmt: skip


def _check(request: CommunityRequest, draft: Draft, errors: list[str]) -> HttpResponse:
    """The last step: everything in view, with a kind word where something should be looked at again."""
    papers = drafting.papers_of(draft)
    context = {
        "draft": draft, "call": draft.call, "step": LAST, "road": road(LAST), "errors": errors,
        "missing": drafting.missing_of(draft), "code": _code(request, draft),
        "category": drafting.category_of(draft), "words": _words(draft),
        "papers": [(check.title, check.slug in papers) for check in drafting.checks_of(draft)],
        "warnings": [
            (number, say) for number in kinds.STEP_FLAGS for say in drafting.warnings_of(draft, number, papers)
        ],
    }  # fmt: skip
    return render(request, "recruitment/apply_check.html", context, status=422 if errors else 200)


def _words(draft: Draft) -> Any:
    return drafting.words_of(draft) if drafting.category_of(draft) else None


def _not_here(request: CommunityRequest, draft: Draft) -> HttpResponse | None:
    """Whoever may not write in it is led to where they may go on."""
    community = request.community.code
    if not rules.may_open_draft(request.person, draft, code=_code(request, draft)):
        return redirect("recruitment:resume", community)
    if draft.application and (draft.application.stage != Stage.RETURNED or not draft.said):
        return redirect("recruitment:draft", community, draft.id)
    return None


def _begun(request: CommunityRequest, call_id: UUID) -> Draft | None:
    """What was begun for this call in this browser, or by whoever entered, and not sent."""
    ids = list(request.session.get(KEPT, {}))
    found = drafting.unsent().filter(call=call_id)
    here = found.filter(pk__in=ids).first() if ids else None
    return here or (found.filter(person=request.person).first() if request.person else None)


def _keep(request: CommunityRequest, draft: Draft, code: str) -> None:
    """This browser has the code from now on; the oldest of many is forgotten."""
    if code:
        known = {**request.session.get(KEPT, {}), str(draft.id): code}
        request.session[KEPT] = dict(list(known.items())[-MOST:])


def _code(request: CommunityRequest, draft: Draft) -> str:
    return str(request.session.get(KEPT, {}).get(str(draft.id), ""))


def _status(form: Any) -> int:
    return 422 if form.errors else 200
