"""The desk of gifts: registered from the charity's paper, confirmed by another, shown as the donor allows."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.domain.run.donations import actions, queries, rules
from hehuo.domain.run.donations.kinds import OPEN_TO_ALL, GiftKind, GiftState
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.donations import forms

# What is done on the page of a gift: its form, its action, and what is said when it is done.
ACTS = {
    "return": (forms.WhyForm, actions.return_donation, lambda: _("退回了，登记的人会看到理由。")),
    "take_back": (forms.WhyForm, actions.take_back_donation, lambda: _("冲正了，不再算数。")),
    "shown": (forms.ShownForm, actions.change_shown, lambda: _("改好了，爱心墙上已经照这样。")),
}


@reads_books
def gift_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every gift, by state and kind."""
    asked = request.GET
    state = GiftState(asked["state"]) if asked.get("state") in GiftState.values else None
    kind = GiftKind(asked["kind"]) if asked.get("kind") in GiftKind.values else None
    context = {
        "page": page_of(request, queries.donations(state=state, kind=kind)), "state": state, "states": GiftState,
        "kind": kind, "kinds": GiftKind, "may_register": rules.may_register(request.person),
    }  # fmt: skip
    return render(request, "donations/gift_desk.html", context)


@reads_books
def gift_register(request: PersonRequest, community: str) -> HttpResponse:
    """Write down a gift from the charity's paper."""
    rules.may_register(request.person).or_refuse()
    form = forms.GiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        donation = form.act(actions.register_donation, actor=request.person, **form.said())
        if donation:
            messages.success(request, _("登记了，编号 %s，等另一位核对。") % donation.number)
            return redirect("donations:gift", community, donation.id)
    return render(request, "donations/gift_register.html", {"form": form}, status=422 if form.errors else 200)


@reads_books
def gift_detail(request: PersonRequest, community: str, donation_id: UUID) -> HttpResponse:
    """One gift: confirm, return, take back, and what the donor allows."""
    donation, wanted = fetch(queries.donations(), donation_id), request.POST.get("act", "")
    if wanted == "confirm":
        actions.confirm_donation(actor=request.person, donation=donation)
        messages.success(request, _("核对好了。"))
        return redirect("donations:gift", community, donation.id)
    shown = {
        name: form(request.POST if wanted == name else None, auto_id=f"{name}_%s", initial={"shown": donation.shown})
        for name, (form, _action, _say) in ACTS.items()
    }
    form = shown.get(wanted)
    if form and form.is_valid():
        _form, action, say = ACTS[wanted]
        if form.act(action, actor=request.person, donation=donation, **form.cleaned_data):
            messages.success(request, say())
            return redirect("donations:gift", community, donation.id)
    context = {
        "donation": donation, "forms": shown, "may_confirm": rules.may_confirm(request.person, donation),
        "may_take_back": rules.may_take_back(request.person, donation),
        "may_change": rules.may_register(request.person), "may_thank": rules.may_thank(donation),
    }  # fmt: skip
    return render(request, "donations/gift_detail.html", context, status=422 if form and form.errors else 200)


@reads_books
def thanks_print(request: PersonRequest, community: str, donation_id: UUID) -> HttpResponse:
    """A letter of thanks on A4: no receipt, and it says so."""
    donation = fetch(queries.donations(), donation_id)
    rules.may_thank(donation).or_refuse()
    context = {
        "donation": donation, "in_words": money.in_words(donation.fen) if donation.fen else "",
        "is_public": bool(donation.campaign and donation.campaign.state in OPEN_TO_ALL),
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "donations/thanks_print.html", context)
