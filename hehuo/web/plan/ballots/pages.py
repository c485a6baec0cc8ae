"""A ballot as everyone reads it, and as whoever stands on its roll votes in it."""

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Missing, Refused
from hehuo.domain.plan.ballots import actions, queries, rules, telling
from hehuo.domain.plan.ballots.kinds import LAWS, BallotState, Channel, Law, PaperState
from hehuo.domain.plan.ballots.models import Ballot, Voter
from hehuo.domain.plan.ballots.placing import digest_of
from hehuo.web.plan.ballots import forms, results
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch


def ballot_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What is to be voted on, mine first, and what was decided."""
    waiting = list(queries.open_for(request.person)) if request.person else []
    context = {
        "waiting": waiting, "ballots": queries.begun(), "now": clock.now(),
        "may_run": rules.may_run(request.person) if request.person else None,
    }  # fmt: skip
    return render(request, "ballots/ballot_list.html", context)


def ballot_detail(request: CommunityRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """One ballot: what it asks, how many came, my own voice, and after its publication the result."""
    ballot = fetch(queries.begun(), ballot_id)
    mine = list(queries.voices_of_person(ballot, request.person)) if request.person else []
    is_told = ballot.state == BallotState.PUBLISHED
    context = {
        "ballot": ballot, "matters": queries.matters_of(ballot), "coming": results.coming(ballot),
        "mine": [_mine(ballot, voter) for voter in mine], "is_open": rules.is_open(ballot),
        "results": results.shown(ballot) if is_told else [], "came": queries.came(ballot) if is_told else None,
        "laws": [LAWS[Law(matter.law)] for matter in ballot.matters.all() if LAWS[Law(matter.law)].quorum],
        "may_run": rules.may_run(request.person, ballot) if request.person else None,
    }  # fmt: skip
    return render(request, "ballots/ballot_detail.html", context)


def _mine(ballot: Ballot, voter: Voter) -> dict[str, object]:
    """A voice of the reader's: whether it came, and, of an open paper, what it says in words."""
    paper = None if ballot.is_secret else queries.paper_of(voter)
    said = queries.said_in_words(ballot, paper) if paper else []
    return {"voter": voter, "paper": paper, "said": said, "is_typed": bool(paper and paper.channel != Channel.PHONE)}


@entered
def ballot_vote(request: PersonRequest, community: str, ballot_id: UUID, voter_id: UUID) -> HttpResponse:
    """The paper on the phone."""
    ballot = fetch(queries.begun(), ballot_id)
    voter = fetch(queries.voices_of_person(ballot, request.person), voter_id)
    matters = queries.matters_of(ballot)
    form = forms.VoteForm(request.POST or None, matters=matters)
    if request.method == "POST" and form.is_valid():
        cast = form.act(
            actions.vote, actor=request.person, voter=voter, marks=form.marks(), key=form.cleaned_data["key"]
        )
        if cast:
            asked = urlencode({"code": cast.receipt})
            return redirect(f"{reverse('ballots:receipt', args=[community, ballot.id])}?{asked}")
    context = {
        "ballot": ballot, "voter": voter, "form": form, "matters": [_with_field(form, matter) for matter in matters],
        "coming": results.coming(ballot), "is_open": rules.is_open(ballot),
        "area": telling.square_metres(voter.area_x100) if ballot.by_area else "",
    }  # fmt: skip
    return render(request, "ballots/ballot_vote.html", context, status=422 if form.errors else 200)


def _with_field(form: forms.VoteForm, matter: object) -> dict[str, object]:
    return {"matter": matter, "field": form[f"matter_{matter.position}"]}  # type: ignore[attr-defined]


@entered
def receipt(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """What the voter keeps: a code that shows that the paper is in the count, and not how it was marked."""
    ballot = fetch(queries.begun(), ballot_id)
    code = request.GET.get("code", "")[:20]
    if not queries.has_receipt(ballot, digest_of(ballot, code)):
        raise Missing(_("没有这个回执。"))
    return render(request, "ballots/receipt.html", {"ballot": ballot, "code": code})


def check(request: CommunityRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """Anyone types a receipt and sees whether its paper is in the count; the whole list stands below."""
    ballot = fetch(queries.begun(), ballot_id)
    form = forms.CodeForm(request.GET if "code" in request.GET else None)
    found = queries.has_receipt(ballot, digest_of(ballot, form.cleaned_data["code"])) if form.is_valid() else None
    is_told = ballot.state == BallotState.PUBLISHED
    digests = results.fingerprints(ballot) if is_told else []
    context = {"ballot": ballot, "form": form, "found": found, "digests": digests}
    return render(request, "ballots/check.html", context)


def spent(request: CommunityRequest, community: str, ballot_id: UUID, position: int) -> HttpResponse:
    """Where a voter's share of a budget went: one's own paper, or any choice one wants to try."""
    ballot = fetch(queries.begun().filter(state=BallotState.PUBLISHED), ballot_id)
    matter = next((each for each in queries.matters_of(ballot) if each.position == position), None)
    outcome = queries.outcome_of(matter) if matter else None
    if matter is None or outcome is None:
        raise Missing(_("没有找到这一页。它可能已经撤下，或者不在这个社区。"))
    choices = list(matter.choices.all())
    marked = [int(each) for each in request.GET.getlist("choice") if each.isdecimal() and int(each) <= len(choices)]
    if not marked and request.person:
        marked = queries.own_marks(ballot, request.person, position)
    paid = outcome.paid_by([mark - 1 for mark in marked])
    context = {
        "ballot": ballot, "matter": matter, "choices": choices, "marked": marked,
        "share": results.part_yuan(outcome.money), "bought": [choices[project] for project in outcome.projects],
        "paid": [(choices[project], results.part_yuan(share)) for project, share in paid],
        "left": results.part_yuan(outcome.money - sum(share for _project, share in paid)),
    }  # fmt: skip
    return render(request, "ballots/spent.html", context)


@entered
def papers_csv(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """Every paper that counts, without a name, for those who stand on the roll and those who run the ballot.

    Where area counts it stands beside each paper: it is what a recount needs, and why strangers do not get the file.
    """
    ballot = fetch(queries.begun().filter(state=BallotState.PUBLISHED), ballot_id)
    if not queries.voices_of_person(ballot, request.person).exists() and not rules.may_run(request.person, ballot):
        raise Refused(_("只有名册上的人能下载。大家看得到的是结果和回执。"))
    matters = queries.matters_of(ballot)
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(["area_x100", *(f"{matter.position}:{matter.way}:{matter.law}" for matter in matters)])
    writer.writerow([ballot.total_area, *[ballot.total] * len(matters)])
    for marks, area in sorted(queries.cast_papers(ballot), key=lambda paper: (paper[1], str(paper[0]))):
        writer.writerow([area, *(" ".join(map(str, marks.get(str(matter.position), ()))) for matter in matters)])
    answer = HttpResponse(held.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{ballot.number}.csv"'
    return answer


def print_result(request: CommunityRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """The result for the board, with the list of receipts."""
    ballot = fetch(queries.begun().filter(state=BallotState.PUBLISHED), ballot_id)
    context = {
        "ballot": ballot, "results": results.shown(ballot), "came": queries.came(ballot),
        "coming": results.coming(ballot), "digests": results.fingerprints(ballot),
    }  # fmt: skip
    return render(request, "ballots/print_result.html", context)


@entered
def dispute(request: PersonRequest, community: str, ballot_id: UUID, vote_paper_id: UUID) -> HttpResponse:
    """A paper that was typed for my voice is not what I voted."""
    ballot = fetch(queries.begun(), ballot_id)
    mine = queries.voices_of_person(ballot, request.person)
    paper = fetch(queries.papers(ballot).filter(voter__in=mine, state=PaperState.COUNTS), vote_paper_id)
    form = forms.DisputeForm(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.act(actions.dispute_paper, actor=request.person, paper=paper, **form.cleaned_data):
        messages.success(request, _("记下了，工作人员会拿原票来核对。"))
        return redirect("ballots:detail", community, ballot.id)
    context = {"ballot": ballot, "paper": paper, "form": form, "said": queries.said_in_words(ballot, paper)}
    return render(request, "ballots/dispute.html", context, status=422 if form.errors else 200)
