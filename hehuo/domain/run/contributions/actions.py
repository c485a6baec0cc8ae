"""Promising, noting, tying, confirming, returning, taking back, and ringing once where a promise is late."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.kinds import Contribution
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.contributions import queries, rules
from hehuo.domain.run.contributions.kinds import FROM_BOOKS, LATE_WITHIN
from hehuo.domain.run.contributions.models import Delivery, Pledge
from hehuo.domain.run.contributions.queries import Record
from hehuo.domain.run.exchanges import sides
from hehuo.domain.run.exchanges.kinds import DeliveryState, PromiseState

BATCH = 200


@transaction.atomic
def pledge_contribution(
    *,
    actor: Person,
    agreement: Agreement,
    kind: Contribution,
    amount: int,
    what: str,
    due_on: date,
    key: UUID | None = None,
) -> Pledge:
    """Write down what the partner brings by a day, in the unit of its kind. Raises Refused, Invalid."""
    if key and (made := Pledge.objects.filter(pk=key).first()):
        return made
    agreement = _agreement(agreement)
    rules.may_pledge(actor, agreement).or_refuse()
    _check(amount, what)
    if not agreement.starts_on <= due_on <= agreement.ends_on:
        raise Invalid("due_on", _("日子要在协议的期限里。"))
    pledge = Pledge.objects.create(
        id=key or ids.uuid7(), agreement=agreement, kind=kind, amount=amount, what=what.strip(), due_on=due_on,
        made_by=actor,
    )  # fmt: skip
    threads.tie(earlier=agreement, later=pledge)
    journal.record(
        actor=actor, act="contributions.pledged", thing=pledge, kind=kind.value, amount=amount,
        due_on=due_on.isoformat(),
    )  # fmt: skip
    return pledge


@transaction.atomic
def drop_contribution(*, actor: Person, pledge: Pledge, why: str) -> Pledge:
    """It no longer counts, as both sides agreed; the row stays with its reason."""
    pledge = _pledge(pledge)
    rules.may_pledge(actor, pledge.agreement).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么不算了，对方会看到。"))
    pledge.move_to(PromiseState.DROPPED)
    pledge.dropped_by, pledge.dropped_why = actor, why.strip()[:200]
    pledge.save(update_fields=["state", "dropped_by", "dropped_why"])
    duties.drop(about=pledge)
    journal.record(actor=actor, act="contributions.dropped", thing=pledge, words=pledge.dropped_why)
    return pledge


@transaction.atomic
def note_contribution(
    *,
    actor: Person,
    agreement: Agreement,
    kind: Contribution,
    amount: int,
    what: str,
    on: date | None = None,
    pledge: Pledge | None = None,
    key: UUID | None = None,
) -> Delivery:
    """Note what came; it counts when the other side confirms it. Money is tied to the books instead."""
    if key and (made := Delivery.objects.filter(pk=key).first()):
        return made
    agreement, on = _agreement(agreement), on or clock.today()
    rules.may_note(actor, agreement).or_refuse()
    if kind in FROM_BOOKS:
        raise Invalid("kind", _("钱以账本为准：到账记账以后，从下面「账上已经有的」里选。"))
    _check(amount, what)
    if on > clock.today():
        raise Invalid("on", _("还没到的日子不能记。"))
    return _keep(
        actor, Delivery(id=key or ids.uuid7(), agreement=agreement, kind=kind, amount=amount, what=what, on=on), pledge
    )


@transaction.atomic
def tie_record(
    *, actor: Person, agreement: Agreement, record: Record, pledge: Pledge | None = None, key: UUID | None = None
) -> Delivery:
    """Say that a record of the books, or of the give-and-get account, is this contribution: counted once, there.

    An entry of the give-and-get account keeps a promise as a whole, so it needs one. Raises Refused, Invalid, Conflict.
    """
    if key and (made := Delivery.objects.filter(pk=key).first()):
        return made
    agreement = _agreement(agreement)
    rules.may_note(actor, agreement).or_refuse()
    kind = record.kind or (Contribution(pledge.kind) if pledge else None)
    if kind is None:
        raise Invalid("pledge", _("请选它兑现的是哪一条约定。"))
    delivery = Delivery(
        id=key or ids.uuid7(), agreement=agreement, kind=kind, booked=record.booked, exchanged=record.exchanged,
        what=record.what[:80], on=record.on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            delivery = _keep(actor, delivery, pledge)
    except IntegrityError as error:
        raise Conflict(_("这一笔已经算过了，不能算两次。")) from error
    if pledge and record.booked:
        threads.tie(earlier=pledge, later=record.booked)
    return delivery


@transaction.atomic
def confirm_contribution(*, actor: Person, delivery: Delivery) -> Delivery:
    """The other side says that it is so: now it counts. Raises Refused for one's own."""
    delivery = _delivery(delivery)
    rules.may_confirm(actor, delivery).or_refuse()
    delivery.move_to(DeliveryState.CONFIRMED)
    delivery.confirmed_by = actor
    delivery.save(update_fields=["state", "confirmed_by"])
    duties.done(about=delivery, act="confirm_contribution", actor=actor)
    journal.record(actor=actor, act="contributions.confirmed", thing=delivery, kind=delivery.kind)
    _settle(delivery.pledge, actor)
    return delivery


@transaction.atomic
def return_contribution(*, actor: Person, delivery: Delivery, why: str) -> Delivery:
    """The other side says that it was not so, with the reason."""
    delivery = _delivery(delivery)
    rules.may_confirm(actor, delivery).or_refuse()
    _give_up(delivery, DeliveryState.RETURNED, why)
    duties.done(about=delivery, act="confirm_contribution", actor=actor)
    journal.record(actor=actor, act="contributions.returned", thing=delivery, words=delivery.why)
    return delivery


@transaction.atomic
def reverse_contribution(*, actor: Person, delivery: Delivery, why: str) -> Delivery:
    """Take back what both had confirmed, with the reason; the row stays and its record may be tied anew."""
    delivery = _delivery(delivery)
    rules.may_reverse(actor, delivery).or_refuse()
    _give_up(delivery, DeliveryState.REVERSED, why)
    if delivery.pledge and delivery.booked:
        threads.untie(earlier=delivery.pledge, later=delivery.booked)
    journal.record(actor=actor, act="contributions.reversed", thing=delivery, words=delivery.why)
    _settle(delivery.pledge, actor)
    return delivery


@transaction.atomic
def ring_late() -> int:
    """A turn for the partner of each promise that is late, once for ever; how many there were."""
    found = list(queries.to_ring().select_for_update(of=("self",))[:BATCH])
    for pledge in found:
        duties.assign(
            about=pledge, act="keep_contribution", title=sentence("说好的还没到：%(what)s", what=str(pledge)),
            verb="guan", due_at=clock.now() + LATE_WITHIN, person=pledge.agreement.partner.contact,
        )  # fmt: skip
        pledge.rung_at = clock.now()
        pledge.save(update_fields=["rung_at"])
    return len(found)


def _keep(actor: Person, delivery: Delivery, pledge: Pledge | None) -> Delivery:
    """Note it under its promise, and ask the other side."""
    if pledge and (pledge.agreement_id, pledge.kind) != (delivery.agreement_id, delivery.kind):
        raise Invalid("pledge", _("这一笔和约定的不是同一样东西。"))
    side = sides.side_of(actor, delivery.agreement)
    assert side is not None  # noqa: S101  the rule was asked
    delivery.pledge, delivery.noted_side, delivery.noted_by = pledge, side, actor
    delivery.what = delivery.what.strip()
    delivery.save(force_insert=True)
    sides.ask_other(
        about=delivery, agreement=delivery.agreement, noted_side=side, act="confirm_contribution",
        title=sentence("确认投入：%(what)s", what=str(delivery)),
    )  # fmt: skip
    journal.record(actor=actor, act="contributions.noted", thing=delivery, kind=delivery.kind)
    return delivery


def _give_up(delivery: Delivery, state: DeliveryState, why: str) -> None:
    if not why.strip():
        raise Invalid("why", _("请写一句为什么，对方会看到。"))
    delivery.move_to(state)
    delivery.why = why.strip()[:200]
    delivery.save(update_fields=["state", "why"])


def _settle(pledge: Pledge | None, actor: Person) -> None:
    """A promise is kept when all of it was confirmed, and open again when that was taken back."""
    if pledge is None:
        return
    pledge = _pledge(pledge)
    if not sides.settle(pledge, given=queries.given_for(pledge)):
        return
    if pledge.state == PromiseState.KEPT:
        duties.done(about=pledge, act="keep_contribution", actor=actor)
    pledge.save(update_fields=["state"])


def _check(amount: int, what: str) -> None:
    if amount <= 0:
        raise Invalid("amount", _("数量要大于零。"))
    if not what.strip():
        raise Invalid("what", _("请写是什么，例如：图书 50 册。"))


def _agreement(agreement: Agreement) -> Agreement:
    return agreements.agreements().select_for_update(of=("self",)).get(pk=agreement.pk)


def _pledge(pledge: Pledge) -> Pledge:
    return queries.pledges().select_for_update(of=("self",)).get(pk=pledge.pk)


def _delivery(delivery: Delivery) -> Delivery:
    return queries.deliveries().select_for_update(of=("self",)).get(pk=delivery.pk)
