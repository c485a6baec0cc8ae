"""Splitting a home, joining two, and taking either back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.rolls.actions import changes as actions
from hehuo.domain.ground.rolls.queries import histories
from hehuo.web.forms import ActForm
from hehuo.web.ground.places.forms import JoinForm, SplitForm
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.KEEP_ROLL)
def home_split(request: PersonRequest, community: str, home_id: UUID) -> HttpResponse:
    """One home becomes two."""
    home = fetch(places.homes(), home_id)
    owners, households = histories.all_owners_of([home]), histories.households_of(home)
    form = SplitForm(request.POST or None, home=home, owners=owners, households=households)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        change = form.act(
            actions.split_home, actor=request.person, home=home, parts=form.parts, on=said["on"], why=said["why"]
        )
        if change:
            return redirect("places:change", community, change.id)
    return render(request, "places/home_split.html", {"form": form, "home": home}, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def home_join(request: PersonRequest, community: str, home_id: UUID) -> HttpResponse:
    """Two homes of a stairwell become one; the owners of both own it, every household moves along."""
    home = fetch(places.homes(), home_id)
    form = JoinForm(request.POST or None, home=home, beside=places.homes().filter(place=home.place).exclude(pk=home.pk))
    if request.method == "POST" and form.is_valid():
        both, said = [home, form.beside], form.cleaned_data
        part = form.part(histories.all_owners_of(both), histories.all_households_of(both))
        change = form.act(
            actions.join_homes, actor=request.person, homes=both, part=part, on=said["on"], why=said["why"]
        )
        if change:
            return redirect("places:change", community, change.id)
    return render(request, "places/home_join.html", {"form": form, "home": home}, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def change_detail(request: PersonRequest, community: str, change_id: UUID) -> HttpResponse:
    """What became of what, the areas side by side, and the way back."""
    change, form = fetch(places.changes(), change_id), ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.is_valid()
        if form.act(actions.undo_change, actor=request.person, change=change):
            messages.success(request, _("撤回了，原来的房又在了。"))
            return redirect("places:change", community, change_id)
    sides = [[each.home for each in change.homes.all() if each.is_after == is_after] for is_after in (False, True)]
    sums = [sum(home.area_x100 or 0 for home in side) for side in sides]
    context = {"change": change, "before": sides[0], "after": sides[1], "sums": sums, "form": form}
    return render(request, "places/change_detail.html", context, status=422 if form.errors else 200)
