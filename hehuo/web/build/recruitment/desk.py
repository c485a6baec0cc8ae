"""The way in at the desk: calls, the pipeline, papers, and every move as a button."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.partners.kinds import Way
from hehuo.domain.build.recruitment import assessed, drafting, flags, queries, rules
from hehuo.domain.build.recruitment.actions import applications, calls, decisions, screening
from hehuo.domain.build.recruitment.kinds import Channel, CheckState, Flag, Stage
from hehuo.domain.build.recruitment.models import Application, Call
from hehuo.domain.build.recruitment.templates import CallKind
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.flows.book_trial import book_trial
from hehuo.flows.import_applications import import_applications
from hehuo.flows.import_feedback import import_feedback
from hehuo.web.build.recruitment import board
from hehuo.web.build.recruitment.call_forms import CallForm
from hehuo.web.build.recruitment.forms import (
    ApplyForm,
    CheckForm,
    InterestForm,
    MembersForm,
    PaperForm,
    TrialForm,
    WhyForm,
    as_uuid,
)
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered

RUN = powered(Power.RUN_RECRUITMENT)


@RUN
def call_desk(request: PersonRequest, community: str) -> HttpResponse:
    """All calls, drafts too."""
    return render(request, "recruitment/call_desk.html", {"page": page_of(request, queries.calls())})


@RUN
def call_new(request: PersonRequest, community: str) -> HttpResponse:
    """Write a call, from a template or from nothing."""
    form = CallForm.starting(request.GET.get("kind", ""), request.POST or None, contact_name=request.person.name)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        if call := form.act(calls.write_call, actor=request.person, key=key, **form.said()):
            messages.success(request, _("存好了，编号 %s。看一遍，再公布。") % call.number)
            return redirect("recruitment:desk", community)
    return _call_form(request, form, _("写一份招募令"), kinds=CallKind)


@RUN
def call_edit(request: PersonRequest, community: str, call_id: UUID) -> HttpResponse:
    """Change a draft."""
    call = fetch(queries.calls(), call_id)
    form = CallForm.of(call, request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(calls.reword_call, actor=request.person, call=call, **form.said()):
        return redirect("recruitment:desk", community)
    return _call_form(request, form, _("招募令 %s") % call.number)


def _call_form(request: PersonRequest, form: CallForm, title: str, kinds: Any = ()) -> HttpResponse:
    context = {"form": form, "title": title, "kinds": kinds, "chosen": request.GET.get("kind", "")}
    return render(request, "recruitment/call_form.html", context, status=422 if form.errors else 200)


@RUN
@require_POST
def call_move(request: PersonRequest, community: str, call_id: UUID, act: str) -> HttpResponse:
    """Publish or close a call."""
    acts: dict[str, Callable[..., Call]] = {"publish": calls.publish_call, "close": calls.close_call}
    call = acts[act](actor=request.person, call=fetch(queries.calls(), call_id))
    messages.success(request, _("「%(title)s」现在是%(state)s。") % {"title": call, "state": call.get_state_display()})
    return redirect("recruitment:desk", community)


@RUN
def pipeline(request: PersonRequest, community: str) -> HttpResponse:
    """Everyone on the way in, with the days they have waited; as a board or as a table."""
    chosen = board.Filter.of(request)
    found = [application for application in queries.pipeline() if chosen.takes(application)]
    results = queries.results_of(found)
    in_hand = next((each for each in found if each.id == as_uuid(request.GET.get("in_hand", ""))), None)
    context = {
        "columns": board.columns(found, results, list(agreements.in_force())), "total": len(found),
        "late": sum(board.is_late(application) for application in found),
        "exempt": sum(application.exempt_by_id is not None for application in found),
        "duplicates": queries.duplicates(), "chosen": chosen, "ways": Way, "in_hand": in_hand,
        "strip": board.strip(in_hand, results[in_hand.id]) if in_hand else None,
        "scores": _scores(request, in_hand).get("scores") if in_hand else None, "drafts": drafting.unsent().count(),
        "expiring": queries.expiring_items()[:5],
    }  # fmt: skip
    return render(request, "recruitment/board.html", context)


@RUN
def application_enter(request: PersonRequest, community: str) -> HttpResponse:
    """Enter a paper application for somebody."""
    call = queries.open_call()
    form = ApplyForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid() and (words := form.words()):
        made = form.act(
            applications.apply, actor=request.person, call=call, words=words, channel=Channel.DESK,
            key=form.cleaned_data["key"],
        )  # fmt: skip
        if made:
            messages.success(request, _("记下了，编号 %s。") % made.number)
            return redirect("recruitment:application", community, made.id)
    return _form(request, form, title=_("代录申请"), back="recruitment:board")


@RUN
def application_mend(request: PersonRequest, community: str, application_id: UUID) -> HttpResponse:
    """Correct what an application says."""
    application = fetch(queries.applications(), application_id)
    form = ApplyForm.of(application, request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    words = form.words() if posted else None
    if words and form.act(
        applications.mend_application, actor=request.person, application=application, words=words
    ):  # fmt: skip
        return redirect("recruitment:application", community, application.id)
    return _form(request, form, title=_("改申请 %s") % application.number, back="recruitment:board")


@RUN
def paper_import(request: PersonRequest, community: str, kind: str) -> HttpResponse:
    """Take in a list of applications or a table of feedback: looked at first, then taken."""
    form = PaperForm(request.POST or None, request.FILES or None)
    outcome = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["upload"]
        said = {
            "actor": request.person,
            "content": upload.read(),
            "name": upload.name,
            "dry_run": "look" in request.POST,
        }
        try:
            outcome = (
                import_applications(community=request.community.name, **said)
                if kind == "applications"
                else import_feedback(**said)
            )
        except FileFault as fault:
            form.add_error("upload", fault.say)
    context = {"form": form, "outcome": outcome, "kind": kind}
    return render(request, "recruitment/paper_import.html", context, status=422 if form.errors else 200)


@RUN
def application_detail(request: PersonRequest, community: str, application_id: UUID) -> HttpResponse:
    """One application: what it says, what was found, and what may be done with it."""
    return _show(request, fetch(queries.applications(), application_id), WhyForm())


def _show(request: PersonRequest, application: Application, form: WhyForm) -> HttpResponse:
    """The page asks only for what belongs to the stage: a twin before the trial, the agreement after the posting."""
    stage, trials = Stage(application.stage), queries.trials_of(application)
    context = {
        "application": application, "form": form, "result": queries.result_of(application, trials), "trials": trials,
        "flags": [flags.say(Flag(flag["flag"]), flag["detail"]) for flag in application.flags],
        "items": list(queries.screening_of(application)), "decisions": list(queries.decisions_of(application)),
        "interests": list(queries.interests_of(application)),
        "joined": list(queries.applications().filter(joined_into=application)),
        "pairs": queries.duplicates_of(application) if stage in rules.JOINABLE else [],
        "agreement": agreements.agreement_of(application) if stage in {Stage.POSTED, Stage.AGREED} else None,
        "may_exempt": rules.may_exempt(request.person, application) if stage == Stage.TRIAL else None,
        "steps": board.steps(application, trials), "why": application.ending,
        "answers": list(queries.needs_of(application)), **_scores(request, application),
    }  # fmt: skip
    return render(request, "recruitment/application_detail.html", context, status=422 if form.errors else 200)


def _scores(request: PersonRequest, application: Application) -> dict[str, Any]:
    """What the reviewers gave; a worker who is still to score does not see it yet."""
    if application.stage not in _WITH_SCORES:
        return {}
    sheets = assessed.sheets_of(application)
    mine = next((each for each in sheets if each.person_id == request.person.id), None)
    sees = bool(sheets) and bool(rules.may_see_scores(request.person, sheets))
    return {"my_sheet": mine, "scores": assessed.add_up(sheets) if sees else None, "sheets": sheets}


_WITH_SCORES = (Stage.TRIAL, Stage.DECISION)  # later the decision shows them as they stood
MOVES: dict[str, tuple[Callable[..., Any], bool]] = {
    "start": (screening.start_screening, False),
    "pass": (screening.pass_screening, False),
    "take_back": (applications.take_back, False),
    "return": (applications.return_application, True),
    "refuse": (applications.refuse_application, True),
    "withdraw": (applications.withdraw_application, True),
    "exempt": (decisions.exempt_from_trial, True),
}


@powered(Power.RUN_RECRUITMENT)
@require_POST
def application_move(request: PersonRequest, community: str, application_id: UUID) -> HttpResponse:
    """One move of an application; what was written stays where the move is refused."""
    application = fetch(queries.applications(), application_id)
    form = WhyForm(request.POST)
    if form.is_valid() and form.cleaned_data["act"] in MOVES:
        act, with_why = MOVES[form.cleaned_data["act"]]
        why = {"why": form.cleaned_data["why"]} if with_why else {}
        if form.act(act, actor=request.person, application=application, **why):
            application = fetch(queries.applications(), application_id)
            messages.success(
                request,
                _("「%(name)s」现在是%(stage)s。") % {"name": application, "stage": application.get_stage_display()},
            )
            return redirect("recruitment:application", community, application.id)
    return _show(request, application, form)


@RUN
@require_POST
def application_join(request: PersonRequest, community: str, application_id: UUID, second_id: UUID) -> HttpResponse:
    """Join a second paper into this one."""
    kept = fetch(queries.applications(), application_id)
    applications.join_applications(actor=request.person, kept=kept, second=fetch(queries.applications(), second_id))
    messages.success(request, _("并好了，两份都留着，可以撤回。"))
    return redirect("recruitment:application", community, kept.id)


@RUN
@require_POST
def application_part(request: PersonRequest, community: str, application_id: UUID) -> HttpResponse:
    """Undo a joining."""
    second = applications.part_applications(actor=request.person, second=fetch(queries.applications(), application_id))
    return redirect("recruitment:application", community, second.id)


@RUN
def item_check(request: PersonRequest, community: str, item_id: UUID) -> HttpResponse:
    """Say of one paper whether it holds."""
    item = fetch(queries.screening_items(), item_id)
    form = CheckForm(item, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        upload = said["upload"]
        file = form.act(files.keep_file, actor=request.person, upload=upload, about=item) if upload else None
        if not form.errors and form.act(
            screening.check_item, actor=request.person, item=item, state=CheckState(said["state"]),
            evidence=said["evidence"], file=file, expires_on=said["expires_on"],
        ):  # fmt: skip
            return redirect("recruitment:application", community, item.application_id)
    return _form(
        request, form, title=item.title, back="recruitment:application", back_id=item.application_id, file=item.file
    )


@RUN
def trial_book(request: PersonRequest, community: str, application_id: UUID) -> HttpResponse:
    """Book a room and a time for a trial."""
    application = fetch(queries.applications(), application_id)
    form = TrialForm(request.POST or None, initial={"space": str(application.space_id or "")})
    if request.method == "POST" and form.is_valid():
        trial = form.act(book_trial, actor=request.person, application=application, **form.said())
        if trial:
            messages.success(request, _("约好了，居民现在可以报名。"))
            return redirect("recruitment:application", community, application.id)
    title = _("给「%s」约试课") % application
    return _form(request, form, title=title, back="recruitment:application", back_id=application.id)


@RUN
def decision_open(request: PersonRequest, community: str, application_id: UUID) -> HttpResponse:
    """Choose the body and lay the application before it."""
    application = fetch(queries.applications(), application_id)
    form = MembersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decision = form.act(
            decisions.open_decision, actor=request.person, application=application, members=form.people()
        )
        if decision:
            return redirect("recruitment:decision", community, decision.id)
    title = _("「%s」送去决定") % application
    return _form(request, form, title=title, back="recruitment:application", back_id=application.id)


@RUN
def interest_declare(request: PersonRequest, community: str, application_id: UUID) -> HttpResponse:
    """Write down somebody's interest."""
    application = fetch(queries.applications(), application_id)
    form = InterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"person": form.someone(), "words": form.cleaned_data["words"]}
        if form.act(decisions.declare_interest, actor=request.person, application=application, **said):
            return redirect("recruitment:application", community, application.id)
    title = _("登记利害关系：%s") % application
    return _form(request, form, title=title, back="recruitment:application", back_id=application.id)


def _form(
    request: PersonRequest, form: Any, *, title: str, back: str, back_id: UUID | None = None, file: Any = None
) -> HttpResponse:
    """One form on a page of its own, with the paper that it is about."""
    context = {"form": form, "title": title, "back": back, "back_id": back_id, "file": file}
    return render(request, "recruitment/form.html", context, status=422 if form.errors else 200)
