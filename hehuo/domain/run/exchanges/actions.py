"""Opening an account, promising, noting, confirming, returning, reversing, and reminding of what is due."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger import queries as books
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.exchanges import queries, rules, sides
from hehuo.domain.run.exchanges.kinds import KINDS, DeliveryState, Kind, PromiseState, Side
from hehuo.domain.run.exchanges.models import Delivery, Exchange, Pledge, Tally


@transaction.atomic
def open_exchange(*, actor: Person, agreement: Agreement, title: str = "", key: UUID | None = None) -> Exchange:
    """Open the give-and-get account of a signed agreement, once."""
    if key and (made := Exchange.objects.filter(pk=key).first()):
        return made
    agreement = Agreement.objects.select_related("partner__contact").get(pk=agreement.pk)
    rules.may_open(actor, agreement).or_refuse()
    exchange = Exchange(id=key or ids.uuid7(), agreement=agreement, opened_by=actor)
    exchange.title = (title.strip() or agreement.subject)[:60]
    try:
        with transaction.atomic():
            exchange.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("这份协议已经有往来账了。")) from None
    threads.tie(earlier=agreement, later=exchange)
    journal.record(actor=actor, act="exchanges.opened", thing=exchange, words=exchange.title)
    return exchange


@transaction.atomic
def pledge(
    *, actor: Person, exchange: Exchange, kind: Kind, amount: int, what: str, due_on: date, key: UUID | None = None
) -> Pledge:
    """Write down what one side owes by a day, in the unit of its kind. Raises Refused, Invalid."""
    if key and (made := Pledge.objects.filter(pk=key).first()):
        return made
    exchange = _exchange(exchange)
    rules.may_open(actor, exchange.agreement).or_refuse()
    _check(amount, what)
    if not exchange.agreement.starts_on <= due_on <= exchange.agreement.ends_on:
        raise Invalid("due_on", _("日子要在协议的期限里。"))
    promise = Pledge.objects.create(
        id=key or ids.uuid7(), exchange=exchange, kind=kind, amount=amount, what=what.strip(), due_on=due_on,
        made_by=actor,
    )  # fmt: skip
    journal.record(
        actor=actor, act="exchanges.pledged", thing=promise, kind=kind.value, amount=amount, due_on=due_on.isoformat()
    )  # fmt: skip
    return promise


@transaction.atomic
def drop_pledge(*, actor: Person, pledge: Pledge, why: str) -> Pledge:
    """It no longer counts, as both sides agreed; the row stays with its reason."""
    promise = _pledge(pledge)
    rules.may_open(actor, promise.exchange.agreement).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么不算了，对方会看到。"))
    promise.move_to(PromiseState.DROPPED)
    promise.dropped_by, promise.dropped_why = actor, why.strip()[:200]
    promise.save(update_fields=["state", "dropped_by", "dropped_why"])
    duties.drop(about=promise)
    journal.record(actor=actor, act="exchanges.pledge_dropped", thing=promise, words=promise.dropped_why)
    return promise


@transaction.atomic
def note_delivery(
    *,
    actor: Person,
    exchange: Exchange,
    kind: Kind,
    amount: int,
    what: str,
    on: date | None = None,
    pledge: Pledge | None = None,
    key: UUID | None = None,
) -> Delivery:
    """Note what was given; it counts when the other side confirms it. Raises Refused, Invalid."""
    if key and (made := Delivery.objects.filter(pk=key).first()):
        return made
    exchange = _exchange(exchange)
    rules.may_note(actor, exchange, kind).or_refuse()
    _check(amount, what)
    on = on or clock.today()
    if on > clock.today():
        raise Invalid("on", _("还没到的日子不能记。"))
    if pledge and (pledge.exchange_id, pledge.kind) != (exchange.id, kind):
        raise Invalid("pledge", _("这一笔和约定的不是同一样东西。"))
    side = sides.side_of(actor, exchange.agreement)
    assert side is not None  # noqa: S101  the rule was asked
    delivery = Delivery.objects.create(
        id=key or ids.uuid7(), exchange=exchange, pledge=pledge, kind=kind, amount=amount, what=what.strip(), on=on,
        noted_side=side, noted_by=actor,
    )  # fmt: skip
    sides.ask_other(
        about=delivery, agreement=exchange.agreement, noted_side=side, act="confirm_delivery",
        title=sentence("确认往来：%(what)s", what=str(delivery)),
    )  # fmt: skip
    journal.record(actor=actor, act="exchanges.noted", thing=delivery, kind=kind.value, amount=amount)
    return delivery


@transaction.atomic
def confirm_delivery(*, actor: Person, delivery: Delivery) -> Delivery:
    """The other side says that it is so: now it stands in the off-book ledger. Raises Refused for one's own."""
    delivery = _delivery(delivery)
    rules.may_confirm(actor, delivery).or_refuse()
    delivery.move_to(DeliveryState.CONFIRMED)
    tally = _tally(delivery.exchange, Kind(delivery.kind))
    delivery.confirmed_by = actor
    delivery.transaction = ledger.post(
        actor=actor, act="exchanges.confirmed", about=delivery, on=books.first_open_on(delivery.on),
        memo=str(delivery)[:200], legs=[Leg(debit=tally.source, credit=tally.given, amount=delivery.amount)],
    )  # fmt: skip
    delivery.save(update_fields=["state", "confirmed_by", "transaction"])
    duties.done(about=delivery, act="confirm_delivery", actor=actor)
    _settle(delivery.pledge, actor)
    return delivery


@transaction.atomic
def return_delivery(*, actor: Person, delivery: Delivery, why: str) -> Delivery:
    """The other side says that it was not so, with the reason."""
    delivery = _delivery(delivery)
    rules.may_confirm(actor, delivery).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么不认，对方会看到。"))
    delivery.move_to(DeliveryState.RETURNED)
    delivery.why = why.strip()[:200]
    delivery.save(update_fields=["state", "why"])
    duties.done(about=delivery, act="confirm_delivery", actor=actor)
    journal.record(actor=actor, act="exchanges.returned", thing=delivery, words=delivery.why)
    return delivery


@transaction.atomic
def reverse_delivery(*, actor: Person, delivery: Delivery, why: str) -> Delivery:
    """Undo what was confirmed by its mirror image; the first entry stays where it is. Raises Refused, Invalid."""
    delivery = _delivery(delivery)
    rules.may_reverse(actor, delivery).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么冲掉。"))
    delivery.move_to(DeliveryState.REVERSED)
    delivery.why = why.strip()[:200]
    delivery.save(update_fields=["state", "why"])
    if delivery.transaction:
        ledger.reverse(actor=actor, transaction=delivery.transaction, reason=delivery.why)
    journal.record(actor=actor, act="exchanges.reversed", thing=delivery, words=delivery.why)
    _settle(delivery.pledge, actor)
    return delivery


@transaction.atomic
def remind_due() -> int:
    """Give each promise that is due within two weeks to whose turn it is, once for ever; how many there were."""
    found = list(queries.to_remind(clock.today()).select_for_update(of=("self",))[:200])
    for promise in found:
        promise.exchange = _exchange(promise.exchange)
        is_partner = promise.side == Side.PARTNER
        duties.assign(
            about=promise, act="keep_pledge", title=sentence("兑现：%(what)s", what=str(promise)), verb="guan",
            due_at=clock.at(promise.due_on, 18),
            person=promise.exchange.agreement.partner.contact if is_partner else None,
            power=None if is_partner else Power.RUN_RECRUITMENT,
        )  # fmt: skip
        promise.reminded_at = clock.now()
        promise.save(update_fields=["reminded_at"])
    return len(found)


def _settle(promise: Pledge | None, actor: Person) -> None:
    """A promise is kept when all of it was confirmed, and open again when that was taken back."""
    if promise is None:
        return
    promise = _pledge(promise)
    if not sides.settle(promise, given=queries.given_for(promise)):
        return
    if promise.state == PromiseState.KEPT:
        duties.done(about=promise, act="keep_pledge", actor=actor)
    else:
        promise.reminded_at = None
    promise.save(update_fields=["state", "reminded_at"])


def _tally(exchange: Exchange, kind: Kind) -> Tally:
    if tally := Tally.objects.filter(exchange=exchange, kind=kind).select_related("given", "source").first():
        return tally
    name = f"{exchange.title} · {kind.value}"[:80]
    given, source = (
        ledger.open_account(kind=each, name=name, holder=exchange, unit=KINDS[kind].unit)
        for each in (AccountKind.HOLDER, AccountKind.ISSUER)
    )
    return Tally.objects.create(exchange=exchange, kind=kind, given=given, source=source)


def _check(amount: int, what: str) -> None:
    if amount <= 0:
        raise Invalid("amount", _("数量要大于零。"))
    if not what.strip():
        raise Invalid("what", _("请写是什么，例如：一楼活动室，周三晚上。"))


def _exchange(exchange: Exchange) -> Exchange:
    """Held, so that two confirmations do not open one tally twice."""
    return queries.exchanges().select_for_update(of=("self",)).get(pk=exchange.pk)


def _pledge(promise: Pledge) -> Pledge:
    return queries.pledges().select_for_update(of=("self",)).get(pk=promise.pk)


def _delivery(delivery: Delivery) -> Delivery:
    exchange = _exchange(delivery.exchange)
    found = queries.deliveries().select_for_update(of=("self",)).get(pk=delivery.pk)
    found.exchange = exchange
    return found
