"""The roll, one person on it, and their card."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access import queries as access_queries
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries
from hehuo.domain.ground.rolls import rules
from hehuo.domain.ground.rolls.queries import histories, rolls
from hehuo.web.ground.people.acts import told
from hehuo.web.ground.people.forms import RevealForm
from hehuo.web.ground.places.asked import place_asked
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.KEEP_ROLL)
def roll(request: PersonRequest, community: str) -> HttpResponse:
    """The people of the community in counting order; found by name, number or home."""
    written, day = request.GET.get("q", "").strip(), _day_asked(request)
    place = place_asked(request)
    found = queries.roll(written) if day is None else rolls.roll_on(day)
    page = page_of(request, rolls.within(found, place) if place else found)
    rolls.put_back(page.object_list, day)
    context = {"page": page, "written": written, "day": day, "place": place}
    return render(request, "people/roll.html", context)


def _day_asked(request: PersonRequest) -> date | None:
    """The day that `?day=` names, today being as good as none."""
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if day and day != clock.today() else None


@never_cache
@powered(Power.KEEP_ROLL)
def person_detail(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """One person; phone, ID number and reasons for care are shown one at a time, with a reason that is logged."""
    person = fetch(queries.roll(), person_id)
    form, shown = RevealForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        shown = form.act(access.reveal, actor=request.person, person=person, **form.cleaned_data)
    context = {
        "someone": person, "form": form, "shown": shown, "shown_field": form.data.get("field", ""),
        "owned": queries.homes_owned_by(person), "roles": access_queries.roles_of(person),
        "may_reveal": access_rules.may_reveal(request.person, person, "phone"),
        "card": access_queries.cards_in_force([person]).get(person.id),
        "may_print": access_rules.may(request.person, Power.PRINT_CARDS),
        "guardians": queries.guardians_of(person), "wards": queries.wards_of(person),
        "teams": queries.teams_of(person), "moves": rolls.moves_of(person),
        "may_cares": rules.may_keep_cares(request.person),
        "last_move_id": rolls.last_move_id(person), "history": told(histories.history_of(person.pk)),
    }  # fmt: skip
    return render(request, "people/person_detail.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
@powered(Power.PRINT_CARDS)
def card_print(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """A new card on paper, shown this once: the link as a QR code, the PIN for its back."""
    person = fetch(queries.roll(), person_id)
    _card, token, pin = access.print_card(actor=request.person, person=person)
    address = settings.BASE_URL + reverse("enter_card", args=[community, token])
    return render(request, "people/card_print.html", {"someone": person, "address": address, "pin": pin})
