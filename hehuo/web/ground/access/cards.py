"""Cards for a building's worth of people on sheets of A4."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from hehuo.domain.ground.access import actions, queries
from hehuo.domain.ground.access.kinds import Power
from hehuo.web.ground.access.forms import CardsForm
from hehuo.web.requests import PersonRequest, powered

A_SHEET = 8
AT_ONCE = 40


@never_cache
@powered(Power.PRINT_CARDS)
def card_sheet(request: PersonRequest, community: str) -> HttpResponse:
    """Choose a place, then the persons; each card is shown this once, eight to a sheet."""
    places = queries.places_of_roles()
    place = places.filter(path=request.GET.get("place", "")).first()
    found = list(queries.without_card(place)[:AT_ONCE]) if place else []
    form = CardsForm(request.POST or None, people=found)
    if request.method == "POST" and form.is_valid():
        printed = form.act(actions.print_cards, actor=request.person, people=form.chosen())
        if printed:
            cards = [
                (each, settings.BASE_URL + reverse("enter_card", args=[community, each.token])) for each in printed
            ]
            sheets = [cards[start : start + A_SHEET] for start in range(0, len(cards), A_SHEET)]
            return render(request, "access/card_sheets.html", {"sheets": sheets})
    context = {"form": form, "places": places, "place": place, "found": found, "at_once": AT_ONCE}
    return render(request, "access/card_choose.html", context, status=422 if form.errors else 200)
