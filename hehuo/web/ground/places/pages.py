"""The tree of places: estates, buildings, stairwells, grids, each count opening the records behind it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.rolls.actions import places as actions
from hehuo.domain.ground.rolls.queries import trees
from hehuo.web.ground.places.asked import place_asked
from hehuo.web.ground.places.forms import GridForm, PlaceForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered

LABELS = 2000  # on one print
TOP = (PlaceKind.ESTATE, PlaceKind.GRID, PlaceKind.CENTER)


@powered(Power.KEEP_ROLL)
def place_list(request: PersonRequest, community: str) -> HttpResponse:
    """Estates, grids and centres with what is in them."""
    return render(request, "places/place_list.html", {"counted": trees.top(), "owned": trees.owner_counts()})


@powered(Power.KEEP_ROLL)
def place_add(request: PersonRequest, community: str) -> HttpResponse:
    """A place entered by hand: in the community, or in the place that `?in=` names."""
    parent = place_asked(request)
    kinds = TOP if parent is None else [actions.BELOW[kind] for kind in actions.BELOW if kind == parent.kind]
    if not kinds:
        return redirect("places:list", community)
    form = PlaceForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        place = form.act(actions.add_place, actor=request.person, parent=parent, **form.cleaned_data)
        if place:
            messages.success(request, _("加上了%s。") % place)
            return redirect("places:detail", community, place.id)
    return render(
        request, "places/place_add.html", {"form": form, "parent": parent}, status=422 if form.errors else 200
    )


@powered(Power.KEEP_ROLL)
def place_detail(request: PersonRequest, community: str, place_id: UUID) -> HttpResponse:
    """One place: what stands in it, and its homes."""
    place = fetch(places.all_places(), place_id)
    context = {
        "place": place, "whole": trees.whole(place), "below": trees.below(place),
        "holds": actions.BELOW.get(PlaceKind(place.kind)), "page": page_of(request, trees.homes_listed(place)),
        "grid_form": GridForm(grids=places.grids(), initial={"grid": str(place.grid_id or "")}),
        "is_estate": place.kind == PlaceKind.ESTATE, "is_building": place.kind == PlaceKind.BUILDING,
    }  # fmt: skip
    return render(request, "places/place_detail.html", context)


@require_POST
@powered(Power.KEEP_ROLL)
def unmanaged_mark(request: PersonRequest, community: str, place_id: UUID) -> HttpResponse:
    """Say of an estate that it is three-nothing, or no longer."""
    place = fetch(places.all_places(), place_id)
    actions.mark_unmanaged(actor=request.person, estate=place, is_unmanaged=not place.is_unmanaged)
    return redirect("places:detail", community, place_id)


@require_POST
@powered(Power.KEEP_ROLL)
def grid_set(request: PersonRequest, community: str, place_id: UUID) -> HttpResponse:
    """Put a building into a grid."""
    building, form = fetch(places.all_places(), place_id), GridForm(request.POST, grids=places.grids())
    if form.is_valid():
        actions.assign_to_grid(actor=request.person, building=building, **form.cleaned_data)
        messages.success(request, _("网格改好了。"))
    return redirect("places:detail", community, place_id)


@powered(Power.KEEP_ROLL)
def label_print(request: PersonRequest, community: str, place_id: UUID) -> HttpResponse:
    """The doors of a place as labels on paper: numbers only, no names."""
    place = fetch(places.all_places(), place_id)
    return render(
        request,
        "places/label_print.html",
        {"place": place, "homes": places.homes_in(place).select_related("estate")[:2000]},
    )


@powered(Power.KEEP_ROLL)
def household_list(request: PersonRequest, community: str) -> HttpResponse:
    """The households of a place in counting order."""
    place = place_asked(request)
    page = page_of(request, trees.households_listed(place))
    return render(request, "places/household_list.html", {"page": page, "place": place})
