"""Setting what stood in the funds when these books began, from one table."""

from django.db import transaction

from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import rules as fund_rules
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import openings
from hehuo.domain.run.books.openings import OpeningPlan


@transaction.atomic
def set_openings(*, actor: Person, content: bytes, name: str) -> OpeningPlan:
    """Set every opening of a table, or none; the same table again sets nothing.

    Raises FileFault (Faults with each row's reason) and Refused as `funds.set_opening` does.
    """
    fund_rules.may_keep_funds(actor).or_refuse()
    list(Fund.objects.select_for_update(of=("self",)).order_by("pk"))  # two tables at once follow one another
    plan = openings.plan_of(content, name)
    for each in plan.new:
        funds.set_opening(actor=actor, fund=each.fund, fen=each.fen, on=each.on, purpose=each.purpose)
    return plan
