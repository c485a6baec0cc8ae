"""A bank's statement beside the books: taken in, matched line by line, every line kept in sight until explained."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import DueState
from hehuo.domain.ground.intakes.kinds import Faults, FileFault
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks import actions, queries, rules, suggesting, transit
from hehuo.domain.run.banks.kinds import Figure, LineState, Sureness
from hehuo.domain.run.banks.models import HeldPaper, Statement
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.banks import forms
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.closed import closed_books

UNKNOWN_HEADS = {"header_missing", "columns_missing", "balance_missing"}  # the columns are said by hand then
CHOICES = 300  # dues offered on one line's page


@reads_books
def statement_list(request: PersonRequest, community: str) -> HttpResponse:
    """Statements taken in, and one more."""
    form, problems, held = forms.StatementForm(request.POST or None, request.FILES or None), [], None
    if request.method == "POST" and form.is_valid():
        made = form.act(_take, request.person, form.cleaned_data)
        held = form.act(_hold, request.person, form.cleaned_data) if isinstance(made, FileFault) else None
        if isinstance(made, FileFault) and held and (held.called or made.code in UNKNOWN_HEADS):
            messages.success(request, _("文件收到了，还没记一笔。请看一看各列是什么。"))
            return redirect("banks:paper", community, held.id)
        if isinstance(made, FileFault):
            problems = made.problems if isinstance(made, Faults) else [made.problem]
            form.add_error("file", _("这份流水没有收，一笔也没记。请照下面改好，再传一次。"))
        elif made:
            messages.success(request, _("收好了 %d 笔，请一笔一笔对。") % made.lines.count())
            return redirect("banks:detail", community, made.id)
    context = {
        "form": form, "problems": problems, "statements": queries.statements(), "held": queries.held_papers(),
        "may": rules.may_reconcile(request.person), "held_id": held.id if held else None,
    }  # fmt: skip
    return render(request, "banks/statement_list.html", context, status=422 if form.errors else 200)


@reads_books
def statement_detail(request: PersonRequest, community: str, statement_id: UUID) -> HttpResponse:
    """Every line: what is open first with a suggestion and its reasons, then what is explained."""
    statement = fetch(queries.statements(), statement_id)
    open_lines = list(queries.lines_of(statement, state=LineState.OPEN))
    found = suggesting.suggestions(statement.fund, open_lines)
    context = {
        "statement": statement, "found": found, "sure": sum(each.sureness == Sureness.SURE for each in found),
        "reconciled": queries.reconciled(statement), "matches": queries.matches_of(statement), "closed": closed_books(),
        "explained": queries.lines_of(statement, state=LineState.EXPLAINED), "may": rules.may_match(request.person),
    }  # fmt: skip
    return render(request, "banks/statement_detail.html", context)


@reads_books
def sheet(request: PersonRequest, community: str, statement_id: UUID) -> HttpResponse:
    """余额调节表: both balances brought together, two names, and a page to print."""
    statement = fetch(queries.statements(), statement_id)
    kept = queries.reconciliation_of(statement)
    form = forms.SheetForm(request.POST if "prepare" in request.POST else None)
    if "confirm" in request.POST and kept:
        actions.confirm_sheet(actor=request.person, sheet=kept)
        return redirect("banks:sheet", community, statement.id)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.prepare_sheet, actor=request.person, statement=statement, **form.cleaned_data):
        return redirect("banks:sheet", community, statement.id)
    found = transit.Adjusted(**kept.figures) if kept else transit.adjusted(statement)
    context = {
        "statement": statement, "kept": kept, "found": found, "form": form,
        "may_prepare": rules.may_reconcile(request.person),
        "may_confirm": rules.may_confirm(request.person, kept.prepared_by) if kept else None,
    }  # fmt: skip
    return render(request, "banks/sheet.html", context, status=422 if form.errors else 200)


@reads_books
def behind(request: PersonRequest, community: str, statement_id: UUID, figure: str) -> HttpResponse:
    """One figure of the sheet: the records that add up to it."""
    statement = fetch(queries.statements(), statement_id)
    if figure not in Figure:
        raise Missing(_("调节表上没有这一个数。"))
    asked, kept = Figure(figure), queries.reconciliation_of(statement)
    found = transit.records(statement, asked)
    context = {
        "statement": statement, "figure": asked, "records": found, "sum": sum(record.fen for record in found),
        "kept": kept, "kept_fen": transit.Adjusted(**kept.figures).fen_of(asked) if kept else None,
    }  # fmt: skip
    return render(request, "banks/behind.html", context)


@require_POST
@reads_books
def take_sure(request: PersonRequest, community: str, statement_id: UUID) -> HttpResponse:
    """One key for everything that is sure."""
    statement = fetch(queries.statements(), statement_id)
    count = actions.match_sure(actor=request.person, statement=statement)
    messages.success(request, _("对上了 %d 笔，记进账了。") % count)
    return redirect("banks:detail", community, statement.id)


@reads_books
def line_detail(request: PersonRequest, community: str, line_id: UUID) -> HttpResponse:
    """One line: what it may be, chosen by hand, or said in words."""
    line = fetch(queries.lines(), line_id)
    wanted = request.POST.get("act", "")
    dues = list(funds.dues(state=DueState.OPEN).filter(fund=line.fund)[:CHOICES]) if line.is_income else []
    (suggestion,) = suggesting.suggestions(line.fund, [line])
    payments = [] if line.is_income else suggesting.payments_like(line)
    sent = {name: request.POST if wanted == name else None for name in _ACTS}
    meant = {"dues": [str(due.id) for due in suggestion.dues]}
    shown = {
        "dues": forms.DuesForm(sent["dues"], dues=dues, initial=meant),
        "payment": forms.PaymentForm(sent["payment"], vouchers=payments),
        "words": forms.WordsForm(sent["words"]),
        "reason": forms.ReasonForm(sent["reason"]),
    }
    form = shown.get(wanted)
    if (
        request.method == "POST"
        and form
        and form.is_valid()
        and form.act(_ACTS[wanted], actor=request.person, line=line, **form.cleaned_data)
    ):
        return redirect("banks:detail", community, line.statement_id)
    context = {
        "line": line, "suggestion": suggestion, "forms": shown, "dues": dues, "payments": payments,
        "may_match": rules.may_match(request.person), "may_reconcile": rules.may_reconcile(request.person),
        "matches": line.matches.filter(undone_at=None).select_related("voucher", "due"),
        "left": abs(line.fen) - queries.matched_fen(line), "closed": closed_books(),
    }  # fmt: skip
    return render(request, "banks/line_detail.html", context, status=422 if form and form.errors else 200)


_ACTS = {
    "dues": actions.match_dues, "payment": actions.match_payment, "words": actions.explain_line,
    "reason": actions.unmatch,
}  # fmt: skip


def _hold(actor: Person, said: dict[str, Any]) -> HeldPaper | None:
    """The file kept until its columns are said; nothing where it cannot even be opened."""
    upload = said["file"]
    upload.seek(0)
    try:
        return actions.hold_paper(
            actor=actor, fund=said["fund"], content=upload.read(), name=upload.name, closing_fen=said["closing_fen"]
        )
    except FileFault:
        return None


def _take(actor: Person, said: dict[str, Any]) -> Statement | FileFault:
    """The statement, or what is wrong with the file: its page lists every row."""
    upload = said["file"]
    try:
        return actions.take_statement(
            actor=actor, fund=said["fund"], content=upload.read(), name=upload.name, closing_fen=said["closing_fen"]
        )
    except FileFault as fault:
        return fault
