"""Orders: asked for by phone or at the desk, accepted, done with a photo, rated; or cancelled with a reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.ground.access.rules import different_humans
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.services import kinds, queries, rules
from hehuo.domain.run.services.actions.offers import prove
from hehuo.domain.run.services.kinds import Channel, OrderState
from hehuo.domain.run.services.models import FreeOffer, Order, PriceItem


@transaction.atomic
def place_order(
    *,
    actor: Person,
    item: PriceItem,
    at: datetime,
    person: Person | None = None,
    quantity: int = 1,
    offer: FreeOffer | None = None,
    where: str = "",
    wish: str = "",
    key: UUID | None = None,
) -> Order:
    """Order a priced service for a time. With `offer` it is free, if the person is among those it is for.

    A service that costs nothing and names its groups is for them alone. Raises Refused, Invalid.
    """
    if key and (made := Order.objects.filter(pk=key).first()):
        return made
    person = person or actor
    item = queries.prices().select_for_update(of=("self",)).filter(pk=item.pk).first() or item
    wards = [each.ward for each in people.wards_of(actor)]
    rules.may_order(actor, person, item, wards=wards).or_refuse()
    if not 1 <= quantity <= kinds.MOST:
        raise Invalid("quantity", _("数量要在 1 到 %s 之间。") % kinds.MOST)
    if not (timely := rules.may_set_time(at)):
        raise Invalid("at", timely.reason)
    offer = offer or (None if item.resident_fen else queries.offers_for(item).first())
    if offer:
        _prove(actor, offer, item, person)
    year = clock.today().year
    by_self = not different_humans(actor, person) or any(ward.id == person.id for ward in wards)
    order = Order.objects.create(
        id=key or ids.uuid7(), number=f"{year}-{Counter.take(f'service_order.{year}'):04d}", item=item, person=person,
        ordered_by=actor, channel=Channel.PHONE if by_self else Channel.DESK, quantity=quantity,
        fen=0 if offer else item.resident_fen * quantity, offer=offer, where=where.strip(), wish=wish.strip(), at=at,
    )  # fmt: skip
    threads.tie(earlier=item, later=order)
    _ask_partner(order, "accept_order", sentence("接单：%(what)s", what=item.name), clock.now() + kinds.ACCEPT_WITHIN)
    journal.record(
        actor=actor, act="services.ordered", thing=order, number=order.number, fen=order.fen, free=offer is not None,
        channel=order.channel,
    )  # fmt: skip
    return order


@transaction.atomic
def accept_order(*, actor: Person, order: Order, at: datetime | None = None) -> Order:
    """The partner comes: at the time asked for, or at another one that was agreed on by telephone."""
    order = locked(order)
    rules.may_handle(actor, order).or_refuse()
    order.move_to(OrderState.ACCEPTED)
    if at is not None and not (timely := rules.may_set_time(at)):
        raise Invalid("at", timely.reason)
    order.at, order.accepted_by = at or order.at, actor
    order.save(update_fields=["state", "at", "accepted_by"])
    duties.done(about=order, act="accept_order", actor=actor)
    _ask_partner(order, "finish_order", sentence("上门：%(what)s", what=order.item.name), order.at)
    journal.record(actor=actor, act="services.order_accepted", thing=order, at=order.at.isoformat())
    _tell(order, sentence("%(what)s约好了", what=order.item.name),
          sentence("%(partner)s %(when)s 来。有事先打电话，或在这一单里取消。",
                   partner=order.item.agreement.partner.name,
                   when=f"{clock.local(order.at):%Y-%m-%d %H:%M}"))  # fmt: skip
    return order


@transaction.atomic
def finish_order(*, actor: Person, order: Order, photos: "Sequence[Upload[Any]]", quantity: int | None = None) -> Order:
    """Say that it is done, with at least one photo; what is paid follows from the marked price and how much it was."""
    order = locked(order)
    rules.may_finish(actor, order).or_refuse()
    if not photos:
        raise Invalid("photos", _("请拍一张做完的样子。不要拍到人脸和证件。"))
    if quantity is not None and not 1 <= quantity <= kinds.MOST:
        raise Invalid("quantity", _("数量要在 1 到 %s 之间。") % kinds.MOST)
    order.move_to(OrderState.DONE)
    order.quantity = quantity or order.quantity
    order.fen = 0 if order.offer_id else order.item.resident_fen * order.quantity
    order.done_on, order.done_by = clock.today(), actor
    order.save(update_fields=["state", "quantity", "fen", "done_on", "done_by"])
    for photo in photos:
        files.keep_file(actor=actor, upload=photo, about=order)
    duties.done(about=order, act="finish_order", actor=actor)
    journal.record(actor=actor, act="services.order_done", thing=order, quantity=order.quantity, fen=order.fen)
    _tell(order, sentence("%(what)s做完了", what=order.item.name), sentence("请打个分。不满意，可以在这一单里投诉。"))
    return order


@transaction.atomic
def cancel_order(*, actor: Person, order: Order, why: str) -> Order:
    """Call it off, with a reason that the other side reads."""
    order = locked(order)
    rules.may_cancel(actor, order).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么取消，对方会看到。"))
    order.move_to(OrderState.CANCELLED)
    order.cancelled_by, order.cancelled_why = actor, why.strip()[:200]
    order.save(update_fields=["state", "cancelled_by", "cancelled_why"])
    duties.drop(about=order)
    journal.record(actor=actor, act="services.order_cancelled", thing=order, words=order.cancelled_why)
    said = sentence("%(what)s取消了", what=order.item.name), sentence("%(why)s", why=order.cancelled_why)
    if rules.ordered(actor, order):
        messages.tell(person=order.item.agreement.partner.contact, subject=said[0], body=said[1], about=order)
    else:
        _tell(order, *said)
    return order


@transaction.atomic
def rate_order(*, actor: Person, order: Order, stars: int, said: str = "") -> Order:
    """Who ordered gives one to five stars; rating again replaces the stars before."""
    order = locked(order)
    rules.may_rate(actor, order).or_refuse()
    if not 1 <= stars <= 5:
        raise Invalid("stars", _("请点 1 到 5 颗星。"))
    order.stars, order.said, order.rated_at = stars, said.strip()[:200], clock.now()
    order.save(update_fields=["stars", "said", "rated_at"])
    journal.record(actor=actor, act="services.order_rated", thing=order, stars=stars, words=order.said)
    return order


def locked(order: Order) -> Order:
    """The order as it stands now, held until the transaction ends."""
    found = Order.objects.select_for_update(of=("self",)).select_related(
        "item__agreement__partner__contact", "item__agreement__fund", "person", "ordered_by", "offer"
    )
    return found.get(pk=order.pk)


def _prove(actor: Person, offer: FreeOffer, item: PriceItem, person: Person) -> None:
    if offer.agreement_id != item.agreement_id or offer.service != item.name or offer.until_on:
        raise Invalid("offer", _("这一项没有这种免费名额。"))
    verdict = prove(actor=actor, offer=offer, person=person)
    if not verdict:
        raise Invalid("offer", verdict.reason)


def _ask_partner(order: Order, act: str, title: Sentence, due_at: datetime) -> None:
    duties.assign(
        about=order, act=act, title=title, verb="guan", due_at=due_at, person=order.item.agreement.partner.contact
    )


def _tell(order: Order, subject: Sentence, body: Sentence) -> None:
    """Who ordered is told, and for whom it was ordered, each once."""
    for person in {person.id: person for person in (order.ordered_by, order.person)}.values():
        messages.tell(person=person, subject=subject, body=body, about=order)
