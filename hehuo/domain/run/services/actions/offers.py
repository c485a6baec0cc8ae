"""Free places for named groups: proven from the roll, told as may or may not, and every asking written down."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.verdicts import Verdict
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.admissions.kinds import FreeGroup
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.services import queries, rules
from hehuo.domain.run.services.models import FreeOffer, FreePlace


@transaction.atomic
def open_offer(
    *,
    actor: Person,
    agreement: Agreement,
    service: str,
    label: str,
    groups: Collection[FreeGroup],
    places: int | None = None,
    key: UUID | None = None,
) -> FreeOffer:
    """Say for whom a service of the agreement is free, and how many places there are. Raises Invalid."""
    if key and (made := FreeOffer.objects.filter(pk=key).first()):
        return made
    agreement = Agreement.objects.select_related("partner__contact").get(pk=agreement.pk)
    rules.may_set_prices(actor, agreement).or_refuse()
    if agreement.state == AgreementState.ENDED:
        raise Conflict(_("这份协议已经结束，不能再开免费名额。"))
    if not service.strip():
        raise Invalid("service", _("请写是哪一项服务，和标价上的名字一样。"))
    if not groups:
        raise Invalid("groups", _("请选哪些人免费。"))
    if places is not None and places < 1:
        raise Invalid("places", _("名额至少一个；不限名额就不填。"))
    said = label.strip() or "、".join(str(group.label) for group in groups)
    offer = FreeOffer(
        id=key or ids.uuid7(), agreement=agreement, service=service.strip(), label=said[:60],
        groups=sorted(group.value for group in groups), places=places, made_by=actor,
    )  # fmt: skip
    if queries.offers_of(agreement).filter(service=offer.service, label=offer.label).exists():
        raise Conflict(_("「%s」已经有了，请改那一条。") % offer)
    offer.save(force_insert=True)
    threads.tie(earlier=agreement, later=offer)
    journal.record(actor=actor, act="services.offer_opened", thing=offer, words=str(offer), places=places)
    return offer


@transaction.atomic
def end_offer(*, actor: Person, offer: FreeOffer) -> FreeOffer:
    """It is not free for them from today; who holds a place keeps it until it is ended."""
    offer = _locked(offer)
    rules.may_set_prices(actor, offer.agreement).or_refuse()
    offer.until_on = clock.today()
    offer.save(update_fields=["until_on"])
    journal.record(actor=actor, act="services.offer_ended", thing=offer)
    return offer


@transaction.atomic
def check_free(*, actor: Person, offer: FreeOffer, person: Person) -> Verdict:
    """Whether an offer holds for a person: may, or may not. Why is not told, and that it was asked is written down."""
    rules.may_give_places(actor).or_refuse()
    verdict = prove(actor=actor, offer=offer, person=person)
    journal.look(actor=actor, thing=person, field="free", why=str(offer))
    return verdict


@transaction.atomic
def give_place(*, actor: Person, offer: FreeOffer, person: Person, key: UUID | None = None) -> FreePlace:
    """Give a person one of the places; the groups that the office names by hand are proven by its giving."""
    if key and (made := FreePlace.objects.filter(pk=key).first()):
        return made
    rules.may_give_places(actor).or_refuse()
    offer = _locked(offer)
    if offer.until_on:
        raise Conflict(_("「%s」已经停了。") % offer)
    if queries.holds_place(offer, person):
        raise Conflict(_("%s已经有一个名额了。") % person.masked_name)
    held = queries.places_of(offer).count()
    verdict = rules.may_take_place(offer, is_among=offer.is_named or queries.is_among(offer, person), held=held)
    _record(actor, offer, person, verdict)
    verdict.or_refuse()
    place = FreePlace.objects.create(id=key or ids.uuid7(), offer=offer, person=person, given_by=actor)
    journal.record(actor=actor, act="services.place_given", thing=place, offer=str(offer.id))
    return place


@transaction.atomic
def end_place(*, actor: Person, place: FreePlace, why: str) -> FreePlace:
    """The place is free again from today, with its reason."""
    place = FreePlace.objects.select_for_update(of=("self",)).select_related("offer").get(pk=place.pk)
    rules.may_give_places(actor).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退出。"))
    if place.until_on is None:
        place.until_on = clock.today()
        place.save(update_fields=["until_on"])
        journal.record(actor=actor, act="services.place_ended", thing=place, words=why.strip())
    return place


def prove(*, actor: Person, offer: FreeOffer, person: Person) -> Verdict:
    """May or may not, written down; the answer never says of which group somebody is, or is not."""
    held = 0 if offer.places is None or queries.holds_place(offer, person) else queries.places_of(offer).count()
    among = queries.is_among(offer, person)
    verdict = rules.may_take_place(offer, is_among=among, held=held)
    _record(actor, offer, person, verdict)
    return verdict


def _record(actor: Person, offer: FreeOffer, person: Person, verdict: Verdict) -> None:
    journal.record(
        actor=actor, act="services.free_checked", thing=offer, person=str(person.id), may=verdict.allowed
    )  # fmt: skip


def _locked(offer: FreeOffer) -> FreeOffer:
    found = FreeOffer.objects.select_for_update(of=("self",)).select_related("agreement__partner__contact")
    return found.get(pk=offer.pk)
