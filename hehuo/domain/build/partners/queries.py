"""Reading partners."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from hehuo.domain.build.partners.models import Category, Enlistment, Neighbour, Partner
from hehuo.domain.ground.people.models import Person


def categories() -> QuerySet[Category]:
    """The categories of the community, in the order in which they were made."""
    return Category.objects.all()


def partners() -> QuerySet[Partner]:
    """All partners, with their category and contact."""
    return Partner.objects.select_related("category", "contact")


def partners_of(person: Person) -> QuerySet[Partner]:
    """The partners a person speaks for."""
    return partners().filter(contact=person)


def known_partner(*, credit_code: str, phone_hash: str, name: str) -> Partner | None:
    """A partner that this applicant already is: by code first, then by name and phone together."""
    if credit_code and (found := partners().filter(credit_code=credit_code).first()):
        return found
    return partners().filter(phone_hash=phone_hash, name=name).first() if phone_hash else None


@dataclass(frozen=True, slots=True)
class Kin:
    """How many neighbour partners a category has: persons, and places in teams; the two are never mixed."""

    category: Category
    people: int
    memberships: int


def neighbours(*, category: str = "", team: str = "", several: bool = False) -> QuerySet[Neighbour]:
    """Neighbour partners with their teams; of one category, of one team, or those in more than one team."""
    found = Neighbour.objects.select_related("person", "category").prefetch_related("enlistments")
    if category:
        found = found.filter(category__name=category)
    if team:
        found = found.filter(pk__in=Enlistment.objects.filter(team=team).values("neighbour"))
    if several:
        places = Enlistment.objects.order_by().values("neighbour").annotate(n=Count("pk"))
        found = found.filter(pk__in=places.filter(n__gt=1).values("neighbour"))
    return found


def kinds_of_neighbours() -> list[Kin]:
    """Each category that has neighbour partners: how many humans, and how many places in teams."""
    people = dict(Neighbour.objects.order_by().values_list("category").annotate(n=Count("pk")))
    places = Enlistment.objects.order_by().values_list("neighbour__category").annotate(n=Count("pk"))
    memberships = dict(places)
    return [
        Kin(category, people[category.pk], memberships.get(category.pk, 0))
        for category in Category.objects.filter(pk__in=people)
    ]


def teams_of_neighbours() -> list[tuple[str, int]]:
    """Each team on a list, with how many stand in it."""
    return list(Enlistment.objects.order_by("team").values_list("team").annotate(n=Count("pk")))
