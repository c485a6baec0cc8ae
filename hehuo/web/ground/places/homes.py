"""Homes: the list, one home with its owners, people and history, and putting it right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.kinds import HomeKind
from hehuo.domain.ground.places.models import Home
from hehuo.domain.ground.rolls import rules
from hehuo.domain.ground.rolls.actions import homes as actions
from hehuo.domain.ground.rolls.actions import places as by_hand
from hehuo.domain.ground.rolls.queries import histories, trees
from hehuo.web.ground.people.acts import told
from hehuo.web.ground.places.asked import place_asked
from hehuo.web.ground.places.forms import HomeForm, NewHomeForm, OwnerForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.KEEP_ROLL)
def home_list(request: PersonRequest, community: str) -> HttpResponse:
    """Homes in counting order: all of a place, of one kind, those nobody lives in, or those that are history."""
    place, asked = place_asked(request), request.GET.get("show", "")
    kind = asked if asked in HomeKind.values else ""
    found = trees.homes_listed(place, kind=kind, vacant=asked == "vacant", ended=asked == "ended")
    shows = [("", _("全部")), *HomeKind.choices, ("vacant", _("没人住")), ("ended", _("拆并前的"))]
    context = {"page": page_of(request, found), "place": place, "shows": shows, "asked": asked}
    return render(request, "places/home_list.html", context)


@powered(Power.KEEP_ROLL)
def home_add(request: PersonRequest, community: str, place_id: UUID) -> HttpResponse:
    """A home entered by hand."""
    estate = fetch(places.estates(), place_id)
    form = NewHomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        home = form.act(by_hand.add_home, actor=request.person, estate=estate, **form.facts)
        if home:
            messages.success(request, _("登记了 %s。") % home.short)
            return redirect("places:home", community, home.id)
    return render(request, "places/home_add.html", {"form": form, "estate": estate}, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def home_detail(request: PersonRequest, community: str, home_id: UUID) -> HttpResponse:
    """One home: whose it is, who lives there, what it came from and what happened to it."""
    return _show(request, fetch(places.any_homes(), home_id), OwnerForm())


def _show(request: PersonRequest, home: Home, form: OwnerForm) -> HttpResponse:
    households = histories.households_of(home)
    moves = histories.moves_of_home(home)
    context = {
        "home": home, "owners": histories.owners_of(home), "past_owners": histories.past_owners_of(home),
        "households": households, "changes": places.changes_of(home), "may_change": rules.may_change_home(home),
        "history": told(histories.history_of(home.pk, *(each.pk for each, _who in households), moves=moves)),
        "form": form, "homes_of": trees.homes_per_owner(home),
    }  # fmt: skip
    return render(request, "places/home_detail.html", context, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def home_edit(request: PersonRequest, community: str, home_id: UUID) -> HttpResponse:
    """Put right what is known of a home."""
    home = fetch(places.homes(), home_id)
    known = {name: getattr(home, name) for name in ("kind", "use", "is_fitted_out", "note")}
    area = None if home.area_x100 is None else f"{home.area_x100 / 100:.2f}"
    form = HomeForm(request.POST or None, initial=known | {"area": area})
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.edit_home, actor=request.person, home=home, **form.facts):
        messages.success(request, _("改好了。"))
        return redirect("places:home", community, home_id)
    return render(request, "places/home_edit.html", {"form": form, "home": home}, status=422 if form.errors else 200)


@require_POST
@powered(Power.KEEP_ROLL)
def owner_add(request: PersonRequest, community: str, home_id: UUID) -> HttpResponse:
    """One more owner of a home."""
    home, form = fetch(places.homes(), home_id), OwnerForm(request.POST)
    if form.is_valid() and form.act(actions.add_owner, actor=request.person, home=home, **form.cleaned_data):
        messages.success(request, _("业主记上了。"))
        return redirect("places:home", community, home_id)
    return _show(request, home, form)


@require_POST
@powered(Power.KEEP_ROLL)
def owner_end(request: PersonRequest, community: str, ownership_id: UUID) -> HttpResponse:
    """Somebody no longer owns a home, from today on."""
    ownership = actions.end_ownership(actor=request.person, ownership=fetch(people.ownerships(), ownership_id))
    messages.success(request, _("%s不再是这套房的业主。") % ownership.person.name)
    return redirect("places:home", community, ownership.home_id)
