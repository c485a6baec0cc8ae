"""Setting what a fund's payments need."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import rules
from hehuo.domain.run.books.models import SpendingRule
from hehuo.domain.run.books.spending import Step


@transaction.atomic
def set_ladder(*, actor: Person, fund: Fund, steps: Sequence[Step]) -> list[Step]:
    """The steps of a fund from now on, the lowest from nothing; what was asked before is judged by them too."""
    rules.may_set_ladder(actor).or_refuse()
    ordered = sorted(steps, key=lambda step: step.from_fen)
    if not ordered or ordered[0].from_fen != 0:
        raise Invalid("steps", _("第一档要从 0 元起。"))
    if len({step.from_fen for step in ordered}) < len(ordered):
        raise Invalid("steps", _("两档的起点一样，请改一档。"))
    SpendingRule.objects.filter(fund=fund).delete()
    for step in ordered:
        SpendingRule.objects.create(
            fund=fund, from_fen=step.from_fen, prices=step.prices, asks_opinion=step.asks_opinion,
            asks_decision=step.asks_decision, set_by=actor,
        )  # fmt: skip
    journal.record(
        actor=actor, act="books.ladder_set", thing=fund,
        steps=[[step.from_fen, step.prices, step.asks_opinion, step.asks_decision] for step in ordered],
    )  # fmt: skip
    return ordered
