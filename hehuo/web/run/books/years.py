"""A year of the books: in the open, and closing and publishing it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.domain.ground.funds.kinds import NATURE_RULES, FundNature
from hehuo.domain.run.books import actions, rules, yearly
from hehuo.domain.run.books.kinds import MonthState
from hehuo.web.design.charts import Column, Point
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.forms import PostMonthForm


@dataclass(frozen=True, slots=True)
class LineBeside:
    """A line's actual beside its plan, in fen."""

    name: str
    is_income: bool
    actual: int
    planned: int | None


@dataclass(frozen=True, slots=True)
class PotOfYear:
    """A pot's year with its pictures; the tables beside them say the same."""

    pot: dict[str, Any]

    @property
    def nature(self) -> str:
        return str(FundNature(self.pot["nature"]).label)

    @property
    def decides(self) -> str:
        return str(NATURE_RULES[FundNature(self.pot["nature"])].decides)

    @property
    def granted(self) -> int:
        """The part of the income that was given, not earned (S5)."""
        return int(self.pot["income"] - self.pot["earned"])

    @property
    def lines(self) -> list[LineBeside]:
        return [
            LineBeside(line["line"], line["direction"] == "in", line["actual"], line["planned"])
            for line in self.pot["lines"]
        ]

    @property
    def largest(self) -> int:
        """The largest figure of all lines, for the bars."""
        return max((max(line.actual, line.planned or 0) for line in self.lines), default=0)

    @property
    def months(self) -> list[dict[str, int]]:
        return [month | {"granted": month["income"] - month["earned"]} for month in self.pot["months"]]

    @property
    def balances(self) -> list[Point]:
        return [Point(str(month["month"]), month["closing"]) for month in self.months]

    @property
    def incomes(self) -> list[Column]:
        """What was earned, from the ground up, and what was given on top."""
        return [
            Column(str(month["month"]), [("green", max(month["earned"], 0)), ("blue", max(month["granted"], 0))])
            for month in self.months
        ]


def year(request: CommunityRequest, community: str, year: int) -> HttpResponse:
    """A year out of what was published, pot by pot: pictures, and the same as tables."""
    return render(request, "books/year.html", _shown(request, year))


def year_print(request: CommunityRequest, community: str, year: int) -> HttpResponse:
    """The same on paper."""
    context = _shown(request, year) | {"a3": request.GET.get("paper") == "a3"}
    return render(request, "books/year_print.html", context)


def _shown(request: CommunityRequest, year: int) -> dict[str, Any]:
    """Published months for everyone; those who work on the books see a closed year before it is posted."""
    account = yearly.year_account(year)
    sees = bool(rules.may_see_books(request.person))
    states = (MonthState.POSTED, MonthState.CLOSED) if sees and account else (MonthState.POSTED,)
    found = yearly.year_of(year, states=states)
    if not found["pots"]:
        raise Missing(_("%s 年还没有公示过的账。月底结账以后，这里就有。") % year)
    return {
        "year": year, "account": account, "pots": [PotOfYear(pot) for pot in found["pots"]],
        "months": found["months"], "years": yearly.years(), "is_posted": account and account.posting_id,
    }  # fmt: skip


def account_of_year(request: CommunityRequest, community: str, account_id: UUID) -> HttpResponse:
    """The year of an account: on the wall, or on the desk while it is to be posted."""
    account = fetch(yearly.closed_years(), account_id)
    return redirect("books:year" if account.posting_id else "books:year_close", community, account.year)


@reads_books
def year_close(request: PersonRequest, community: str, year: int) -> HttpResponse:
    """Look at the year once more, then close it; then it is published by another."""
    account = yearly.year_account(year)
    form = PostMonthForm(request.POST or None)
    if request.method == "POST" and account is None:
        closed = actions.close_year(actor=request.person, year=year)
        messages.success(request, _("年结好了，封账码 %s。") % closed.seal_code)
        return redirect("books:year_close", community, year)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.post_year, actor=request.person, account=account, **form.cleaned_data):
        messages.success(request, _("公示出去了，别忘了打印贴上墙。"))
        return redirect("books:year", community, year)
    draft = account.account if account else yearly.draft_of(year, states=(MonthState.CLOSED, MonthState.POSTED))
    context = {
        "year": year, "account": account, "draft": draft, "form": form, "is_over": rules.is_year_over(year),
        "may_close": rules.may_close_year(request.person),
        "may_post": rules.may_post_year(request.person, account) if account else None,
    }  # fmt: skip
    return render(request, "books/year_close.html", context, status=422 if form.errors else 200)
