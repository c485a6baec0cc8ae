"""Free places: for whom, how many, who holds one. The answer to a check is may or may not, and nothing more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.run.services import actions, queries, rules
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of, powered
from hehuo.web.run.services.forms import OfferForm, PersonForm


@entered
def offer_list(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """What an agreement gives free, and to whom."""
    agreement = fetch(agreements.agreements(), agreement_id)
    rules.may_set_prices(request.person, agreement).or_refuse()
    form = OfferForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.open_offer, actor=request.person, agreement=agreement, **form.cleaned_data):
        messages.success(request, _("定好了，价目牌上看得到。"))
        return redirect("services:offers", community, agreement.id)
    context = {
        "agreement": agreement, "form": form, "offers": queries.offers_of(agreement),
        "may_give": rules.may_give_places(request.person), "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "services/offer_list.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_SESSIONS)
def offer_detail(request: PersonRequest, community: str, offer_id: UUID) -> HttpResponse:
    """The desk's page of one offer: check somebody, give a place, see who holds one."""
    offer, wanted = fetch(queries.offers(), offer_id), request.POST.get("act", "")
    form, verdict = PersonForm(request.POST if wanted else None), None
    if wanted == "check" and form.is_valid():
        verdict = form.act(actions.check_free, actor=request.person, offer=offer, **form.cleaned_data)
    if (
        wanted == "give"
        and form.is_valid()
        and form.act(actions.give_place, actor=request.person, offer=offer, **form.cleaned_data)
    ):
        messages.success(request, _("给了一个名额。"))
        return redirect("services:offer", community, offer.id)
    context = {
        "offer": offer, "form": form, "verdict": verdict, "places": queries.places_of(offer),
        "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "services/offer_detail.html", context, status=422 if form.errors else 200)


@entered
@require_POST
def offer_end(request: PersonRequest, community: str, offer_id: UUID) -> HttpResponse:
    """It is not free for them any more."""
    offer = actions.end_offer(actor=request.person, offer=fetch(queries.offers(), offer_id))
    return redirect("services:offers", community, offer.agreement_id)


@require_POST
@powered(Power.RUN_SESSIONS)
def place_end(request: PersonRequest, community: str, free_place_id: UUID) -> HttpResponse:
    """A place is free again."""
    place = fetch(queries.places(), free_place_id)
    actions.end_place(actor=request.person, place=place, why=request.POST.get("why", ""))
    return redirect("services:offer", community, place.offer_id)
