"""The roll of a place, and of a day that has passed."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Household, Merge, Move, Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place


def within(found: QuerySet[Person], place: Place) -> QuerySet[Person]:
    """Those of some people who live in a place today."""
    return found.filter(places.homes_within(place, "household__home__"))


def roll_on(day: date) -> QuerySet[Person]:
    """The roll as it stood on a day, by name."""
    return people.present_on(day).order_by("name", "id")


def put_back(shown: Iterable[Person], day: date | None) -> None:
    """Give the people of a page the household they lived in on the day, in one statement; nothing is saved."""
    if day is None:
        return
    then = {person: then for person in shown if (then := getattr(person, "household_then", None))}
    found = {one.pk: one for one in Household.objects.filter(pk__in=then.values()).select_related("home")}
    for person in shown:
        person.household = found[then[person]] if person in then else None


def moves_of(person: Person) -> QuerySet[Move]:
    """How a person came, moved and went, the newest first."""
    found = Move.objects.filter(person=person).select_related("from_household__home", "to_household__home", "change")
    return found.order_by("-on", "-made_at", "-id")


def last_move_id(person: Person) -> UUID | None:
    """The one move that could be taken back now."""
    return moves_of(person).filter(undone_at=None).values_list("pk", flat=True).first()


def moves() -> QuerySet[Move]:
    """Every move that stands."""
    return Move.objects.filter(undone_at=None).select_related("person")


def gone(person_name: str = "") -> QuerySet[Person]:
    """Who has left, the last first, each with `leaving_id` and `where`: they can be taken in again."""
    last = Move.objects.filter(person=OuterRef("pk"), undone_at=None).order_by("-on", "-made_at", "-id")
    found = Person.objects.filter(merged_into=None, erased_at=None).exclude(left_on=None).order_by("-left_on", "id")
    found = found.annotate(leaving_id=Subquery(last.values("id")[:1]), where=Subquery(last.values("where")[:1]))
    return found.filter(name__startswith=person_name) if person_name else found


def merged_into(person: Person) -> QuerySet[Merge]:
    """Which other records of this human there are."""
    return Merge.objects.filter(into=person, undone_at=None).select_related("person")


def any_people() -> QuerySet[Person]:
    """Everyone ever on the roll but those merged into another."""
    return Person.objects.filter(merged_into=None).select_related("household__home").order_by("id")
