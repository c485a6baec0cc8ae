"""The way of paper: the roll, papers typed by two, mandates, the estate's own workbook, and the paper to print."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.plan.ballots import actions, queries, rules
from hehuo.domain.plan.ballots.kinds import Channel, SlipState, VoidWhy
from hehuo.web.paging import page_of
from hehuo.web.plan.ballots import forms, results
from hehuo.web.plan.ballots.desk import book_of
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.RUN_BALLOTS)
def roll(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """The frozen roll: who has come and by which way, never what they voted."""
    ballot = fetch(queries.ballots(), ballot_id)
    written, only = request.GET.get("q", "").strip()[:60], request.GET.get("only", "")
    voters = queries.roll_of(ballot, written, only_waiting=only == "waiting")
    context = {
        "ballot": ballot, "q": written, "only": only, "coming": results.coming(ballot),
        "page": page_of(request, voters),
    }  # fmt: skip
    return render(request, "ballots/roll.html", context)


@require_POST
@powered(Power.RUN_BALLOTS)
def roll_mark(request: PersonRequest, community: str, ballot_id: UUID, voter_id: UUID) -> HttpResponse:
    """A paper was handed over; or a secret one went into the box."""
    voter = fetch(queries.voters(fetch(queries.ballots(), ballot_id)).select_related("ballot__place"), voter_id)
    wanted = request.POST.get("act", "")
    if wanted == "deliver":
        actions.deliver(actor=request.person, voter=voter, on=clock.today())
        messages.success(request, _("记下了，票送到了。"))
    elif wanted in (Channel.PAPER, Channel.MEETING):
        actions.mark_roll(actor=request.person, voter=voter, channel=Channel(wanted))
        messages.success(request, _("名册上勾好了。"))
    else:
        raise Missing(_("没有这个动作，请回去重选。"))
    return redirect("ballots:roll", community, ballot_id)


@powered(Power.RUN_BALLOTS)
def slips(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """Type a paper, first or second; what is half done and what differs stands below."""
    ballot = fetch(queries.ballots(), ballot_id)
    matters = queries.matters_of(ballot)
    form = forms.SlipForm(request.POST or None, ballot=ballot, matters=matters)
    if request.method == "POST" and form.is_valid():
        slip = form.act(
            actions.type_slip, actor=request.person, ballot=ballot, serial=form.cleaned_data["serial"],
            reading=form.reading(),
        )  # fmt: skip
        if slip:
            messages.success(request, f"{slip.serial}：{slip.get_state_display()}")
            return redirect("ballots:slips", community, ballot.id)
    waiting = queries.slips(ballot).exclude(state=SlipState.DONE)
    context = {
        "ballot": ballot, "form": form, "matters": matters,
        "half": [slip for slip in waiting if slip.state == SlipState.ONCE],
        "differing": [queries.side_by_side(ballot, slip) for slip in waiting if slip.state == SlipState.DIFFERS],
        "may_type": rules.may_type(request.person, ballot),
    }  # fmt: skip
    return render(request, "ballots/slips.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.RUN_BALLOTS)
def slip_settle(request: PersonRequest, community: str, ballot_id: UUID, slip_id: UUID) -> HttpResponse:
    """With the paper on the table: which of the two is right."""
    slip = fetch(queries.slips(fetch(queries.ballots(), ballot_id)), slip_id)
    actions.settle_slip(actor=request.person, slip=slip, take_first=request.POST.get("take") == "first")
    messages.success(request, _("核对好了。"))
    return redirect("ballots:slips", community, ballot_id)


@powered(Power.RUN_BALLOTS)
def proxies(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """Written mandates, and a new one."""
    ballot = fetch(queries.ballots(), ballot_id)
    form = forms.ProxyForm(request.POST or None, ballot=ballot)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        proxy = form.act(
            actions.take_proxy, actor=request.person, voter=said["whose"], agent_name=said["agent_name"],
            given_on=said["given_on"],
        )  # fmt: skip
        if proxy:
            messages.success(request, _("委托书记下了。"))
            return redirect("ballots:proxies", community, ballot.id)
    context = {
        "ballot": ballot, "form": form, "mandates": queries.mandates(ballot),
        "may_type": rules.may_type(request.person, ballot),
    }  # fmt: skip
    return render(request, "ballots/proxies.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.RUN_BALLOTS)
def proxy_end(request: PersonRequest, community: str, ballot_id: UUID, proxy_id: UUID) -> HttpResponse:
    """The mandate is taken back."""
    proxy = fetch(queries.mandates(fetch(queries.ballots(), ballot_id)), proxy_id)
    actions.withdraw_proxy(actor=request.person, proxy=proxy)
    messages.success(request, _("委托收回了。"))
    return redirect("ballots:proxies", community, ballot_id)


@powered(Power.RUN_BALLOTS)
def table(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """The papers out of the estate's own workbook: looked at, then taken in whole or not at all."""
    ballot = fetch(queries.ballots(), ballot_id)
    form, book, taken = forms.TableForm(request.POST or None, request.FILES or None), None, None
    if request.method == "POST" and form.is_valid() and (book := book_of(form, ballot)):
        taken = form.act(actions.take_in_papers, actor=request.person, ballot=ballot, book=book)
        if taken:
            messages.success(request, _say(taken))
            for problem in book.problems:
                messages.warning(request, problem.say)
            return redirect("ballots:papers", community, ballot.id)
    context = {"ballot": ballot, "form": form, "book": book, "may_type": rules.may_type(request.person, ballot)}
    return render(request, "ballots/table.html", context, status=422 if form.errors else 200)


def _say(taken: actions.TakenIn) -> str:
    """What became of the papers of a table."""
    said = {"papers": taken.papers, "counts": taken.counts, "replaced": taken.replaced, "void": taken.void}
    return _("收了 %(papers)s 张票：%(counts)s 张算数，%(replaced)s 张重复，%(void)s 张废票。") % said


@powered(Power.RUN_BALLOTS)
def paper_list(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """Every paper that came: whose, by which way, when, and whether it counts; of how it is marked nothing."""
    ballot = fetch(queries.ballots(), ballot_id)
    page = page_of(request, queries.papers_told(ballot))
    context = {"ballot": ballot, "states": queries.came(ballot).papers, "page": page}
    return render(request, "ballots/paper_list.html", context)


@powered(Power.RUN_BALLOTS)
def print_paper(request: PersonRequest, community: str, ballot_id: UUID) -> HttpResponse:
    """The paper ballot, to print: as many as wanted, each with its number."""
    ballot = fetch(queries.ballots(), ballot_id)
    first, many = (_number(request.GET.get(name), 1) for name in ("from", "many"))
    serials = [f"{number:04d}" for number in range(first, first + min(many, 200))]
    context = {
        "ballot": ballot,
        "matters": queries.matters_of(ballot),
        "serials": serials,
        "first": first,
        "many": many,
    }
    return render(request, "ballots/print_paper.html", context)


def _number(written: str | None, otherwise: int) -> int:
    return min(int(written), 99_999) if written and written.isdecimal() and int(written) else otherwise


@powered(Power.RUN_BALLOTS)
def paper_of(request: PersonRequest, community: str, vote_paper_id: UUID) -> HttpResponse:
    """A paper that its voter disputes: laid beside the original, it stands or is void; a new one may be typed."""
    paper = fetch(queries.all_papers(), vote_paper_id)
    ballot, form = paper.ballot, forms.VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = VoidWhy(form.cleaned_data["void"]) if form.cleaned_data["void"] else None
        if form.act(actions.look_at_paper, actor=request.person, paper=paper, void=why):
            messages.success(request, _("核对好了。"))
            return redirect("ballots:papers", community, ballot.id)
    context = {
        "ballot": ballot, "paper": paper, "form": form, "said": queries.said_in_words(ballot, paper),
        "may_type": rules.may_type(request.person, ballot),
    }  # fmt: skip
    return render(request, "ballots/paper_of.html", context, status=422 if form.errors else 200)
