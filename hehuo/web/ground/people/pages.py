"""The roll, one person on it, and their card."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access import queries as access_queries
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries
from hehuo.web.ground.people.forms import RevealForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.KEEP_ROLL)
def roll(request: PersonRequest, community: str) -> HttpResponse:
    """The people of the community in counting order; found by name, number or home."""
    written = request.GET.get("q", "").strip()
    page = page_of(request, queries.roll(written))
    return render(request, "people/roll.html", {"page": page, "written": written})


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
        "may_print": access_rules.may(request.person, Power.PRINT_CARDS),
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
