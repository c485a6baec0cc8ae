"""The books as everyone reads them, without login: a month, its paper, and what a seal stands for."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Missing
from hehuo.domain.ground.postings import queries as board
from hehuo.domain.ground.seals import queries as seals
from hehuo.domain.ground.seals.kinds import read_code
from hehuo.domain.run.books import queries, rules, yearly
from hehuo.domain.run.books.models import MonthAccount
from hehuo.web.requests import CommunityRequest
from hehuo.web.run.books.shown import pots_of

SHOWN_MONTHS = 6
PRINTED_ANSWERS = 4


def book(request: CommunityRequest, community: str) -> HttpResponse:
    """The newest published month, or the word that there is none yet."""
    latest = queries.posted_months().first()
    if latest is None:
        return render(request, "books/book_empty.html")
    return redirect("books:month", community, latest.month)


def month(request: CommunityRequest, community: str, month: date) -> HttpResponse:
    """A published month: every pot apart, every line open to a question."""
    account = _readable(request, month)
    context = {
        "account": account, "pots": pots_of(queries.account_of(account)), "months": _months(account),
        "opinions": queries.opinions_of(account),
        "response": board.response_since(clock.at(month)), "is_draft": account.posting is None,
        "on_paper": read_code(request.GET.get("seal", "")) if "seal" in request.GET else None,
    }  # fmt: skip
    return render(request, "books/month.html", context)


def month_print(request: CommunityRequest, community: str, month: date) -> HttpResponse:
    """The same on A4: one sheet a pot, with the code of its seal and the way back here."""
    account = _readable(request, month)
    pots = pots_of(queries.account_of(account))
    answered = [each for pot in pots for line in pot.lines for each in line.questions if each.answer]
    context = {
        "account": account, "pots": pots, "opinions": queries.opinions_of(account),
        "answered": answered[:PRINTED_ANSWERS],
        "address": f"{reverse('books:month', args=[community, month])}?seal={account.seal_code}",
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "books/month_print.html", context)


def seal(request: CommunityRequest, community: str, code: str) -> HttpResponse:
    """What a code on paper stands for, proven now."""
    found = seals.seal_by_code(code)
    if found is None:
        raise Missing(_("没有这个封账码。请对着纸再核一遍，一共 20 位；纸上的账可能不是这里公布的。"))
    context = {
        "seal": found, "faults": seals.check_seal(found),
        "months": [(each, queries.differences(each)) for each in queries.months_under(found.code)],
        "years": [(each, yearly.is_as_closed(each)) for each in yearly.years_under(found.code)],
    }  # fmt: skip
    return render(request, "books/seal.html", context)


def seal_find(request: CommunityRequest, community: str) -> HttpResponse:
    """Type the code that stands on paper."""
    code = request.GET.get("code", "").strip()
    if not code:
        return render(request, "books/seal_find.html")
    return redirect("books:seal", community, code[:40])


def _readable(request: CommunityRequest, month: date) -> MonthAccount:
    """A published month for everyone, any month for those who work on the books."""
    account = queries.month_account(month)
    if account is None or not (account.posting or rules.may_see_books(request.person)):
        raise Missing(_("%s 的账还没有公示。结账后会贴出来，至少公示 15 天。") % f"{month:%Y-%m}")
    return account


def _months(current: MonthAccount) -> list[MonthAccount]:
    """The newest published months in the order of time, the current one among them."""
    found = {each.month: each for each in queries.posted_months()[:SHOWN_MONTHS]}
    return [each for _month, each in sorted((found | {current.month: current}).items())]
