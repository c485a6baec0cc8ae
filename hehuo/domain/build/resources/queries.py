"""Reading the list of resources, and trees with their next day of care."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet

from hehuo.core import clock
from hehuo.domain.build.resources.kinds import REMIND_BEFORE, Group, Kind, State
from hehuo.domain.build.resources.models import (
    Adopted,
    Adoption,
    Care,
    CareNotice,
    ExpiryNotice,
    Green,
    Resource,
)
from hehuo.domain.build.resources.rules import may_keep
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person


def resources() -> QuerySet[Resource]:
    """Every resource, with its giver and room."""
    return Resource.objects.select_related("giver__merged_into", "space", "entered_by", "confirmed_by")


def listed(
    *, kind: Kind | None = None, terms: str = "", group: Group | None = None, words: str = ""
) -> QuerySet[Resource]:
    """The public list: confirmed and not over; of a kind, on terms, open to a group, or with some words in it."""
    found = resources().filter(Q(until_on=None) | Q(until_on__gte=clock.today()), state=State.LISTED)
    if kind:
        found = found.filter(kind=kind)
    if terms:
        found = found.filter(terms=terms)
    if group:
        found = found.filter(Q(groups=[]) | Q(pk__in=_meant_for(group)))
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(note__icontains=word) | Q(unit__icontains=word) | Q(where__icontains=word)
        )
    return found.order_by("kind", "title", "id")


def _meant_for(group: Group) -> list[UUID]:
    """Groups stand in a small list of a row, which the two databases search in two ways: read, and picked here."""
    rows = Resource.objects.filter(state=State.LISTED).exclude(groups=[]).values_list("pk", "groups")
    return [pk for pk, groups in rows if group in groups]


def visible_to(viewer: Person | None) -> QuerySet[Resource]:
    """What somebody may open: the list; their own; for the office all."""
    if viewer is not None and may_keep(viewer):
        return resources()
    found = Q(pk__in=listed().order_by().values("pk"))
    return resources().filter(found | people.same_human(viewer, "giver") if viewer else found)


def resources_of(person: Person) -> QuerySet[Resource]:
    """What a person gives, the latest first."""
    return resources().filter(people.same_human(person, "giver")).order_by("-entered_at", "-id")


def listed_of(person: Person) -> QuerySet[Resource]:
    """What a person gives in the name of a unit: for the page of the partner they speak for.

    What they give as a neighbour does not stand there: it would say whose masked name it is.
    """
    return listed().filter(giver=person).exclude(unit="")


def of_state(state: State | None) -> QuerySet[Resource]:
    """The office's list: of one state, or all; the latest first."""
    found = resources().order_by("-entered_at", "-id")
    return found.filter(state=state) if state else found


def counts() -> dict[str, int]:
    """How many there are of each state."""
    rows = Resource.objects.order_by().values("state").annotate(n=Count("id"))
    return {row["state"]: row["n"] for row in rows}


def to_remind(today: date) -> QuerySet[Resource]:
    """On the list, with a last day within 30 days that nobody was told of."""
    told = ExpiryNotice.objects.filter(resource=OuterRef("pk"), until_on=OuterRef("until_on"))
    soon = Resource.objects.filter(
        state__in=[State.LISTED, State.PAUSED], until_on__range=(today, today + REMIND_BEFORE)
    )
    return soon.filter(~Exists(told)).select_related("giver__merged_into").order_by("until_on", "id")


def over(today: date) -> QuerySet[Resource]:
    """Still on the list though their last day is over."""
    return Resource.objects.filter(state__in=[State.LISTED, State.PAUSED], until_on__lt=today).order_by("id")


# Trees and plots


def greens() -> QuerySet[Green]:
    """Every tree and plot that stands, by number, each with `in_care`: who looks after it and when next."""
    return with_care(Green.objects.filter(gone_on=None)).order_by("kind", "number")


def with_care(found: QuerySet[Green]) -> QuerySet[Green]:
    """Trees with the adoption that holds (`in_care`, none or one)."""
    holding = Adopted.objects.filter(ended_on=None).select_related("adoption__adopter__merged_into")
    return found.select_related("resource").prefetch_related(Prefetch("adopted", holding, to_attr="in_care"))


def free_greens() -> QuerySet[Green]:
    """Those that nobody looks after."""
    held = Adopted.objects.filter(green=OuterRef("pk"), ended_on=None)
    return Green.objects.filter(~Exists(held), gone_on=None)


def greens_by_care(*, kind: str = "", late: bool = False, free: bool = False) -> QuerySet[Green]:
    """The public list: all, those whose care is overdue, or those without anybody."""
    found = greens().filter(kind=kind) if kind else greens()
    held = Adopted.objects.filter(green=OuterRef("pk"), ended_on=None)
    if late:
        found = found.filter(Exists(held.filter(next_on__lt=clock.today())))
    return found.filter(~Exists(held)) if free else found


@dataclass(frozen=True, slots=True)
class Total:
    """How the trees stand."""

    all: int
    adopted: int
    late: int

    @property
    def free(self) -> int:
        return self.all - self.adopted


def total() -> Total:
    """How many trees and plots there are, adopted ones, and those with overdue care."""
    held = Adopted.objects.filter(ended_on=None, green__gone_on=None)
    found: dict[str, Any] = held.aggregate(n=Count("id"), late=Count("id", filter=Q(next_on__lt=clock.today())))
    return Total(Green.objects.filter(gone_on=None).count(), found["n"], found["late"])


def adoptions() -> QuerySet[Adoption]:
    """Every adoption, with how many trees it holds and its nearest day of care."""
    holding = Q(trees__ended_on=None)
    return (
        Adoption.objects.select_related("adopter__merged_into", "made_by")
        .annotate(holds=Count("trees", filter=holding), next_on=Min("trees__next_on", filter=holding))
        .order_by("-from_on", "-id")
    )


def adoptions_of(person: Person) -> QuerySet[Adoption]:
    """What a person looks after."""
    return adoptions().filter(people.same_human(person, "adopter"))


def trees_of(adoption: Adoption) -> QuerySet[Adopted]:
    """The trees of an adoption that it still holds, by number."""
    return Adopted.objects.filter(adoption=adoption, ended_on=None).select_related("green")


def late_trees_of(adoption: Adoption, today: date) -> QuerySet[Adopted]:
    """Its trees whose care is overdue."""
    return trees_of(adoption).filter(next_on__lt=today)


def untold_trees_of(adoption: Adoption, today: date) -> QuerySet[Adopted]:
    """Its trees whose overdue day nobody was told of."""
    told = CareNotice.objects.filter(adopted=OuterRef("pk"), due_on=OuterRef("next_on"))
    return late_trees_of(adoption, today).filter(~Exists(told))


def adoptions_to_tell(today: date) -> QuerySet[Adoption]:
    """Adoptions with an overdue day that nobody was told of."""
    told = CareNotice.objects.filter(adopted=OuterRef("pk"), due_on=OuterRef("next_on"))
    late = Adopted.objects.filter(~Exists(told), ended_on=None, next_on__lt=today)
    return Adoption.objects.filter(pk__in=late.order_by().values("adoption"), ended_on=None).order_by("id")


def adoptions_over(today: date) -> QuerySet[Adoption]:
    """Those whose last day is over."""
    return Adoption.objects.filter(ended_on=None, until_on__lt=today).order_by("id")


def cares() -> QuerySet[Care]:
    """All care, the latest first."""
    return Care.objects.select_related("adopted__green", "adopted__adoption__adopter", "noted_by", "photo")


def cares_of_green(green: Green) -> QuerySet[Care]:
    """The care a tree has had, whoever gave it."""
    return cares().filter(adopted__green=green)


def cares_of(adoption: Adoption) -> QuerySet[Care]:
    """The care given under an adoption."""
    return cares().filter(adopted__adoption=adoption)


def last_care_on(adopted: Adopted) -> date | None:
    """The day of its latest care that stands."""
    found = Care.objects.filter(adopted=adopted, taken_back_at=None).order_by("-on").values_list("on", flat=True)
    return found.first()
