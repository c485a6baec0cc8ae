"""Finding places."""

from django.db.models import Q, QuerySet

from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place


def estates() -> QuerySet[Place]:
    """The estates of the community."""
    return Place.objects.filter(kind=PlaceKind.ESTATE)


def within(place: Place) -> Q:
    """Rows whose `path` is this place or below it."""
    return Q(path=place.path) | Q(path__startswith=f"{place.path}/")


def homes_in(place: Place) -> QuerySet[Home]:
    """The homes of a place, in counting order."""
    return Home.objects.filter(path__startswith=f"{place.path}/")
