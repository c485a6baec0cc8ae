"""Marking prices, by the partner or for it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.run.services import actions, queries, rules
from hehuo.web.requests import PersonRequest, entered, fetch
from hehuo.web.run.services.forms import PriceForm


@entered
def price_list(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """The prices of an agreement, past ones too, and a form for the next."""
    agreement = fetch(agreements.agreements(), agreement_id)
    rules.may_set_prices(request.person, agreement).or_refuse()
    form = PriceForm(request.POST or None)
    said = form.said() if request.method == "POST" and form.is_valid() else None
    if said and form.act(actions.set_price, actor=request.person, agreement=agreement, **said):
        messages.success(request, _("标好了，公开页上现在就是这个价。"))
        return redirect("services:prices", community, agreement.id)
    context = {
        "agreement": agreement, "form": form, "prices": queries.prices_of(agreement),
        "past": queries.past_prices_of(agreement)[:50],
    }  # fmt: skip
    return render(request, "services/price_list.html", context, status=422 if form.errors else 200)


@entered
@require_POST
def price_end(request: PersonRequest, community: str, price_id: UUID) -> HttpResponse:
    """A service is no longer offered."""
    item = actions.end_price(actor=request.person, item=fetch(queries.prices(), price_id))
    return redirect("services:prices", community, item.agreement_id)
