"""Estates, buildings, stairwells, grids and homes entered by hand."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import actions as places
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.kinds import HomeKind, PlaceKind
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.ground.rolls import rules

# What may stand in what; the others stand in the community itself.
BELOW = {PlaceKind.ESTATE: PlaceKind.BUILDING, PlaceKind.BUILDING: PlaceKind.STAIRWELL}
_WORDS = {PlaceKind.BUILDING: "栋", PlaceKind.STAIRWELL: "单元"}


@transaction.atomic
def add_place(*, actor: Person, kind: PlaceKind, name: str, parent: Place | None = None) -> Place:
    """A new estate, grid or centre; a building in an estate, a stairwell in a building. Raises Conflict, Invalid."""
    rules.may_keep_roll(actor).or_refuse()
    if kind != (BELOW.get(PlaceKind(parent.kind)) if parent else kind) or (parent is None and kind in _WORDS):
        raise Invalid("kind", _("楼栋要加在小区里，单元要加在楼栋里。"))
    name = _named(kind, name)
    path = f"{parent.path}/{name}" if parent else name
    if Place.objects.filter(path=path).exists():
        raise Conflict(_("%s 已经有了。") % path.replace("/", " "))
    place = places.ensure_place(kind=kind, name=name, parent=parent)
    journal.record(actor=actor, act="places.added", thing=place, kind=kind.value)
    return place


def _named(kind: PlaceKind, written: str) -> str:
    """`3`, `3 栋` and `3#` are all 3栋, as the rosters have it."""
    name = addresses.plain(written)
    if kind in _WORDS:
        name = f"{addresses.number_of(name)}{_WORDS[kind]}"
    if "/" in name or not name:
        raise Invalid("name", _("名字里不能有「/」，也不能空着。"))
    return name


@transaction.atomic
def add_home(
    *,
    actor: Person,
    estate: Place,
    number: str,
    kind: HomeKind = HomeKind.RESIDENCE,
    area_x100: int | None = None,
) -> Home:
    """A new home of an estate, with its building and stairwell where they are new. Raises Conflict, Invalid."""
    rules.may_keep_roll(actor).or_refuse()
    read = addresses.read_home(number)
    if read is None:
        raise Invalid("number", _("看不出「%s」是哪一套，请写成 3-2-502 这样。") % number)
    if Home.objects.filter(path=f"{estate.path}/{read.path}", ended_on=None).exists():
        raise Conflict(_("%s 已经登记过了。") % read.short)
    home = places.ensure_home(estate=estate, number=read)
    home.kind, home.area_x100 = kind, area_x100
    home.save(update_fields=["kind", "area_x100"])
    journal.record(actor=actor, act="homes.added", thing=home, kind=kind.value, area_x100=area_x100)
    return home


@transaction.atomic
def mark_unmanaged(*, actor: Person, estate: Place, is_unmanaged: bool) -> Place:
    """Say whether an estate has no property firm, no owners' committee and no upkeep (三无小区)."""
    rules.may_keep_roll(actor).or_refuse()
    estate = Place.objects.select_for_update().get(pk=estate.pk)
    if estate.kind != PlaceKind.ESTATE:
        raise Invalid("is_unmanaged", _("只有小区才分是不是三无小区。"))
    if estate.is_unmanaged != is_unmanaged:
        estate.is_unmanaged = is_unmanaged
        estate.save(update_fields=["is_unmanaged"])
        act = "places.marked_unmanaged" if is_unmanaged else "places.marked_managed"
        journal.record(actor=actor, act=act, thing=estate)
    return estate


@transaction.atomic
def assign_to_grid(*, actor: Person, building: Place, grid: Place | None) -> Place:
    """Put a building into a worker's beat, or take it out of any."""
    rules.may_keep_roll(actor).or_refuse()
    building = Place.objects.select_for_update().get(pk=building.pk)
    if building.kind != PlaceKind.BUILDING or (grid and grid.kind != PlaceKind.GRID):
        raise Invalid("grid", _("网格里放的是楼栋。请选一栋楼和一个网格。"))
    building.grid = grid
    building.save(update_fields=["grid"])
    journal.record(actor=actor, act="places.grid_set", thing=building, grid=str(grid.id) if grid else "")
    return building
