"""Accounts of give and take: in public, on both sides' desks, and a year on A4."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.run.exchanges import actions, queries, rules, sides
from hehuo.domain.run.exchanges.kinds import DeliveryState, Kind
from hehuo.domain.run.exchanges.models import Delivery, Exchange
from hehuo.web import paper
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of, powered
from hehuo.web.run.exchanges import forms

# On the year's paper, in its pixels: a row of the balance, its heads with those of the list, and where both sign.
ROW, HEADS, SIGNS = 32, 6, 40
WHAT = 20  # letters of what was given, on one line
KINDS_ASKED = {kind.value: kind for kind in Kind}


def exchange_list(request: CommunityRequest, community: str) -> HttpResponse:
    """Every account, as everyone may read it."""
    return render(request, "exchanges/exchange_list.html", {"page": page_of(request, queries.public_exchanges())})


def exchange_detail(request: CommunityRequest, community: str, exchange_id: UUID) -> HttpResponse:
    """One account in the open: both sides, what is owed, and the latest that both confirmed."""
    exchange = fetch(queries.public_exchanges(), exchange_id)
    kind, given = _of_kind(request, exchange)
    confirmed = given.filter(state=DeliveryState.CONFIRMED)
    context = {
        "exchange": exchange, "balance": queries.balance_of(exchange), "page": page_of(request, confirmed),
        "pledges": queries.pledges_of(exchange), "years": queries.years_of(exchange),
        "side": sides.side_of(request.person, exchange.agreement), "kind": kind,
    }  # fmt: skip
    return render(request, "exchanges/exchange_detail.html", context)


def year_print(request: CommunityRequest, community: str, exchange_id: UUID, year: int) -> HttpResponse:
    """A year's statement on A4, for both sides to sign."""
    exchange = fetch(queries.public_exchanges(), exchange_id)
    if year not in queries.years_of(exchange):
        raise Missing(_("这本账没有 %s 年的。") % year)
    confirmed = queries.deliveries_of(exchange, year=year).filter(state=DeliveryState.CONFIRMED).order_by("on", "id")
    balance = queries.balance_in(exchange, year)
    taken = ROW * (HEADS + len(balance.community) + len(balance.partner))
    sheets = paper.sheets_of(confirmed, lambda each: paper.height_of((each.what, WHAT)), taken=taken, last=SIGNS)
    context = {
        "exchange": exchange, "year": year, "balance": balance, "sheets": sheets,
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "exchanges/year_print.html", context)


@powered(Power.RUN_RECRUITMENT)
def exchange_desk(request: PersonRequest, community: str) -> HttpResponse:
    """The office's list of accounts, and opening one for an agreement that has none."""
    form = forms.OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        exchange = form.act(actions.open_exchange, actor=request.person, **form.cleaned_data)
        if exchange:
            messages.success(request, _("开好了，先把协议里的约定写进来。"))
            return redirect("exchanges:manage", community, exchange.id)
    context = {"page": page_of(request, queries.exchanges()), "form": form, "frame": frame_of(request)}
    return render(request, "exchanges/exchange_desk.html", context, status=422 if form.errors else 200)


@entered
def exchange_manage(request: PersonRequest, community: str, exchange_id: UUID) -> HttpResponse:
    """Both sides' page: promise, note, and see what waits for whom."""
    exchange, wanted = fetch(queries.exchanges(), exchange_id), request.POST.get("act", "")
    rules.may_note(request.person, exchange, Kind.VENUE).or_refuse()
    pledge = forms.PledgeForm(request.POST if wanted == "pledge" else None, auto_id="pledge_%s")
    note = forms.DeliveryForm(request.POST if wanted == "note" else None, exchange=exchange, auto_id="note_%s")
    form, action = (pledge, actions.pledge) if wanted == "pledge" else (note, actions.note_delivery)
    if wanted and form.is_valid() and form.act(action, actor=request.person, exchange=exchange, **form.cleaned_data):
        messages.success(request, _("记下了。") if wanted == "pledge" else _("记下了，等对方确认。"))
        return redirect("exchanges:manage", community, exchange.id)
    kind, given = _of_kind(request, exchange)
    context = {
        "exchange": exchange, "balance": queries.balance_of(exchange), "pledge": pledge, "note": note,
        "page": page_of(request, given), "pledges": queries.pledges_of(exchange),
        "may_open": rules.may_open(request.person, exchange.agreement),
        "side": sides.side_of(request.person, exchange.agreement), "frame": frame_of(request), "kind": kind,
    }  # fmt: skip
    return render(request, "exchanges/exchange_manage.html", context, status=422 if form.errors else 200)


@entered
def delivery_detail(request: PersonRequest, community: str, delivery_id: UUID) -> HttpResponse:
    """One delivery: confirm, return, or undo what was confirmed."""
    delivery, wanted = fetch(queries.deliveries(), delivery_id), request.POST.get("act", "")
    rules.may_note(request.person, delivery.exchange, Kind.VENUE).or_refuse()
    if wanted == "confirm":
        actions.confirm_delivery(actor=request.person, delivery=delivery)
        messages.success(request, _("确认了，算数了。"))
        return redirect("exchanges:manage", community, delivery.exchange_id)
    form = forms.WhyForm(request.POST if wanted else None)
    action = actions.reverse_delivery if wanted == "reverse" else actions.return_delivery
    if wanted and form.is_valid() and form.act(action, actor=request.person, delivery=delivery, **form.cleaned_data):
        messages.success(request, _("记下了，对方会看到理由。"))
        return redirect("exchanges:manage", community, delivery.exchange_id)
    context = {"delivery": delivery, "form": form, "may_confirm": rules.may_confirm(request.person, delivery),
               "frame": frame_of(request)}  # fmt: skip
    return render(request, "exchanges/delivery_detail.html", context, status=422 if form.errors else 200)


@entered
def pledge_go(request: PersonRequest, community: str, pledge_id: UUID) -> HttpResponse:
    """To the account in which a promise is kept."""
    return redirect("exchanges:manage", community, fetch(queries.pledges(), pledge_id).exchange_id)


@entered
def pledge_drop(request: PersonRequest, community: str, pledge_id: UUID) -> HttpResponse:
    """A promise that no longer counts."""
    pledge, form = fetch(queries.pledges(), pledge_id), forms.WhyForm(request.POST or None)
    rules.may_open(request.person, pledge.exchange.agreement).or_refuse()
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.drop_pledge, actor=request.person, pledge=pledge, **form.cleaned_data):
        return redirect("exchanges:manage", community, pledge.exchange_id)
    context = {"pledge": pledge, "form": form, "frame": frame_of(request)}
    return render(request, "exchanges/pledge_drop.html", context, status=422 if form.errors else 200)


def _of_kind(request: CommunityRequest, exchange: Exchange) -> tuple[Kind | None, QuerySet[Delivery]]:
    """What was given: all of it, or what one figure of the balance counts (?kind=)."""
    kind, given = KINDS_ASKED.get(request.GET.get("kind", "")), queries.deliveries_of(exchange)
    return kind, given.filter(kind=kind) if kind else given
