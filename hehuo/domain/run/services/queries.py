"""Reading prices, free places, orders, and how often a service was used."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Avg, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from hehuo.core import clock
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.admissions import rules as admissions
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.services.kinds import OPEN, OrderState
from hehuo.domain.run.services.models import (
    Complaint,
    CostClause,
    FreeOffer,
    FreePlace,
    Order,
    PriceItem,
    PriceSheet,
)


def prices_of(agreement: Agreement) -> QuerySet[PriceItem]:
    """The prices of today."""
    return PriceItem.objects.filter(agreement=agreement, until_on=None)


def past_prices_of(agreement: Agreement) -> QuerySet[PriceItem]:
    """What it cost before, latest first."""
    return PriceItem.objects.filter(agreement=agreement, until_on__isnull=False).order_by("-until_on", "-id")


def prices() -> QuerySet[PriceItem]:
    """All prices in force, with their agreement and partner."""
    return PriceItem.objects.filter(until_on=None).select_related("agreement__partner__contact", "agreement__fund")


def public_prices() -> QuerySet[PriceItem]:
    """The prices of agreements in force, partner by partner and group by group, as everyone may read them."""
    today = clock.today()
    in_force = Q(agreement__state="signed", agreement__starts_on__lte=today, agreement__ends_on__gte=today)
    return prices().filter(in_force).order_by("agreement__partner__name", "agreement__number", "group", "name", "unit")


def cost_clause_of(agreement: Agreement) -> CostClause | None:
    """Where the agreement says that some things are done at cost."""
    return CostClause.objects.filter(agreement=agreement).first()


def sheets() -> QuerySet[PriceSheet]:
    """Every price list that was read, the latest first."""
    return PriceSheet.objects.select_related("agreement__partner__contact", "agreement__fund", "made_by")


def offers() -> QuerySet[FreeOffer]:
    """What is free for whom today, with how many places are held (`taken`)."""
    held = Count("held_places", filter=Q(held_places__until_on=None))
    return FreeOffer.objects.filter(until_on=None).select_related("agreement__partner__contact").annotate(held=held)


def offers_of(agreement: Agreement) -> QuerySet[FreeOffer]:
    """What an agreement gives free, and to whom."""
    return offers().filter(agreement=agreement)


def offers_for(item: PriceItem) -> QuerySet[FreeOffer]:
    """For whom one priced service is free."""
    return offers().filter(agreement=item.agreement_id, service=item.name)


def places_of(offer: FreeOffer) -> QuerySet[FreePlace]:
    """Who holds its places today."""
    return FreePlace.objects.filter(offer=offer, until_on=None).select_related("person")


def places() -> QuerySet[FreePlace]:
    """Every free place that is held."""
    return FreePlace.objects.filter(until_on=None).select_related("offer__agreement__partner__contact", "person")


def holds_place(offer: FreeOffer, person: Person) -> bool:
    """Whether somebody, or who was merged into them, holds a place."""
    return FreePlace.objects.filter(people.same_human(person), offer=offer, until_on=None).exists()


def is_among(offer: FreeOffer, person: Person) -> bool:
    """Whether a person belongs to the groups of an offer: asked by an action that writes the asking down."""
    cares = people.cares_of(person).filter(kind__in=offer.cares).values_list("kind", flat=True) if offer.cares else ()
    named = offer.is_named and holds_place(offer, person)
    return admissions.is_among(offer.groups, cares=cares, age=person.age_on(clock.today()), is_named=named)


def orders() -> QuerySet[Order]:
    """Every order, the latest first, with all that its page says."""
    return Order.objects.select_related(
        "item__agreement__partner__contact", "item__agreement__fund", "person__merged_into", "ordered_by__merged_into",
        "offer",
    )  # fmt: skip


def orders_of(person: Person) -> QuerySet[Order]:
    """What a person ordered, or what was ordered for them."""
    mine = people.same_human(person) | people.same_human(person, "ordered_by")
    return orders().filter(mine)


def orders_for(partners: "QuerySet[Partner] | list[Partner]", *, only_open: bool = False) -> QuerySet[Order]:
    """What is ordered of some partners: the open ones by their appointment, else the latest first."""
    found = orders().filter(item__agreement__partner__in=partners)
    return found.filter(state__in=OPEN).order_by("at", "id") if only_open else found


def complaints() -> QuerySet[Complaint]:
    """Every complaint, oldest first."""
    return Complaint.objects.select_related(
        "order__item__agreement__partner__contact", "order__person", "order__ordered_by", "made_by", "answered_by"
    )


def open_complaints() -> QuerySet[Complaint]:
    """Those that nobody has answered, the most pressing first."""
    return complaints().filter(answered_at=None).order_by("due_on", "id")


@dataclass(frozen=True, slots=True)
class Use:
    """One service in one year: times it was done, and how many different people, kept apart (R-41)."""

    agreement_id: UUID
    partner: str
    service: str
    times: int
    persons: int
    free_times: int
    fen: int
    rated: int
    stars: float | None

    @property
    def mean(self) -> str:
        """The mean of the stars to one place; a dash where nobody rated."""
        return f"{self.stars:.1f}" if self.stars is not None else "—"


def done_in(year: int) -> QuerySet[Order]:
    """The orders done in a year."""
    return orders().filter(state=OrderState.DONE, done_on__year=year)


def use_of(year: int, partners: "list[Partner] | None" = None) -> list[Use]:
    """Each service's use in a year, in one statement; of some partners, or of all."""
    found = Order.objects.filter(state=OrderState.DONE, done_on__year=year).order_by()
    if partners is not None:
        found = found.filter(item__agreement__partner__in=partners)
    human = Coalesce("person__merged_into", "person")
    rows = (
        found.values("item__agreement", "item__agreement__partner__name", "item__name")
        .annotate(
            times=Count("id"), persons=Count(human, distinct=True), free_times=Count("id", filter=Q(fen=0)),
            taken=Sum("fen"), rated=Count("stars"), mean=Avg("stars"),
        )
        .order_by("item__agreement__partner__name", "item__name")
    )  # fmt: skip
    return [
        Use(
            row["item__agreement"], row["item__agreement__partner__name"], row["item__name"], row["times"],
            row["persons"], row["free_times"], row["taken"] or 0, row["rated"], row["mean"],
        )
        for row in rows
    ]  # fmt: skip


def persons_in(year: int) -> int:
    """How many different people were served in a year: no sum of the services' own, who came twice is one."""
    human = Coalesce("person__merged_into", "person")
    done = Order.objects.filter(state=OrderState.DONE, done_on__year=year)
    return int(done.aggregate(n=Count(human, distinct=True))["n"])


def taken_in(agreement: Agreement, month: date) -> QuerySet[Order]:
    """The paid orders done in a month under an agreement."""
    first = month.replace(day=1)
    found = Order.objects.filter(item__agreement=agreement, state=OrderState.DONE, fen__gt=0)
    return found.filter(done_on__year=first.year, done_on__month=first.month).order_by("done_on", "id")


def months_to_declare(agreement: Agreement) -> list[tuple[date, int, int]]:
    """Months that are over with paid orders and no declared turnover: the month, how many, and what they come to."""
    first = clock.today().replace(day=1)
    rows = (
        Order.objects.filter(item__agreement=agreement, state=OrderState.DONE, fen__gt=0, done_on__lt=first)
        .exclude(done_on__isnull=True)
        .order_by()
        .values(year=F("done_on__year"), month=F("done_on__month"))
        .annotate(n=Count("id"), taken=Sum("fen"))
    )
    declared = set(agreement.turnovers.values_list("month", flat=True))
    found = [(date(row["year"], row["month"], 1), row["n"], row["taken"]) for row in rows]
    return sorted(row for row in found if row[0] not in declared)
