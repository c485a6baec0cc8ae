"""What a pot plans for a year."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import actions, rules, yearly
from hehuo.domain.run.books.kinds import BudgetState
from hehuo.domain.run.books.models import Budget
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.forms import BudgetForm, WhyForm


@reads_books
def budget_of(request: PersonRequest, community: str, budget_id: UUID) -> HttpResponse:
    """The page of a plan's pot and year."""
    plan = fetch(yearly.budgets(), budget_id)
    return redirect("books:budget", community, plan.fund_id, plan.year)


@reads_books
def budget(request: PersonRequest, community: str, fund_id: UUID, year: int) -> HttpResponse:
    """A pot's plans for a year: the newest with its lines, approving it, and asking for a new one."""
    fund = fetch(funds.funds(), fund_id)
    plans = list(yearly.budgets_of(fund, year))
    asked = next((plan for plan in plans if plan.state == BudgetState.ASKED), None)
    planned = yearly.planned_in(plans[0]) if plans else {}
    lines = list(funds.lines(fund=fund))
    act = request.POST.get("act", "")
    form = BudgetForm(request.POST if act == "ask" else None, lines=lines, planned=planned)
    why = WhyForm(request.POST if act == "return" else None, auto_id="return_%s")
    if say := _done(request.person, act, fund, year, asked=asked, form=form, why=why):
        messages.success(request, say)
        return redirect("books:budget", community, fund.id, year)
    context = {
        "fund": fund, "year": year, "plans": plans, "asked": asked, "form": form, "why": why,
        "planned": [(line, planned[line.id]) for line in lines if line.id in planned],
        "may_ask": rules.may_ask_for_money(request.person), "may_plan": rules.may_plan_for(year),
        "may_approve": rules.may_approve_budget(request.person, asked) if asked else None,
    }  # fmt: skip
    return render(request, "books/budget.html", context, status=422 if form.errors or why.errors else 200)


def _done(
    person: Person, act: str, fund: Fund, year: int, *, asked: Budget | None, form: BudgetForm, why: WhyForm
) -> str:
    """Do what was sent; what to say then, or nothing when it was not done."""
    if act == "approve" and asked:
        actions.approve_budget(actor=person, budget=asked)
        return _("批好了，公示里会和实际摆在一起。")
    if act == "return" and asked and why.is_valid():
        done = why.act(actions.return_budget, actor=person, budget=asked, **why.cleaned_data)
        return _("退回了，经办人会看到理由。") if done else ""
    if act == "ask" and form.is_valid():
        done = form.act(actions.ask_budget, actor=person, fund=fund, year=year, **form.said())
        return _("送审了，等另一位审批。") if done else ""
    return ""
