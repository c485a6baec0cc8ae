"""The pots, the vouchers, and every account's statement."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Missing
from hehuo.domain.ground.funds import actions as fund_actions
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds import rules as fund_rules
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.run.books import queries, rules
from hehuo.domain.run.books.kinds import RequestState
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.forms import (
    ReverseForm,
)
from hehuo.web.run.books.periods import usual_months


@reads_books
def overview(request: PersonRequest, community: str) -> HttpResponse:
    """The pots with what stands in each, and what waits."""
    month = queries.this_month()
    context = {
        "pots": funds.moved_between(month, rules.last_day(month)), "month": month,
        "late": funds.late_dues(), "asked": queries.requests(states=[RequestState.ASKED])[:20],
        "approved": queries.requests(states=[RequestState.APPROVED])[:20],
        "may_open": fund_rules.may_keep_funds(request.person),
    }  # fmt: skip
    return render(request, "books/overview.html", context)


@reads_books
def voucher_list(request: PersonRequest, community: str) -> HttpResponse:
    """Every receipt and payment, newest first."""
    return render(request, "books/voucher_list.html", {"page": page_of(request, funds.vouchers())})


@reads_books
def voucher_detail(request: PersonRequest, community: str, transaction_id: UUID) -> HttpResponse:
    """One transaction of the books: whose hands it went through; putting it right by a reversal."""
    found = list(funds.vouchers_of([transaction_id]))
    if not found:
        raise Missing(_("没有这张凭证。请从凭证清单再进一次。"))
    form = ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.act(fund_actions.reverse_voucher, actor=request.person, voucher=found[0], **form.cleaned_data)
        if made:
            messages.success(request, _("冲正了，凭证 %s 号。") % made.number)
            return redirect("books:voucher", community, made.id)
    context = {"vouchers": found, "form": form, "may_reverse": fund_rules.may_reverse(request.person, found[0])}
    return render(request, "books/voucher_detail.html", context, status=422 if form.errors else 200)


@reads_books
def fund_statement(request: PersonRequest, community: str, fund_id: UUID) -> HttpResponse:
    """A fund over one month: opening, each line with the balance after it, closing; its purposes and lines beside."""
    fund = fetch(funds.funds(), fund_id)
    month = rules.month_of(request.GET.get("month") or f"{clock.today():%Y-%m}")
    last = rules.last_day(month)
    period, lines = funds.statement_of(fund, month, last)
    context = {
        "fund": fund, "month": month, "period": period, "lines": lines, "purposes": funds.purposes_of(fund),
        "before": date.fromordinal(month.toordinal() - 1), "after": date.fromordinal(last.toordinal() + 1),
        "accounts": ledger.accounts_of(fund.id), "this_month": queries.this_month(),
        "usual_months": usual_months(month),
    }  # fmt: skip
    return render(request, "books/fund_statement.html", context)


@reads_books
def account_statement(request: PersonRequest, community: str, account_id: UUID) -> HttpResponse:
    """All that ever moved on an account, newest first, fifty to a page; any page costs the same."""
    account = fetch(ledger.accounts(), account_id)
    context = {"account": account, "statement": ledger.statement(account, before=request.GET.get("before", ""))}
    return render(request, "books/account_statement.html", context)
