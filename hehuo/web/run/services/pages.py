"""Marking prices, by the partner or for it; and the board on which everyone reads them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.run.services import actions, queries, rules
from hehuo.domain.run.services.models import PriceItem
from hehuo.web import paper
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of
from hehuo.web.run.services.forms import ClauseForm, PriceForm

# Letters on a line of the printed board: the service with its note, where its market price was seen, who is free.
PAPER_NAME, PAPER_SOURCE, PAPER_FREE = 10, 13, 36


def board(request: CommunityRequest, community: str) -> HttpResponse:
    """Every price that holds, partner by partner, beside the market price; and who is free."""
    context = {"prices": queries.public_prices(), "offers": queries.offers()}
    return render(request, "services/board.html", context)


def board_print(request: CommunityRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """One partner's prices on A4, to hang where it works."""
    agreement = fetch(agreements.public_agreements(), agreement_id)
    offers = list(queries.offers_of(agreement))
    free = paper.height_of(("；".join(str(each) for each in offers), PAPER_FREE)) if offers else 0
    context = {
        "agreement": agreement, "offers": offers, "a3": request.GET.get("paper") == "a3",
        "sheets": paper.sheets_of(queries.public_prices().filter(agreement=agreement), _height, last=free),
    }  # fmt: skip
    return render(request, "services/board_print.html", context)


def _height(item: PriceItem) -> int:
    seen_on = item.seen_on.isoformat() if item.seen_on else ""
    return paper.height_of((item.name + item.note, PAPER_NAME), (f"{item.source} {seen_on}　　", PAPER_SOURCE))


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
        "past": queries.past_prices_of(agreement)[:50], "clause": queries.cost_clause_of(agreement),
        "may_quote": rules.may_quote_cost(request.person, agreement), "months": queries.months_to_declare(agreement),
        "sheets": queries.sheets().filter(agreement=agreement)[:5], "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "services/price_list.html", context, status=422 if form.errors else 200)


@entered
@require_POST
def price_end(request: PersonRequest, community: str, price_id: UUID) -> HttpResponse:
    """A service is no longer offered."""
    item = actions.end_price(actor=request.person, item=fetch(queries.prices(), price_id))
    return redirect("services:prices", community, item.agreement_id)


@entered
def clause(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Where the agreement says that some things are done at cost."""
    agreement = fetch(agreements.agreements(), agreement_id)
    rules.may_quote_cost(request.person, agreement).or_refuse()
    known = queries.cost_clause_of(agreement)
    form = ClauseForm(request.POST or None, initial={"words": known.words if known else ""})
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(
        actions.quote_cost_clause, actor=request.person, agreement=agreement, **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, _("记下了。标“成本”的行从现在起按成本核对。"))
        return redirect("services:prices", community, agreement.id)
    context = {"agreement": agreement, "form": form, "frame": frame_of(request)}
    return render(request, "services/clause.html", context, status=422 if form.errors else 200)
