"""A levy in the open, and on the desk: the matter, quotes, decision, shares, the chain, cash, costs and its account."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.funds import progress as progress_of_homes
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.meetings import queries as meetings
from hehuo.domain.plan.meetings.models import Decision
from hehuo.domain.run.books import queries as books
from hehuo.domain.run.levies import actions, chains, queries, quotes, rules
from hehuo.domain.run.levies.models import Levy, SurplusMove
from hehuo.flows.raise_levy import raise_levy
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, powered
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.levies import forms


def levy_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What is or was collected from homes."""
    return render(request, "levies/levy_list.html", {"levies": queries.begun()})


def levy_detail(request: CommunityRequest, community: str, levy_id: UUID) -> HttpResponse:
    """One matter as everyone may read it; whoever pays sees their own share too."""
    levy = fetch(queries.begun(), levy_id)
    context = _told(levy) | {
        "mine": queries.mine_of(levy, request.person) if request.person else [],
        "may_see_shares": rules.may_see_shares(request.person) if request.person else None,
        "may_collect": bool(request.person and _has_doors(request.person, levy)),
        "papers": files.public_files_of(levy.id),
    }
    return render(request, "levies/levy_detail.html", context)


@reads_books
def levy_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every levy, drafts too."""
    context = {"levies": queries.levies(), "may_draft": rules.may_draft(request.person)}
    return render(request, "levies/levy_desk.html", context)


@powered(Power.REQUEST_MONEY)
def levy_new(request: PersonRequest, community: str) -> HttpResponse:
    """Begin a matter."""
    return _begun(request, community, forms.LevyForm(request.POST or None), actions.draft_levy)


@powered(Power.REQUEST_MONEY)
def levy_of(request: PersonRequest, community: str, meeting_decision_id: UUID) -> HttpResponse:
    """Begin a matter that a meeting decided: its words and its minutes are there already."""
    decision = fetch(meetings.public_decisions(), meeting_decision_id)
    item = decision.item
    said = {"title": item.title[:40], "why": decision.text, "payers": str(item.meeting.place_id or "")}
    form = forms.LevyForm(request.POST or None, initial=said)
    return _begun(request, community, form, partial(raise_levy, decision=decision), decision)


def _begun(
    request: PersonRequest, community: str, form: forms.LevyForm, action: Callable[..., Levy],
    decision: Decision | None = None,
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid():
        levy = form.act(action, actor=request.person, **form.cleaned_data)
        if levy:
            return redirect("levies:manage", community, levy.id)
    context = {"form": form, "decision": decision}
    return render(request, "levies/levy_new.html", context, status=422 if form.errors else 200)


# What is done on the desk's page of a levy: its form, its action, and what is said when it is done.
ACTS = {
    "quote": (forms.QuoteForm, actions.add_quote, lambda: _("报价记下了。")),
    "decision": (forms.DecisionForm, actions.note_decision, lambda: _("决定记下了。")),
    "excuse": (forms.ExcuseForm, actions.excuse, lambda: _("免了，理由记在案。")),
    "return": (forms.WhyForm, actions.return_levy, lambda: _("退回了，经办人会看到理由。")),
    "drop": (forms.WhyForm, actions.drop_levy, lambda: _("不办了，理由记在案。")),
    "cost": (forms.CostForm, actions.ask_cost, lambda: _("送审了，等另一位审批。")),
    "settle": (forms.SettleForm, actions.settle_levy, lambda: _("余款定了。")),
    "paper": (forms.PaperForm, actions.add_paper, lambda: _("添上了。")),
    "extend": (forms.ExtendForm, actions.ask_extension, lambda: _("延期记下了。")),
    "keep_day": (forms.WhyForm, actions.return_extension, lambda: _("退回了，日子不变。")),
}
# What needs no words.
TAPS = {
    "ask": (actions.ask_levy, lambda: _("送审了，等另一位审批。")),
    "approve": (actions.approve_levy, lambda: _("批好了，可以收了。")),
    "close": (actions.close_levy, lambda: _("收完了。")),
    "publish": (actions.publish_levy, lambda: _("公布了，贴满 15 天。")),
    "grant": (actions.grant_extension, lambda: _("延好了，各户看到的是新的日子。")),
}


# What stands above each form, and on its button.
WORDS = {
    "file": (lambda: _("录报价表"), lambda: _("读报价表")),
    "quote": (lambda: _("手写一家报价"), lambda: _("记下报价")),
    "choose": (lambda: _("选定一家"), lambda: _("选定")),
    "decision": (lambda: _("大家怎么定的"), lambda: _("记下决定")),
    "excuse": (lambda: _("免一户"), lambda: _("免")),
    "return": (lambda: _("退回"), lambda: _("退回")),
    "drop": (lambda: _("不办了"), lambda: _("不办了")),
    "cost": (lambda: _("付一笔"), lambda: _("送审")),
    "settle": (lambda: _("余款怎么办"), lambda: _("定了")),
    "paper": (lambda: _("添一份材料"), lambda: _("添上")),
    "extend": (lambda: _("延期"), lambda: _("送审")),
    "keep_day": (lambda: _("不延"), lambda: _("退回")),
    "approve_move": (lambda: _("审批"), lambda: _("同意拨")),
    "make_move": (lambda: _("拨过去以后，记进账"), lambda: _("记进账")),
    "return_move": (lambda: _("退回"), lambda: _("退回")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One form of the desk's page."""

    act: str
    form: Form

    @property
    def title(self) -> str:
        return WORDS[self.act][0]()

    @property
    def word(self) -> str:
        return WORDS[self.act][1]()

    @property
    def is_ending(self) -> bool:
        return self.act in ("return", "drop", "keep_day", "return_move")

    @property
    def is_aside(self) -> bool:
        """Whether it may be done at any time, beside the step that comes next."""
        return self.act in ("paper", "extend")


@reads_books
def levy_manage(request: PersonRequest, community: str, levy_id: UUID) -> HttpResponse:
    """The desk's page of one matter: every step with its form, in the order in which they come."""
    levy = fetch(queries.levies(), levy_id)
    wanted = request.POST.get("act", "")
    shown = {name: form(auto_id=f"{name}_%s") for name, (form, _action, _say) in ACTS.items()}
    shown["choose"] = forms.ChooseForm(levy=levy, auto_id="choose_%s")
    shown["file"] = forms.QuotesFileForm(auto_id="file_%s")
    if request.method == "POST" and wanted in TAPS:
        action, say = TAPS[wanted]
        action(actor=request.person, levy=levy)
        messages.success(request, say())
        return redirect("levies:manage", community, levy.id)
    if request.method == "POST" and wanted in shown:
        shown[wanted] = _filled(request, levy, wanted)
        if not shown[wanted].errors:
            return redirect("levies:manage", community, levy.id)
    context = _told(levy) | {
        "steps": {name: Step(name, form) for name, form in shown.items()}, "costs": queries.costs_of(levy),
        "all_here": queries.all_here(levy), "asked": queries.asked_count(levy),
        "cash": queries.cash_waiting(levy), "excused": queries.shares_of(levy).exclude(excuse=""),
        "may_change": rules.may_change(request.person, levy), "may_approve": rules.may_approve(request.person, levy),
        "may_publish": rules.may_publish(request.person, levy), "may_draft": rules.may_draft(request.person),
        "papers": files.files_of(levy.id), "may_add_paper": rules.may_add_paper(request.person, levy),
        "collectors": queries.collectors_of(levy), "extensions": queries.extensions_of(levy),
    } | _to_extend(request, levy)  # fmt: skip
    return render(request, "levies/levy_manage.html", context, status=422 if request.method == "POST" else 200)


def _to_extend(request: PersonRequest, levy: Levy) -> dict[str, object]:
    """The later day that waits for a yes, and who may say it; else who may ask for one."""
    waiting = queries.asked_extension(levy)
    return {
        "waiting": waiting, "may_extend": rules.may_extend(request.person, levy),
        "may_decide_extension": rules.may_decide_extension(request.person, waiting) if waiting else None,
    }  # fmt: skip


def _filled(request: PersonRequest, levy: Levy, wanted: str) -> Form:
    """The form that was sent, with what came of it."""
    if wanted == "file":
        return _quotes_file(request, levy)
    if wanted == "choose":
        form = forms.ChooseForm(request.POST, levy=levy, auto_id="choose_%s")
        action, say = actions.choose_quote, lambda: _("选定了。")
    else:
        made, action, say = ACTS[wanted]
        form = made(request.POST, request.FILES, auto_id=f"{wanted}_%s")
    if form.is_valid() and form.act(action, actor=request.person, levy=levy, **form.cleaned_data):
        messages.success(request, say())
    return form


def _quotes_file(request: PersonRequest, levy: Levy) -> Form:
    form = forms.QuotesFileForm(request.POST, request.FILES, auto_id="file_%s")
    if not form.is_valid():
        return form
    upload = form.cleaned_data["file"]
    try:
        offers = quotes.read_quotes(upload.read(), upload.name)
    except FileFault as fault:
        form.add_error("file", fault.say)
        return form
    for offer in offers:
        form.act(
            actions.add_quote, actor=request.person, levy=levy, supplier=offer.supplier, total_fen=offer.total_fen,
            terms="；".join([*offer.terms, *offer.notes]), items=offer.items,
        )  # fmt: skip
        for note in offer.notes:
            messages.warning(request, f"{offer.supplier}：{note}")
    if not form.errors:
        messages.success(request, _("录了 %d 家报价。") % len(offers))
    return form


@reads_books
def share_list(request: PersonRequest, community: str, levy_id: UUID) -> HttpResponse:
    """Home by home, for those who handle it; never in public."""
    levy = fetch(queries.levies(), levy_id)
    rules.may_see_shares(request.person).or_refuse()
    context = {"levy": levy, "shares": queries.shares_of(levy), "sums": queries.sums_of(levy)}
    return render(request, "levies/share_list.html", context)


@reads_books
def chain(request: PersonRequest, community: str, levy_id: UUID) -> HttpResponse:
    """Paste a chain message, look at what it says, note it."""
    levy = fetch(queries.of_homes(), levy_id)
    form, found = forms.ChainForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        found = chains.sort_chain(levy, form.cleaned_data["message"])
        ticked = set(request.POST.getlist("share"))
        if "note" in request.POST:
            said = [(each.share, each.words) for each in found.said if str(each.share.id) in ticked]
            new = form.act(actions.pledge, actor=request.person, levy=levy, said=said, on=form.cleaned_data["on"])
            if new is not None:
                messages.success(request, _("记下了 %d 户。") % new)
                return redirect("levies:shares", community, levy.id)
    context = {"levy": levy, "form": form, "found": found}
    return render(request, "levies/chain.html", context, status=422 if form.errors else 200)


@entered
def doors(request: PersonRequest, community: str, levy_id: UUID) -> HttpResponse:
    """A collector's own doors: who has paid, and cash that was just taken."""
    levy = fetch(queries.begun(), levy_id)
    shares = list(queries.shares_within_reach(request.person, levy))
    held = queries.cash_waiting(levy).filter(collected_by=request.person)
    if not shares and not held:
        rules.may_see_shares(request.person).or_refuse()
    form = forms.CashForm(request.POST or None, shares=shares)
    if request.method == "POST" and form.is_valid():
        cash = form.act(actions.note_cash, actor=request.person, **form.cleaned_data)
        if cash:
            messages.success(request, _("记下了，请把现金交给报账员点收。"))
            return redirect("levies:doors", community, levy.id)
    context = {"levy": levy, "form": form, "shares": shares, "held": held}
    return render(request, "levies/doors.html", context, status=422 if form.errors else 200)


@require_POST
@reads_books
def cash_take(request: PersonRequest, community: str, levy_id: UUID, cash_id: UUID) -> HttpResponse:
    """The clerk has counted it."""
    levy = fetch(queries.levies(), levy_id)
    cash = fetch(queries.cash_waiting(levy), cash_id)
    actions.take_cash(actor=request.person, cash=cash)
    messages.success(request, _("点收了，记进账了。"))
    return redirect("levies:manage", community, levy.id)


@require_POST
@entered
def cash_back(request: PersonRequest, community: str, levy_id: UUID, cash_id: UUID) -> HttpResponse:
    """Back to the home, before the clerk has it."""
    levy = fetch(queries.begun(), levy_id)
    held = queries.cash_waiting(levy)
    if not rules.may_see_shares(request.person):
        held = held.filter(collected_by=request.person)
    actions.give_back_cash(actor=request.person, cash=fetch(held, cash_id))
    messages.success(request, _("记下了：现金退给了这一户。"))
    return redirect("levies:doors", community, levy.id)


def _on_wall(move: SurplusMove) -> bool:
    """Whether the month in which it was moved is published, so that everyone may open its line."""
    account = books.month_account(move.transaction.on.replace(day=1)) if move.transaction else None
    return bool(account and account.posting_id)


def _has_doors(person: Person, levy: Levy) -> bool:
    """Whether somebody collects here, or still holds cash from when they did."""
    held = queries.cash_waiting(levy).filter(collected_by=person)
    return queries.shares_within_reach(person, levy).exists() or held.exists()


def _told(levy: Levy) -> dict[str, object]:
    """What everyone may read of a levy."""
    progress, move = queries.progress_of(levy), queries.surplus_move_of(levy)
    return {
        "later": queries.told_extensions(levy), "move": move, "is_move_on_wall": bool(move and _on_wall(move)),
        "move_papers": files.public_files_of(move.id) if move else [],
        "levy": levy, "sums": queries.sums_of(levy), "progress": progress,
        "total": progress_of_homes.total_of(queries.counted(queries.shares_of(levy))),
        "quotes": list(levy.quotes.all()),
    }  # fmt: skip
