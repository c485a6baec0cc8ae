"""Where a journey's steps about money lead: readable by anyone, without a word of who paid or handled it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.domain.ground.files import queries as papers
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Due, Voucher
from hehuo.domain.ground.places.models import Home
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.run.books import queries, rules
from hehuo.domain.run.books.models import MonthAccount, Turnover
from hehuo.web import addresses
from hehuo.web.requests import CommunityRequest, fetch


def share(request: CommunityRequest, community: str, turnover_id: UUID) -> HttpResponse:
    """A month's turnover of an agreement, the share of it, and what came of that."""
    turnover = fetch(queries.turnovers(), turnover_id)
    return _trace(request, turnover.due, turnover)


def expected(request: CommunityRequest, community: str, due_id: UUID) -> HttpResponse:
    """What is expected for a fund, by which rule, and what came of it."""
    return _trace(request, fetch(funds.dues(), due_id), None)


def line(request: CommunityRequest, community: str, transaction_id: UUID) -> HttpResponse:
    """A line of the books: at its place in the published month, or on the desk for those who work on it."""
    _voucher, published = _readable(request, transaction_id)
    if published:
        shown = queries.line_with(published, transaction_id)
        return redirect(f"{reverse('books:month', args=[community, published.month])}#line-{shown}")
    return redirect("books:voucher", community, transaction_id)


def origin(request: CommunityRequest, community: str, transaction_id: UUID) -> HttpResponse:
    """Where a line of the books comes from: the journey back to the first wish, or the matter that many homes pay."""
    voucher, _published = _readable(request, transaction_id)
    due = voucher.due
    if due is not None and due.debtor_kind == Home.kind_name():
        return redirect(addresses.of_thing(request.community, due.about_kind, due.about_id))
    journey = journeys.journey_of(transaction_id)
    context = {
        "voucher": voucher, "journey": journey, "addresses": addresses.of_steps(request.community, journey.steps),
        "month": voucher.on.replace(day=1), "papers": papers.public_files_of(voucher.transaction.about_id),
    }  # fmt: skip
    return render(request, "books/origin.html", context)


def account_of_month(request: CommunityRequest, community: str, account_id: UUID) -> HttpResponse:
    """The month of an account."""
    return redirect("books:month", community, fetch(queries.months(), account_id).month)


def _readable(request: CommunityRequest, transaction_id: UUID) -> tuple[Voucher, MonthAccount | None]:
    """A line, and the account it is published in; without one it is for those who work on the books."""
    voucher = funds.vouchers_of([transaction_id]).first()
    if voucher is None:
        raise Missing(_("没有这一笔。请从账本再找一次。"))
    account = queries.month_account(voucher.on.replace(day=1))
    if account and account.posting:
        return voucher, account
    if rules.may_see_books(request.person):
        return voucher, None
    raise Missing(_("这一笔所在的月份还没有公示，月底结账以后贴出来。"))


def _trace(request: CommunityRequest, due: Due | None, turnover: Turnover | None) -> HttpResponse:
    journey = journeys.journey_of((turnover or due).id)
    context = {
        "journey": journey, "addresses": addresses.of_steps(request.community, journey.steps),
        "due": due, "turnover": turnover, "vouchers": funds.vouchers_of_due(due) if due else [],
        "may_see": rules.may_see_books(request.person),
    }  # fmt: skip
    return render(request, "books/trace.html", context)
