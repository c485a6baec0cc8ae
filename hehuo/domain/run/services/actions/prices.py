"""Marking prices. A price is never overwritten: the old one ends, the new one begins."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.services import queries, rules
from hehuo.domain.run.services.kinds import Basis
from hehuo.domain.run.services.models import CostClause, PriceItem, PriceSheet


@transaction.atomic
def set_price(
    *,
    actor: Person,
    agreement: Agreement,
    name: str,
    unit: str,
    resident_fen: int,
    market_fen: int | None = None,
    source: str = "",
    seen_on: date | None = None,
    audience: str = "",
    free_for: str = "",
    group: str = "",
    note: str = "",
    basis: Basis = Basis.MARKET,
    cost_fen: int | None = None,
    sheet: PriceSheet | None = None,
    key: UUID | None = None,
) -> PriceItem:
    """Mark a price in fen, never above the agreement's rule; it replaces the one before.

    The rule is a percent of a recorded market price, or the cost where the agreement says so.
    """
    if key and (made := PriceItem.objects.filter(pk=key).first()):
        return made
    agreement = (
        Agreement.objects.select_for_update(of=("self",)).select_related("partner__contact").get(pk=agreement.pk)
    )
    rules.may_set_prices(actor, agreement).or_refuse()
    if agreement.state == AgreementState.ENDED:
        raise Conflict(_("这份协议已经结束，不能再标价。"))
    item = PriceItem(
        id=key or ids.uuid7(), agreement=agreement, name=name.strip(), unit=unit.strip(), audience=audience.strip(),
        resident_fen=resident_fen, market_fen=market_fen, limit_percent=agreement.price_percent,
        source=source.strip(), seen_on=seen_on, free_for=free_for.strip(), set_by=actor, group=group.strip(),
        note=note.strip(), basis=basis, cost_fen=cost_fen if basis == Basis.COST else None, sheet=sheet,
    )  # fmt: skip
    _check(item, may_cost=queries.cost_clause_of(agreement) is not None)
    before = PriceItem.objects.filter(agreement=agreement, name=item.name, unit=item.unit, until_on=None)
    before.update(until_on=clock.today())
    item.save(force_insert=True)
    threads.tie(earlier=agreement, later=item)
    journal.record(
        actor=actor, act="services.price_set", thing=item, resident_fen=resident_fen, market_fen=market_fen,
        percent=agreement.price_percent,
    )  # fmt: skip
    return item


@transaction.atomic
def end_price(*, actor: Person, item: PriceItem) -> PriceItem:
    """A service is no longer offered from today."""
    item = (
        PriceItem.objects.select_for_update(of=("self",)).select_related("agreement__partner__contact").get(pk=item.pk)
    )
    rules.may_set_prices(actor, item.agreement).or_refuse()
    item.until_on = clock.today()
    item.save(update_fields=["until_on"])
    journal.record(actor=actor, act="services.price_ended", thing=item)
    return item


@transaction.atomic
def quote_cost_clause(*, actor: Person, agreement: Agreement, words: str) -> CostClause:
    """Write down where the agreement says that some things are done at cost; quoting again puts the words right."""
    agreement = Agreement.objects.select_related("partner__contact").get(pk=agreement.pk)
    rules.may_quote_cost(actor, agreement).or_refuse()
    if not words.strip():
        raise Invalid("words", _("请照抄协议里“按成本收”的那一句。"))
    clause, _made = CostClause.objects.update_or_create(
        agreement=agreement, defaults={"words": words.strip(), "noted_by": actor, "noted_on": clock.today()}
    )
    journal.record(actor=actor, act="services.cost_clause_quoted", thing=agreement, words=clause.words)
    return clause


def _check(item: PriceItem, *, may_cost: bool) -> None:
    if not item.name:
        raise Invalid("name", _("请写服务的名字。"))
    if not item.unit:
        raise Invalid("unit", _("请写按什么收：一次、一节、一个月。"))
    if item.resident_fen < 0 or (item.market_fen is not None and item.market_fen < 0):
        raise Invalid("resident_fen", _("价格不能是负数。"))
    verdict = rules.keeps_to_rule(
        resident_fen=item.resident_fen, market_fen=item.market_fen, percent=item.limit_percent,
        basis=item.basis, cost_fen=item.cost_fen, may_cost=may_cost,
    )  # fmt: skip
    if not verdict:
        raise Invalid("resident_fen", verdict.reason)
    if item.resident_fen and (not item.source or item.seen_on is None):
        raise Invalid("source", _("请写市场价从哪里看到、哪一天看到。"))
    if item.seen_on and item.seen_on > clock.today():
        raise Invalid("seen_on", _("看到市场价的日子不能在今天之后。"))
