"""A pot's plan for a year: asked for by one, approved by another."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds.models import BudgetLine, Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import rules
from hehuo.domain.run.books.kinds import BudgetState
from hehuo.domain.run.books.models import Budget, Planned

WITHIN = timedelta(days=7)


@transaction.atomic
def ask_budget(
    *,
    actor: Person,
    fund: Fund,
    year: int,
    planned: Mapping[BudgetLine, int],
    decision: str,
    key: UUID | None = None,
) -> Budget:
    """Ask that a pot's plan for a year be approved, in fen by line; a changed plan is a new version."""
    if key and (asked := Budget.objects.filter(pk=key).first()):
        return asked
    rules.may_ask_for_money(actor).or_refuse()
    rules.may_plan_for(year).or_refuse()
    if not planned:
        raise Invalid("planned", _("至少写一个科目的数。"))
    if any(fen < 0 for fen in planned.values()) or any(line.fund_id != fund.pk for line in planned):
        raise Invalid("planned", _("有一个数不对，请核对。"))
    if not decision.strip():
        raise Invalid("decision", _("请写哪天、谁定的：预算要先有决议（%s）。") % fund.rule.decides)
    last = Budget.objects.filter(fund=fund, year=year).aggregate(last=Max("version"))["last"] or 0
    budget = Budget(
        id=key or ids.uuid7(), fund=fund, year=year, version=last + 1, decision=decision.strip(), requested_by=actor
    )
    _save(budget)
    Planned.objects.bulk_create(Planned(budget=budget, line=line, fen=fen) for line, fen in planned.items())
    duties.assign(
        about=budget, act="approve_budget", verb="guan", title=sentence("审批：%(year)s 年预算", year=str(year)),
        due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
    )  # fmt: skip
    journal.record(actor=actor, act="books.budget_asked", thing=budget, year=year, words=budget.decision)
    return budget


@transaction.atomic
def approve_budget(*, actor: Person, budget: Budget) -> Budget:
    """Approve what another planned: from now on it stands beside what really moved."""
    budget = _locked(budget)
    rules.may_approve_budget(actor, budget).or_refuse()
    budget.move_to(BudgetState.APPROVED)
    budget.approved_by, budget.approved_at = actor, clock.now()
    budget.save(update_fields=["state", "approved_by", "approved_at"])
    duties.done(about=budget, act="approve_budget", actor=actor)
    journal.record(actor=actor, act="books.budget_approved", thing=budget, year=budget.year)
    return budget


@transaction.atomic
def return_budget(*, actor: Person, budget: Budget, why: str) -> Budget:
    """Send a plan back with the reason; who planned it asks with a new version."""
    budget = _locked(budget)
    rules.may_approve_budget(actor, budget).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，经办人会看到。"))
    budget.move_to(BudgetState.RETURNED)
    budget.returned_why = why.strip()
    budget.save(update_fields=["state", "returned_why"])
    duties.drop(about=budget)
    journal.record(actor=actor, act="books.budget_returned", thing=budget, words=budget.returned_why)
    return budget


def _save(budget: Budget) -> None:
    try:
        with transaction.atomic():
            budget.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("这个资金这一年已经有一份预算在等审批。要改，请先请审批的人退回。")) from None


def _locked(budget: Budget) -> Budget:
    return (
        Budget.objects.select_for_update(of=("self",)).select_related("fund", "requested_by").get(pk=budget.pk)
    )  # fmt: skip
