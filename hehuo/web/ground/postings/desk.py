"""The notice board as the office works it: posting, hanging, withdrawing, answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.postings import actions, queries
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.web.ground.postings.forms import AnswerForm, AnswerObjectionForm, HangForm, NoticeForm, ReasonForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.PUBLISH)
def posting_new(request: PersonRequest, community: str) -> HttpResponse:
    """Post a notice of the office's own; accounts and decisions are posted where they are made."""
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        posting = form.act(
            actions.post, actor=request.person, kind=PostingKind(said["kind"]), title=said["title"],
            body={"text": said["text"]}, days=said["days"], contact=said["contact"], place_note=said["place_note"],
            key=said["key"],
        )  # fmt: skip
        if posting:
            messages.success(request, _("公示 %s 贴出去了，别忘了打印贴上墙。") % posting.number)
            return redirect("postings:detail", community, posting.id)
    return render(request, "postings/posting_new.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.SEE_DESK)
def posting_hang(request: PersonRequest, community: str, posting_id: UUID) -> HttpResponse:
    """Note where the paper hangs, with a photo of the board."""
    posting = fetch(queries.postings(), posting_id)
    form = HangForm(request.POST or None, request.FILES or None, initial={"place_note": posting.place_note})
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.hang_posting, actor=request.person, posting=posting, **form.cleaned_data):
        messages.success(request, _("记下了，贴好了。"))
        return redirect("postings:detail", community, posting.id)
    context = {"form": form, "posting": posting}
    return render(request, "postings/posting_hang.html", context, status=422 if form.errors else 200)


@powered(Power.PUBLISH)
def posting_withdraw(request: PersonRequest, community: str, posting_id: UUID) -> HttpResponse:
    """Take a posting down, with the reason that everyone reads."""
    posting = fetch(queries.postings(), posting_id)
    form = ReasonForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.withdraw_posting, actor=request.person, posting=posting, **form.cleaned_data):
        return redirect("postings:detail", community, posting.id)
    context = {"form": form, "posting": posting}
    return render(request, "postings/posting_withdraw.html", context, status=422 if form.errors else 200)


@powered(Power.ANSWER_QUESTIONS)
def question_list(request: PersonRequest, community: str) -> HttpResponse:
    """Every question, newest first; how fast they were answered this year."""
    only_open = request.GET.get("state") != "all"
    found = queries.open_questions() if only_open else queries.questions()
    context = {
        "page": page_of(request, found), "only_open": only_open, "objections": queries.open_objections()[:50],
        "response": queries.response_since(clock.at(clock.today().replace(month=1, day=1))),
    }  # fmt: skip
    return render(request, "postings/question_list.html", context)


@powered(Power.ANSWER_QUESTIONS)
@require_POST
def question_answer(request: PersonRequest, community: str, question_id: UUID) -> HttpResponse:
    """Answer in public."""
    found = fetch(queries.questions(), question_id)
    form = AnswerForm(request.POST)
    if form.is_valid() and form.act(actions.answer_question, actor=request.person, question=found, **form.cleaned_data):
        messages.success(request, _("答复公开了，问的人都收到了。"))
        return redirect("postings:question", community, found.id)
    context = {"question": found, "may_answer": True, "form": form, "hide_form": ReasonForm(auto_id="hide_%s")}
    return render(request, "postings/question_detail.html", context, status=422)


@powered(Power.ANSWER_QUESTIONS)
@require_POST
def question_merge(request: PersonRequest, community: str, question_id: UUID, into_id: UUID) -> HttpResponse:
    """Merge a question into another that asks the same."""
    found, into = fetch(queries.questions(), question_id), fetch(queries.questions(), into_id)
    actions.merge_question(actor=request.person, question=found, into=into)
    messages.success(request, _("并好了，一起答。"))
    return redirect("postings:question", community, into.id)


@powered(Power.ANSWER_QUESTIONS)
@require_POST
def question_hide(request: PersonRequest, community: str, question_id: UUID) -> HttpResponse:
    """Take the words of a question out of sight, with the reason."""
    found = fetch(queries.questions(), question_id)
    actions.hide_question(actor=request.person, question=found, reason=request.POST.get("reason", ""))
    return redirect("postings:question", community, found.id)


@powered(Power.ANSWER_QUESTIONS)
@require_POST
def objection_answer(request: PersonRequest, community: str, objection_id: UUID) -> HttpResponse:
    """Answer an objection in public."""
    found = fetch(queries.objections(), objection_id)
    form = AnswerObjectionForm(request.POST)
    if form.is_valid() and form.act(
        actions.answer_objection, actor=request.person, objection=found, **form.cleaned_data
    ):
        messages.success(request, _("答复公开了，提的人收到了。"))
        return redirect("postings:detail", community, found.posting_id)
    context = {"objection": found, "form": form, "may_answer": True}
    return render(request, "postings/objection_detail.html", context, status=422)
