"""Setting a fee rule, and ending one."""

from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.fees import queries, rules
from hehuo.domain.run.fees.kinds import FeeBase
from hehuo.domain.run.fees.models import FeeRule


def set_rule(
    *,
    actor: Person,
    place: Place,
    fund: Fund,
    base: FeeBase,
    rate_x100: int,
    from_on: date,
    decision: str,
    to_on: date | None = None,
) -> FeeRule:
    """What a home pays a month from a day on, as its owners decided; one rule a place and day.

    Raises Invalid, Conflict.
    """
    rules.may_draft(actor).or_refuse()
    rules.check_fund(fund).or_refuse()
    if rate_x100 <= 0:
        raise Invalid("rate_x100", _("单价要大于零。"))
    if to_on and to_on < from_on:
        raise Invalid("to_on", _("结束的日子在开始之前，请核对。"))
    if not decision.strip():
        raise Invalid("decision", _("请写业主怎么定的，例如：2021 年 12 月业主大会，双过半。"))
    if queries.overlapping(place, from_on, to_on).exists():
        raise Conflict(_("这个小区在这些日子已经有收费标准了。请先写明原来的到哪天为止。"))
    rule = FeeRule.objects.create(
        place=place, fund=fund, base=base, rate_x100=rate_x100, from_on=from_on, to_on=to_on,
        decision=decision.strip(), made_by=actor,
    )  # fmt: skip
    journal.record(actor=actor, act="fees.rule_set", thing=rule, rate_x100=rate_x100, words=rule.decision)
    return rule


def end_rule(*, actor: Person, rule: FeeRule, to_on: date) -> FeeRule:
    """The rule holds until this day; the next one begins after it. Raises Invalid."""
    rules.may_draft(actor).or_refuse()
    rule = FeeRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if to_on < rule.from_on:
        raise Invalid("to_on", _("结束的日子在开始之前，请核对。"))
    rule.to_on = to_on
    rule.save(update_fields=["to_on"])
    journal.record(actor=actor, act="fees.rule_ended", thing=rule, to_on=to_on.isoformat())
    return rule
