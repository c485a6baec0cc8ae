"""Finding places."""

from django.db.models import Q, QuerySet

from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, HomeChange, Place


def estates() -> QuerySet[Place]:
    """The estates of the community."""
    return Place.objects.filter(kind=PlaceKind.ESTATE)


def within(place: Place) -> Q:
    """Rows whose `path` is this place or below it."""
    return Q(path=place.path) | Q(path__startswith=f"{place.path}/")


def homes() -> QuerySet[Home]:
    """The homes that stand today, in counting order."""
    return Home.objects.filter(ended_on=None)


def homes_within(place: Place, through: str = "") -> Q:
    """Homes of a place, or of a grid's buildings; `through` names the way to the home (`household__home__`)."""
    if place.kind != PlaceKind.GRID:
        return Q((f"{through}path__startswith", f"{place.path}/"))
    meant = Q(pk__in=[])
    for path in place.buildings.values_list("path", flat=True):
        meant |= Q((f"{through}path__startswith", f"{path}/"))
    return meant


def homes_in(place: Place) -> QuerySet[Home]:
    """The homes of a place that stand today, in counting order."""
    return homes().filter(homes_within(place))


def grids() -> QuerySet[Place]:
    """The grids of the community."""
    return Place.objects.filter(kind=PlaceKind.GRID)


def changes_of(home: Home) -> QuerySet[HomeChange]:
    """The changes that ended or brought a home, undone ones too, oldest first."""
    return HomeChange.objects.filter(homes__home=home).prefetch_related("homes__home")


def change_that_ended(home: Home) -> HomeChange | None:
    """What a home became, where it has ended."""
    return changes_of(home).filter(homes__is_after=False, undone_at=None).last()


def all_places() -> QuerySet[Place]:
    """Every place of the community, with what it stands in."""
    return Place.objects.select_related("parent", "grid")


def any_homes() -> QuerySet[Home]:
    """Every home, those that were split or joined too."""
    return Home.objects.select_related("estate", "place")


def changes() -> QuerySet[HomeChange]:
    """Every change of homes with the homes it touched."""
    return HomeChange.objects.prefetch_related("homes__home")


def homes_at(written: str) -> list[Home]:
    """The homes that a number like 3-2-502 may mean, in whichever estate; the estate's name may stand before it."""
    plain, paths = addresses.plain(written), []
    for path in estates().values_list("path", flat=True):
        if number := addresses.read_home(plain.removeprefix(path)):
            paths.append(f"{path}/{number.path}")
    return list(homes().filter(path__in=paths)) if paths else []


def places_at(written: str) -> list[Place]:
    """The buildings and stairwells that a number like 3栋 or 3-2 may mean, in whichever estate."""
    plain, paths = addresses.plain(written), []
    for path in estates().values_list("path", flat=True):
        if below := addresses.read_building(plain.removeprefix(path)):
            paths.append(f"{path}/{below}")
    return list(Place.objects.filter(path__in=paths).order_by("path")) if paths else []
