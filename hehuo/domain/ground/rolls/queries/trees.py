"""Places with what is in them: homes, households, people, each count taken from the records that its page lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Delegate, Household, Ownership, Person, Team
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place


@dataclass(slots=True)
class Counted:
    """A place and its counts."""

    place: Place
    homes: int = 0
    households: int = 0
    people: int = 0
    below: int = 0  # how many places stand directly in it


@dataclass(slots=True)
class Counts:
    """Leaf places with their counts, added up for any place above them."""

    homes: dict[str, int] = field(default_factory=dict)
    households: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def of(self, place: Place, paths: Iterable[str], below: int = 0) -> Counted:
        """What stands within these paths."""
        paths = list(paths)
        homes, households, residents = (_sum(counts, paths) for counts in (self.homes, self.households, self.people))
        return Counted(place, homes, households, residents, below)


def _sum(counts: dict[str, int], paths: list[str]) -> int:
    return sum(n for at, n in counts.items() if any(at == path or at.startswith(f"{path}/") for path in paths))


def _counts(within: Place | None = None) -> Counts:
    homes, households = places.homes(), people.households()
    residents = people.present().filter(household__isnull=False)
    if within:
        homes = homes.filter(places.homes_within(within))
        households = households.filter(places.homes_within(within, "home__"))
        residents = residents.filter(places.homes_within(within, "household__home__"))
    return Counts(
        _grouped(homes, "place__path"), _grouped(households, "home__place__path"),
        _grouped(residents, "household__home__place__path"),
    )  # fmt: skip


def _grouped(found: "QuerySet[Home] | QuerySet[Household] | QuerySet[Person]", path: str) -> dict[str, int]:
    return dict(found.order_by().values_list(path).annotate(n=Count("pk")))


def top() -> list[Counted]:
    """Estates, grids and centres with their counts."""
    counts = _counts()
    found = Place.objects.filter(parent=None).annotate(
        n=Count("children", distinct=True), b=Count("buildings", distinct=True)
    )
    paths: dict[object, list[str]] = {}
    for grid, path in Place.objects.filter(grid__isnull=False).values_list("grid", "path"):
        paths.setdefault(grid, []).append(path)
    order = {PlaceKind.ESTATE: 0, PlaceKind.GRID: 1, PlaceKind.CENTER: 2}
    return sorted(
        (
            counts.of(
                place, paths.get(place.pk, []) if place.kind == PlaceKind.GRID else [place.path], place.n or place.b
            )
            for place in found
        ),
        key=lambda each: (order.get(PlaceKind(each.place.kind), 3), each.place.path),
    )


def whole(place: Place) -> Counted:
    """One place with its counts."""
    paths = [place.path]
    if place.kind == PlaceKind.GRID:
        paths = list(place.buildings.values_list("path", flat=True))
    return _counts(place).of(place, paths)


def below(place: Place) -> list[Counted]:
    """The places that stand directly in a place (in a grid: its buildings), in counting order."""
    found = Place.objects.filter(grid=place) if place.kind == PlaceKind.GRID else Place.objects.filter(parent=place)
    counts = _counts(place)
    counted = [counts.of(each, [each.path], each.n) for each in found.annotate(n=Count("children"))]
    return sorted(counted, key=lambda each: addresses.order_of(each.place.path))


def homes_listed(place: Place | None, *, kind: str = "", vacant: bool = False, ended: bool = False) -> QuerySet[Home]:
    """Homes of a place in counting order: of one kind, those nobody lives in, or those split and joined since."""
    found = Home.objects.exclude(ended_on=None) if ended else places.homes()
    if place:
        found = found.filter(places.homes_within(place))
    if kind:
        found = found.filter(kind=kind)
    lived = people.present().filter(household__home=OuterRef("pk"))
    if vacant:
        found = found.filter(~Exists(lived))
    return found.annotate(
        is_lived_in=Exists(lived), owner_count=_owner_count(),
    ).order_by("order")  # fmt: skip


def _owner_count() -> Count:
    root = Coalesce("ownerships__person__merged_into_id", "ownerships__person_id")
    return Count(root, filter=Q(ownerships__until_on=None), distinct=True)


def households_listed(place: Place | None) -> QuerySet[Household]:
    """Households of a place in counting order, each with `spoken_for_by`, its delegate's name."""
    delegate = Delegate.objects.filter(household=OuterRef("pk"), until_on=None).values("person__name")[:1]
    found = people.households().annotate(spoken_for_by=Subquery(delegate))
    if place:
        found = found.filter(places.homes_within(place, "home__"))
    return found


def owner_counts() -> tuple[int, int]:
    """Homes that somebody owns, and humans who own one: the two figures of an owners' vote (R-12)."""
    owned = Ownership.objects.filter(until_on=None, home__ended_on=None)
    humans = owned.values(root=Coalesce("person__merged_into_id", "person_id")).distinct().count()
    return owned.values("home").distinct().count(), humans


def homes_per_owner(home: Home) -> dict[UUID, int]:
    """How many homes each owner of this home owns (R-13 counts owners, however much they own)."""
    root = Coalesce("person__merged_into_id", "person_id")
    here = Ownership.objects.filter(home=home, until_on=None).values(root=root)
    owned = Ownership.objects.filter(until_on=None, home__ended_on=None).annotate(root=root).filter(root__in=here)
    return dict(owned.order_by().values_list("root").annotate(n=Count("home", distinct=True)))


def teams_counted() -> QuerySet[Team]:
    """The teams that stand today with `members`, how many belong to each."""
    in_force = Q(memberships__to_on=None)
    return people.teams().annotate(members=Count("memberships", filter=in_force)).order_by("kind", "name")
