"""The day of a visitor, what was heard at a home before, and which doors nobody knocked at for long."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from hehuo.core import clock
from hehuo.domain.ground.access.holds import grants_of, has_power
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.needs.models import Voice
from hehuo.domain.plan.visits.kinds import VisitState
from hehuo.domain.plan.visits.models import Visit

HEARD = 3  # voices shown of the time before


@dataclass(frozen=True, slots=True)
class Day:
    """One visitor's day: where they stand, what comes, what came of the rest."""

    visits: list[Visit]

    @property
    def waiting(self) -> list[Visit]:
        """Still to go, in order; the first is now."""
        return [visit for visit in self.visits if visit.state == VisitState.PLANNED]

    @property
    def done(self) -> list[Visit]:
        """Been there, in the order of going."""
        been = [(visit.done_at, visit.order, visit) for visit in self.visits if visit.done_at]
        return [visit for _at, _order, visit in sorted(been, key=lambda each: each[:2])]

    @property
    def total(self) -> int:
        """Homes of the day that were not given up."""
        return sum(visit.state != VisitState.DROPPED for visit in self.visits)

    @property
    def number(self) -> int:
        """Which of them is now, from 1."""
        return self.total - len(self.waiting) + 1


@dataclass(frozen=True, slots=True)
class Living:
    """Somebody behind a door; the age in full years, or None where no birth date is known."""

    person: Person
    age: int | None


@dataclass(frozen=True, slots=True)
class Door:
    """What a visitor knows before they knock: who lives there, and what was heard the time before."""

    people: list[Living]
    last_on: date | None
    voices: list[Voice]

    @property
    def is_alone(self) -> bool:
        """Whether just one person lives there."""
        return len(self.people) == 1


def day_of(visitor: Person, on: date | None = None) -> Day:
    """The visits of a day, today where none is named; one statement."""
    found = Visit.objects.filter(visitor=visitor, on=on or clock.today()).select_related("home__estate")
    return Day(list(found.order_by("order", "id")))


def visits_of(visitor: Person) -> QuerySet[Visit]:
    """Every visit of a visitor."""
    return Visit.objects.filter(visitor=visitor).select_related("home", "visitor")


def door_of(visitor: Person, home: Home) -> Door:
    """Who lives behind a door and what was said there last: those who sort read all, others what they wrote down."""
    living = list(people.present().filter(household__home=home).order_by("id"))
    last = Visit.objects.filter(home=home, state=VisitState.MET).aggregate(at=Max("done_at"))["at"]
    voices = Voice.objects.filter(Q(home=home) | Q(speaker__in=living))
    if not has_power(visitor, Power.SORT_NEEDS):
        voices = voices.filter(collector=visitor)
    who = [Living(person, person.age_on(clock.today())) for person in living]
    return Door(who, clock.local(last).date() if last else None, list(voices.order_by("-heard_at", "-id")[:HEARD]))


def places_for(visitor: Person) -> list[Place]:
    """Estates and buildings where a visitor may knock."""
    found = Place.objects.filter(kind__in=[PlaceKind.ESTATE, PlaceKind.BUILDING]).order_by("path")
    reach = Q(pk__isnull=True)
    for grant in grants_of(visitor):
        if Power.COLLECT_VOICES in POWERS[Role(grant.role)]:
            if grant.place is None:
                return list(found)
            reach |= Q(path=grant.place.path) | Q(path__startswith=f"{grant.place.path}/")
    return list(found.filter(reach))


def long_unvisited(place: Place, *, on: date, count: int) -> list[Home]:
    """Homes where somebody lives and nobody was met for longest, those never met first; not those planned for the day.

    In each case in the order of doors, so that one walks up a stairwell and not across the estate.
    """
    lived_in = Person.objects.filter(household__home=OuterRef("pk"), merged_into=None, left_on=None)
    planned = Visit.objects.filter(home=OuterRef("pk"), on=on)
    homes = Home.objects.filter(path__startswith=f"{place.path}/", ended_on=None).filter(Exists(lived_in))
    met = Max("visits__done_at", filter=Q(visits__state=VisitState.MET))
    found = homes.exclude(Exists(planned)).annotate(met_at=met).select_related("place")
    chosen = list(found.order_by(F("met_at").asc(nulls_first=True), "order")[:count])
    return sorted(chosen, key=lambda home: home.order)
