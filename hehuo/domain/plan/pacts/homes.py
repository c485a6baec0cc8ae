"""The homes for which a pact holds, and which of them signed it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from hehuo.domain.ground.funds.progress import Progress, shown
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.pacts.kinds import PactKind
from hehuo.domain.plan.pacts.models import Pact, Signature, Version


@dataclass(frozen=True, slots=True)
class Mine:
    """A home of somebody, and its signature where it signed."""

    home: Home
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The doors of one building, for the list that is carried there."""

    building: str
    homes: list[Home]


def is_concerned(pact: Pact, person: Person) -> bool:
    """Whether a pact holds for somebody: they live at its place or own a home there."""
    if pact.place is None:
        return person.left_on is None
    return homes_of_person(pact, person).exists()


def homes_of_person(pact: Pact, person: Person) -> QuerySet[Home]:
    """The homes of somebody for which a pact holds: where they live, and what they own."""
    owned = Ownership.objects.filter(people.same_human(person), until_on=None).values("home")
    mine = Q(pk__in=owned)
    if person.household_id:
        mine |= Q(households=person.household_id)
    return _homes_under(pact).filter(mine).distinct().order_by("order")


def _homes_under(pact: Pact) -> QuerySet[Home]:
    return places.homes_in(pact.place) if pact.place else places.homes()


def homes_asked(pact: Pact) -> QuerySet[Home]:
    """The homes that may sign: of a covenant all that are owned, else those in which somebody lives."""
    found = _homes_under(pact)
    if pact.kind == PactKind.COVENANT:
        return found.order_by("order")
    living = people.present().filter(household__home=OuterRef("pk"))
    return found.filter(Exists(living)).order_by("order")


def homes_here(pact: Pact) -> QuerySet[Home]:
    """Every standing home under a pact: a door that nobody is registered at may sign on paper."""
    return _homes_under(pact).order_by("order")


def signatures_of(version: Version) -> QuerySet[Signature]:
    """Those that hold, door by door; struck ones are left out."""
    return signatures().filter(version=version, struck_at=None)


def mine_of(version: Version, person: Person) -> list[Mine]:
    """The homes of somebody under a pact, each with its signature."""
    homes = list(homes_of_person(version.pact, person))
    held = {each.home_id: each for each in signatures_of(version).filter(home__in=[home.pk for home in homes])}
    return [Mine(home, held.get(home.pk)) for home in homes]


def struck_of(version: Version) -> QuerySet[Signature]:
    """Those that were struck out, with why."""
    return signatures().filter(version=version, struck_at__isnull=False)


def signatures() -> QuerySet[Signature]:
    """Every signature."""
    related = ("version__pact__place", "home", "person", "entered_by", "struck_by")
    return Signature.objects.select_related(*related).order_by("home__order", "id")


def progress_of(version: Version) -> list[Progress]:
    """Homes that signed by building, as everyone may see it: no figure that tells who has not (R-35)."""
    return shown(counted(version))


def counted(version: Version) -> list[Progress]:
    """Homes asked and signed by building: two questions. A signed door counts as asked."""
    signed = set(Signature.objects.filter(version=version, struck_at=None).values_list("home", flat=True))
    meant = homes_asked(version.pact).values_list("pk", "path", "order")
    more = Home.objects.filter(pk__in=signed).values_list("pk", "path", "order")
    doors = sorted({*meant, *more}, key=lambda door: door[2])
    asked: dict[str, int] = defaultdict(int)
    came: dict[str, int] = defaultdict(int)
    for home_id, path, _order in doors:
        building = building_of(path, version.pact.place)
        asked[building] += 1
        came[building] += home_id in signed
    return [Progress(name, number, came[name]) for name, number in asked.items()]


def building_of(path: str, place: Place | None) -> str:
    """`1栋` below an estate; with the estate's name where the pact is the whole community's."""
    parts = path.split("/")
    return parts[1] if place else " ".join(parts[:2])


def sheets_of(pact: Pact) -> list[Sheet]:
    """The doors of each building, for lists that are signed by hand."""
    by_building: dict[str, list[Home]] = defaultdict(list)
    for home in homes_here(pact):
        by_building[building_of(home.path, pact.place)].append(home)
    return [Sheet(name, homes) for name, homes in by_building.items()]


def home_at(pact: Pact, written: str) -> Home | None:
    """The home under a pact that a number on a paper list means."""
    plain = addresses.plain(written)
    meant = {home.pk for home in places.homes_at(plain)}
    if not meant and pact.place:
        meant = {home.pk for home in homes_here(pact) if home.room == plain or home.short.endswith(f"-{plain}")}
    found = list(homes_here(pact).filter(pk__in=meant)[:2])
    return found[0] if len(found) == 1 else None
