"""Making places. Asking for one that is there returns it."""

from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place


def ensure_place(*, kind: PlaceKind, name: str, parent: Place | None = None) -> Place:
    """The place of this name below its parent, made where it is new."""
    path = f"{parent.path}/{name}" if parent else name
    place, _ = Place.objects.get_or_create(path=path, defaults={"kind": kind, "name": name, "parent": parent})
    return place


def ensure_home(*, estate: Place, number: addresses.HomeNumber) -> Home:
    """The home of this number in an estate, with its building and stairwell, made where they are new."""
    path = f"{estate.path}/{number.path}"
    found = Home.objects.filter(path=path, ended_on=None).first()
    if found:
        return found
    place = ensure_place(kind=PlaceKind.BUILDING, name=f"{number.building}栋", parent=estate)
    if number.stairwell:
        place = ensure_place(kind=PlaceKind.STAIRWELL, name=f"{number.stairwell}单元", parent=place)
    return Home.objects.create(estate=estate, place=place, room=number.room, path=path, order=addresses.order_of(path))
