"""The notice board as everyone sees it: the list, one posting, its paper, asking and objecting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.postings import actions, queries, rules
from hehuo.domain.ground.postings.kinds import PostingState
from hehuo.web import addresses
from hehuo.web.ground.postings import kept
from hehuo.web.ground.postings.forms import AnswerForm, AnswerObjectionForm, AskForm, ObjectForm, ReasonForm
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, fetch, to_door


def posting_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What hangs now, what has hung, what was taken down."""
    wanted = request.GET.get("state", "")
    state = PostingState(wanted) if wanted in PostingState.values else PostingState.UP
    context = {
        "page": page_of(request, queries.postings(state=state)), "state": state, "states": PostingState,
        "may_post": access_rules.may(request.person, Power.PUBLISH),
    }  # fmt: skip
    return render(request, "postings/posting_list.html", context)


def posting_detail(request: CommunityRequest, community: str, posting_id: UUID) -> HttpResponse:
    """One posting: until when, what stands on it, what was objected and asked, and what was answered."""
    posting = fetch(queries.postings(), posting_id)
    today = clock.today()
    context = {
        "posting": posting, "is_up": rules.is_up(posting, today), "is_over": rules.is_over(posting, today),
        "is_known": queries.is_calendar_known(posting), "objections": queries.objections_to(posting),
        "questions": queries.questions_to(posting), "may_object": rules.may_object_to(posting, today),
        "may_post": access_rules.may(request.person, Power.PUBLISH),
        "may_hang": access_rules.may(request.person, Power.SEE_DESK),
        "about_url": addresses.of_thing(request.community, posting.about_kind, posting.about_id),
        "photos": files.files_of(posting.id) if request.person and rules.may_hang(request.person) else None,
    }  # fmt: skip
    return render(request, "postings/posting_detail.html", context)


def posting_print(request: CommunityRequest, community: str, posting_id: UUID) -> HttpResponse:
    """The printed twin, A4 or A3."""
    posting = fetch(queries.postings(), posting_id)
    answered = [each for each in queries.questions_to(posting) if each.answered_at and not each.hidden_why][:4]
    context = {"posting": posting, "answered": answered, "a3": request.GET.get("paper") == "a3"}
    return render(request, "postings/posting_print.html", context)


def ask(request: CommunityRequest, community: str, about_kind: str, about_id: UUID) -> HttpResponse:
    """Ask about a thing, or one line of it; those who have not entered are led to the door with their words kept."""
    line = request.GET.get("line", "")[:120]
    form = AskForm(request.POST or None, for_others=_writes_for_others(request), initial={"text": kept.kept(request)})
    if request.method == "POST" and request.person is None:
        kept.keep(request, request.POST.get("text", ""))
        return to_door(request)
    if request.method == "POST" and form.is_valid():
        question = form.act(
            actions.ask, actor=request.person, about_kind=about_kind, about_id=about_id, line=line, **form.said
        )
        if question:
            kept.forget(request)
            _thank(request, merged=question.merged_into_id is not None)
            return redirect("postings:question", community, question.merged_into_id or question.id)
    context = {
        "form": form, "line": line, "about_url": addresses.of_thing(request.community, about_kind, about_id),
        "questions": queries.questions_about(about_id).filter(line=line),
    }  # fmt: skip
    return render(request, "postings/question_ask.html", context, status=422 if form.errors else 200)


def _thank(request: CommunityRequest, *, merged: bool) -> None:
    if merged:
        messages.success(request, _("有人问过一样的，您的并到一起了，答了会告诉您。"))
    else:
        messages.success(request, _("问出去了。三个工作日内公开答复，答了会告诉您。"))


def question(request: CommunityRequest, community: str, question_id: UUID) -> HttpResponse:
    """One question with its answer; those who answer find the form here."""
    found = fetch(queries.questions(), question_id)
    may_answer = access_rules.may(request.person, Power.ANSWER_QUESTIONS)
    others = queries.questions_about(found.about_id).exclude(pk=found.pk) if may_answer and not found.answer else None
    context = {
        "question": found, "may_answer": may_answer, "form": AnswerForm(), "hide_form": ReasonForm(auto_id="hide_%s"),
        "others": others, "about_url": addresses.of_thing(request.community, found.about_kind, found.about_id),
    }  # fmt: skip
    return render(request, "postings/question_detail.html", context)


def object_to(request: CommunityRequest, community: str, posting_id: UUID) -> HttpResponse:
    """Object to a posting; those who have not entered are led to the door with their words kept."""
    posting = fetch(queries.postings(), posting_id)
    form = ObjectForm(
        request.POST or None, for_others=_writes_for_others(request), initial={"text": kept.kept(request)}
    )
    if request.method == "POST" and request.person is None:
        kept.keep(request, request.POST.get("text", ""))
        return to_door(request)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.object_to, actor=request.person, posting=posting, **form.said):
        kept.forget(request)
        messages.success(request, _("收到了。五个工作日内公开答复，答了会告诉您。"))
        return redirect("postings:detail", community, posting.id)
    context = {"form": form, "posting": posting, "may_object": rules.may_object_to(posting, clock.today())}
    return render(request, "postings/objection_make.html", context, status=422 if form.errors else 200)


def objection(request: CommunityRequest, community: str, objection_id: UUID) -> HttpResponse:
    """One objection with its answer; those who answer find the form here."""
    found = fetch(queries.objections(), objection_id)
    context = {
        "objection": found, "form": AnswerObjectionForm(),
        "may_answer": rules.may_answer_objection(request.person, found) if request.person else None,
    }  # fmt: skip
    return render(request, "postings/objection_detail.html", context)


def _writes_for_others(request: CommunityRequest) -> bool:
    return bool(access_rules.may(request.person, Power.COLLECT_VOICES))
