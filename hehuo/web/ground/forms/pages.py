"""Feedback after a session: giving it, entering a paper, and what it adds up to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.forms import actions, queries, rules
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import Session
from hehuo.web.ground.forms.forms import FeedbackForm, PaperForm
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, powered

ROWS = 50


@entered
def mine(request: PersonRequest, community: str) -> HttpResponse:
    """Where I have been, and whether I have given my stars."""
    visits = list(sessions.visits_of(request.person)[:ROWS])
    given = queries.replied_to(request.person, [visit.session_id for visit in visits])
    return render(request, "forms/mine.html", {"visits": visits, "given": given})


@entered
def feedback(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Stars and words of somebody who was there; giving them again changes them."""
    session, asked = fetch(sessions.sessions(), session_id), actions.ensure_session_form()
    was_there = _was_there(request, session)
    form = FeedbackForm(request.POST or None, asked=asked)
    if request.method == "POST" and was_there and form.is_valid():
        given = form.act(
            actions.reply, actor=request.person, person=request.person, form=asked, about=session, **form.said
        )
        if given:
            messages.success(request, _("谢谢您，记下了。想改，再打一次就行。"))
            return redirect("forms:results", community, asked.id, session.id)
    context = {
        "form": form, "session": session, "was_there": was_there,
        "before": queries.reply_of(asked, session.id, request.person),
    }  # fmt: skip
    return render(request, "forms/feedback.html", context, status=422 if form.errors else 200)


def _was_there(request: PersonRequest, session: Session) -> bool:
    line = sessions.sign_up_of(request.person, session)
    return line is not None and line.state == SignUpState.CAME


@powered(Power.RUN_SESSIONS)
def feedback_paper(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Enter a paper, one after another."""
    session, asked = fetch(sessions.sessions(), session_id), actions.ensure_session_form()
    form = PaperForm(request.POST or None, asked=asked)
    posted = request.method == "POST" and form.is_valid()
    if posted and (kept := form.act(actions.reply, actor=request.person, form=asked, about=session, **form.said)):
        if kept.is_valid:
            messages.success(request, _("录好一张。还有就接着录。"))
        else:
            messages.warning(request, _("录好了，但不计：%s") % kept.why_not)
        return redirect("forms:paper", community, session.id)
    context = {"form": form, "session": session, "kept": queries.kept(form=asked, about_id=session.id)}
    return render(request, "forms/feedback_paper.html", context, status=422 if form.errors else 200)


def results(request: CommunityRequest, community: str, form_id: UUID, about_id: UUID) -> HttpResponse:
    """What the replies about a thing add up to; the office opens each figure's records."""
    asked = fetch(queries.forms(), form_id)
    context = {
        "asked": asked, "about_id": about_id, "counted": queries.questions_counted(asked, about_id),
        "kept": queries.kept(form=asked, about_id=about_id),
        "session": sessions.sessions().filter(pk=about_id).first(),
        "may_read": rules.may_read_replies(request.person),
    }  # fmt: skip
    return render(request, "forms/results.html", context)


@powered(Power.SEE_DESK)
def replies(request: PersonRequest, community: str, form_id: UUID, about_id: UUID) -> HttpResponse:
    """The records behind the figures: every reply, those that do not count with the reason."""
    asked = fetch(queries.forms(), form_id)
    found = queries.replies_about(asked, about_id)
    question, star = request.GET.get("question", ""), request.GET.get("star", "")
    if question in {each.key for each in asked.asked} and star.isdecimal():
        found = found.filter(counts=True, **{f"answers__{question}": int(star)})
    context = {
        "asked": asked, "about_id": about_id, "page": page_of(request, found),
        "session": sessions.sessions().filter(pk=about_id).first(),
    }  # fmt: skip
    return render(request, "forms/replies.html", context)
