"""From rows to suggestions: the database looks for what may fit, `scoring` says how well and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from hehuo.domain.build.matches import assigning, queries, scoring
from hehuo.domain.build.matches.assigning import Bid
from hehuo.domain.build.matches.kinds import AT_ONCE, BIDS, SUGGESTED
from hehuo.domain.build.matches.models import Wish
from hehuo.domain.build.matches.queries import Tracks
from hehuo.domain.build.matches.scoring import Ask, Fit, Offer, Track
from hehuo.domain.build.partners.kinds import ServiceField
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.resources import queries as resources
from hehuo.domain.build.resources.kinds import Group, Kind, Terms
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.kinds import NeedKind
from hehuo.domain.plan.needs.likening import finding_words
from hehuo.domain.plan.needs.models import Need

READ = 160  # letters of a need's wording that are compared


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fit with its rows."""

    fit: Fit
    need: Need
    offer: Resource | Partner

    @property
    def is_resource(self) -> bool:
        return isinstance(self.offer, Resource)


def for_need(need: Need, *, most: int = SUGGESTED) -> list[Suggestion]:
    """Which resources and partners fit, the best first; never what is off the list, over, or asked already."""
    wish, seen = queries.wish_of(need), queries.tracks()
    found = list(_with_words(resources.listed(), need, wish).select_related("space__place"))
    rows: dict[UUID, Resource | Partner] = {each.pk: each for each in found}
    offers = [offer_of(each, seen) for each in found]
    for partner in queries.bound_partners():
        rows[partner.pk] = partner
        offers.append(partner_of(partner, seen))
    going = {key for about, *keys in queries.going_pairs() if about == need.pk for key in keys}
    fits = scoring.ranked([ask_of(need, wish)], [each for each in offers if each.id not in going])
    return [Suggestion(each, need, rows[each.offer.id]) for each in fits[:most]]


def for_offer(offer: Resource | Partner, *, most: int = SUGGESTED) -> list[Suggestion]:
    """Which needs that wait it would serve, the best first."""
    seen = queries.tracks()
    as_offer = offer_of(offer, seen) if isinstance(offer, Resource) else partner_of(offer, seen)
    rows = {need.pk: need for need in queries.waiting_needs()[: 10 * AT_ONCE]}
    going = {need for need, *keys in queries.going_pairs() if offer.pk in keys}
    asks = asks_of(need for need in rows.values() if need.pk not in going)
    return [Suggestion(each, rows[each.ask.id], offer) for each in scoring.ranked(asks, [as_offer])[:most]]


def for_person(person: Person, *, most: int = SUGGESTED) -> list[Suggestion]:
    """Which needs fit what this person gives, or the partner they speak for: each need once, by its best fit."""
    seen = queries.tracks()
    own: dict[UUID, Resource | Partner] = {each.pk: each for each in queries.partners_of(person)}
    own |= {each.pk: each for each in queries.resources_of(person).select_related("space__place")}
    offers = [offer_of(each, seen) if isinstance(each, Resource) else partner_of(each, seen) for each in own.values()]
    if not offers:
        return []
    rows = {need.pk: need for need in queries.waiting_needs()[: 10 * AT_ONCE]}
    going = {(need, key) for need, *keys in queries.going_pairs() for key in keys}
    best: dict[UUID, Fit] = {}
    for each in scoring.ranked(asks_of(rows.values()), offers):
        if (each.ask.id, each.offer.id) not in going:
            best.setdefault(each.ask.id, each)
    return [Suggestion(each, rows[each.ask.id], own[each.offer.id]) for each in list(best.values())[:most]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A need of the plan: what could serve it, what is proposed, and who else wants that."""

    need: Need
    wish: Wish | None
    could: list[Suggestion]
    proposed: Suggestion | None
    rivals: int


def plan() -> list[Choice]:
    """For all needs that wait: who gets which resource, so that most weight is served; nobody is asked by it."""
    rows = {need.pk: need for need in queries.waiting_needs()[:AT_ONCE]}
    seen, wished = queries.tracks(), _wishes(rows)
    listed = {each.pk: each for each in resources.listed().select_related("space__place")}
    going = {(need, key) for need, *keys in queries.going_pairs() for key in keys}
    could: dict[UUID, list[Suggestion]] = defaultdict(list)
    for each in scoring.ranked(asks_of(rows.values()), [offer_of(each, seen) for each in listed.values()]):
        if (each.ask.id, each.offer.id) not in going and len(could[each.ask.id]) < BIDS:
            could[each.ask.id].append(Suggestion(each, rows[each.ask.id], listed[each.offer.id]))
    bids = [_bid(each, wished.get(need)) for need, found in could.items() for each in found]
    room = {pk: queries.room_of(each) for pk, each in listed.items()}
    chosen = {bid.need: bid.offer for bid in assigning.assign(bids, room, queries.held_slots())}
    wanted: dict[UUID, set[UUID]] = defaultdict(set)
    for bid in bids:
        wanted[bid.offer].add(bid.need)
    return [
        Choice(
            need, wished.get(pk), could[pk],
            next((each for each in could[pk] if each.offer.pk == chosen.get(pk)), None),
            len(wanted[chosen[pk]]) - 1 if pk in chosen else 0,
        )
        for pk, need in rows.items()
        if could.get(pk)
    ]  # fmt: skip


def _bid(suggestion: Suggestion, wish: Wish | None) -> Bid:
    return Bid(suggestion.need.pk, suggestion.offer.pk, suggestion.fit.score, wish.slot if wish else None)


def _with_words(found: QuerySet[Resource], need: Need, wish: Wish | None) -> QuerySet[Resource]:
    """Of all that is listed, what has one of the need's words in it, or is of the kind that was asked for."""
    words = finding_words(f"{need.title}，{need.wording[:READ]}")
    asked = [Q(said__icontains=word) for word in words] + ([Q(kind=wish.kind)] if wish and wish.kind else [])
    if not asked:
        return found.none()
    return found.annotate(said=Concat("title", Value(" "), "note")).filter(reduce(or_, asked))


def asks_of(needs: Iterable[Need]) -> list[Ask]:
    """Needs as the scoring takes them (one statement for what they ask for)."""
    rows = {need.pk: need for need in needs}
    wished = _wishes(rows)
    return [ask_of(need, wished.get(pk)) for pk, need in rows.items()]


def _wishes(rows: Mapping[UUID, Need]) -> dict[UUID, Wish]:
    return {each.need_id: each for each in queries.wishes().filter(need__in=list(rows))}


def ask_of(need: Need, wish: Wish | None) -> Ask:
    """One need as the scoring takes it."""
    ask = Ask(
        need.pk, need.number, NeedKind(need.kind), scoring.told(f"{need.title}，{need.wording[:READ]}"),
        need.place.path if need.place else "",
    )  # fmt: skip
    if wish is None:
        return ask
    return replace(
        ask, wanted=Kind(wish.kind) if wish.kind else None, groups=tuple(Group(each) for each in wish.groups),
        on=wish.on, from_time=wish.from_time, to_time=wish.to_time,
    )  # fmt: skip


def offer_of(resource: Resource, seen: Tracks) -> Offer:
    """A resource as the scoring takes it; its giver is known by all they gave."""
    space = resource.space
    track = seen.of_giver.get(resource.giver_id) if resource.giver_id else seen.of_resource.get(resource.pk)
    return Offer(
        resource.pk, resource.number, scoring.told(f"{resource.title}，{resource.note}"), kind=Kind(resource.kind),
        path=space.place.path if space and space.place else "", where=resource.where, weekdays=resource.weekdays,
        from_time=resource.from_time, to_time=resource.to_time, from_on=resource.from_on, until_on=resource.until_on,
        groups=tuple(Group(each) for each in resource.groups), terms=Terms(resource.terms), track=track or Track(),
    )  # fmt: skip


def partner_of(partner: Partner, seen: Tracks) -> Offer:
    """A partner under agreement as the scoring takes it."""
    field = ServiceField(partner.service_field)
    words = f"{partner.name}，{partner.profile[:READ]}，{field.label}"
    track = replace(seen.of_partner.get(partner.pk, Track()), is_under_agreement=True)
    return Offer(partner.pk, partner.name, scoring.told(words), field=field, track=track)
