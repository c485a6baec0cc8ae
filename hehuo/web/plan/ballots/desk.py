"""A ballot on the desk: drafted, its matters and roll, opened by a second person, counted, published."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.plan.ballots import actions, queries, rules
from hehuo.domain.plan.ballots.kinds import BallotState
from hehuo.domain.plan.ballots.models import Ballot
from hehuo.domain.plan.ballots.vote_tables import VoteBook, read_vote_book
from hehuo.web.plan.ballots import forms, results
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.RUN_BALLOTS)
def ballot_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every ballot, drafts too."""
    return render(request, "ballots/ballot_desk.html", {"ballots": queries.ballots()})


@powered(Power.RUN_BALLOTS)
def ballot_new(request: PersonRequest, community: str) -> HttpResponse:
    """Begin a ballot."""
    form = forms.BallotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ballot = form.act(actions.draft_ballot, actor=request.person, **form.cleaned_data)
        if ballot:
            messages.success(request, _("草稿存好了。请写要表决的事项，列名册。"))
            return redirect("ballots:manage", community, ballot.id)
    return render(request, "ballots/ballot_new.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.RUN_BALLOTS)
def ballot_edit(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """Put a draft right."""
    ballot = fetch(queries.ballots(), ballot_id)
    rules.may_change(request.person, ballot).or_refuse()
    form = forms.ChangeForm(request.POST or None, ballot=ballot)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.act(actions.change_ballot, actor=request.person, ballot=ballot, **form.cleaned_data):
        messages.success(request, _("改好了。"))
        return redirect("ballots:manage", community, ballot.id)
    context = {"form": form, "ballot": ballot}
    return render(request, "ballots/ballot_new.html", context, status=422 if form.errors else 200)


# What needs no words: its action, and what is said when it is done.
TAPS = {
    "roll": (actions.make_roll, lambda: _("名册列好了。")),
    "ask": (actions.ask_to_open, lambda: _("送审了，等另一位来开。")),
    "open": (actions.open_ballot, lambda: _("开好了，名册定住了。")),
    "close": (actions.close_ballot, lambda: _("截止了。")),
    "count": (actions.count_ballot, lambda: _("计好票了，请另一位公布。")),
    "publish": (actions.publish_result, lambda: _("公布了。")),
}
WORDED = {
    "matter": (actions.add_matter, lambda: _("事项写上了。")),
    "return": (actions.return_ballot, lambda: _("退回了，起草的人会看到理由。")),
    "void": (actions.void_ballot, lambda: _("作废了，理由大家看得到。")),
}


@powered(Power.RUN_BALLOTS)
def ballot_manage(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """The desk's page of one ballot: every step in the order in which they come."""
    ballot = fetch(queries.ballots(), ballot_id)
    wanted = request.POST.get("act", "")
    shown = _forms(ballot)
    if request.method == "POST" and wanted in TAPS:
        action, say = TAPS[wanted]
        action(actor=request.person, ballot=ballot)
        messages.success(request, say())
        return redirect("ballots:manage", community, ballot.id)
    if request.method == "POST" and wanted == "remind":
        messages.success(request, _("提醒了 %s 位还没投的。") % actions.remind(actor=request.person, ballot=ballot))
        return redirect("ballots:manage", community, ballot.id)
    if request.method == "POST" and wanted in shown:
        shown[wanted] = _filled(request, ballot, wanted)
        if not shown[wanted].errors:
            return redirect("ballots:manage", community, ballot.id)
    context = {"ballot": ballot, "forms": shown, "matters": queries.matters_of(ballot)} | _standing(request, ballot)
    return render(request, "ballots/ballot_manage.html", context, status=422 if request.method == "POST" else 200)


def _forms(ballot: Ballot) -> dict[str, forms.ActForm]:
    return {
        "matter": forms.MatterForm(ballot=ballot, auto_id="matter_%s"), "table": forms.TableForm(auto_id="table_%s"),
        "return": forms.WhyForm(auto_id="return_%s"), "void": forms.WhyForm(auto_id="void_%s"),
    }  # fmt: skip


def _standing(request: PersonRequest, ballot: Ballot) -> dict[str, object]:
    """How far the ballot is, and what this person may do next."""
    matters = queries.matters_of(ballot)
    is_counted = ballot.state in (BallotState.COUNTED, BallotState.PUBLISHED)
    return {
        "coming": results.coming(ballot), "slips_left": queries.slips_left(ballot),
        "results": results.shown(ballot) if is_counted else [],
        "may_change": rules.may_change(request.person, ballot),
        "may_ask": rules.may_ask(request.person, ballot, matters, ballot.total),
        "may_open": rules.may_open(request.person, ballot),
        "may_count": rules.may_count(request.person, ballot, queries.slips_left(ballot)),
        "may_publish": rules.may_publish(request.person, ballot), "is_open": rules.is_open(ballot),
        "takes_papers": rules.takes_papers(ballot), "is_over": clock.now() >= ballot.closes_at,
    }  # fmt: skip


def _filled(request: PersonRequest, ballot: Ballot, wanted: str) -> forms.ActForm:
    """The form that was sent, with what came of it."""
    if wanted == "table":
        return _roll_table(request, ballot)
    form = (
        forms.MatterForm(request.POST, ballot=ballot, auto_id="matter_%s")
        if wanted == "matter"
        else forms.WhyForm(request.POST, auto_id=f"{wanted}_%s")
    )
    action, say = WORDED[wanted]
    if form.is_valid() and form.act(action, actor=request.person, ballot=ballot, **form.cleaned_data):
        messages.success(request, say())
    return form


def _roll_table(request: PersonRequest, ballot: Ballot) -> forms.ActForm:
    """The roll out of the estate's own workbook."""
    form = forms.TableForm(request.POST, request.FILES, auto_id="table_%s")
    book = book_of(form, ballot) if form.is_valid() else None
    if book is None:
        return form
    if not book.voices:
        form.add_error("file", _("这张表里没有业主清册：要有房号、业主、专有面积几列。"))
    elif form.act(actions.make_roll, actor=request.person, ballot=ballot, voices=book.voices):
        messages.success(request, _("名册列好了。"))
        for problem in book.problems:
            messages.warning(request, problem.say)
    return form


def book_of(form: forms.TableForm, ballot: Ballot) -> VoteBook | None:
    """What a form's workbook says; a file that says nothing is the form's error."""
    upload = form.cleaned_data["file"]
    try:
        return read_vote_book(
            upload.read(),
            upload.name,
            year=clock.local(ballot.opens_at).year,
            meeting_at=form.cleaned_data["meeting_at"],
        )
    except FileFault as fault:
        form.add_error("file", fault.say)
        return None


@require_POST
@powered(Power.RUN_BALLOTS)
def matter_drop(request: PersonRequest, community: str, ballot_id: UUID, position: int) -> HttpResponse:
    """Take a matter out of a draft."""
    ballot = fetch(queries.ballots(), ballot_id)
    actions.drop_matter(actor=request.person, ballot=ballot, position=position)
    messages.success(request, _("拿掉了。"))
    return redirect("ballots:manage", community, ballot.id)
