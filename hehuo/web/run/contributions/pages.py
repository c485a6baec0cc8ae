"""Contributions: in public, and on the page that a partner and the office share."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.partners.kinds import Contribution
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.run.contributions import actions, queries, rules
from hehuo.domain.run.exchanges.kinds import DeliveryState
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, frame_of, powered
from hehuo.web.run.contributions import forms
from hehuo.web.run.exchanges.forms import WhyForm

KINDS = {kind.value: kind for kind in Contribution}
ACTS = {"pledge": actions.pledge_contribution, "note": actions.note_contribution, "tie": actions.tie_record}


def contribution_list(request: CommunityRequest, community: str, partner_id: UUID) -> HttpResponse:
    """What a partner promised and what came, each in its unit, with the records behind it (?kind=)."""
    partner, kind = fetch(partners.partners(), partner_id), KINDS.get(request.GET.get("kind", ""))
    came = queries.deliveries_of(partner).filter(state=DeliveryState.CONFIRMED)
    promised = queries.pledges_of(partner)
    page = page_of(request, came.filter(kind=kind) if kind else came)
    context = {
        "partner": partner, "kind": kind, "lines": queries.lines_of(partner), "page": page,
        "pledges": promised.filter(kind=kind) if kind else promised, "fen": queries.booked_fen(page),
        "agreement": agreements.public_agreements().filter(partner=partner).first(),
        "may_note": any(rules.may_note(request.person, each) for each in agreements.of_partner(partner)[:1]),
    }  # fmt: skip
    return render(request, "contributions/contribution_list.html", context)


@powered(Power.RUN_RECRUITMENT)
def contribution_desk(request: PersonRequest, community: str) -> HttpResponse:
    """The office's list of agreements, each leading to what its partner brings."""
    context = {"page": page_of(request, agreements.in_force()), "frame": frame_of(request)}
    return render(request, "contributions/contribution_desk.html", context)


@entered
def contribution_manage(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Both sides' page: promise, note, tie, and see what waits for whom."""
    agreement, wanted = fetch(agreements.agreements(), agreement_id), request.POST.get("act", "")
    rules.may_note(request.person, agreement).or_refuse()
    bound, action = _forms(request, agreement, wanted), ACTS.get(wanted)
    form = bound.get(wanted)
    posted = form is not None and action is not None and form.is_valid()
    if posted and form.act(action, actor=request.person, agreement=agreement, **form.cleaned_data):
        messages.success(request, _("记下了。") if wanted == "pledge" else _("记下了，等对方确认。"))
        return redirect("contributions:manage", community, agreement.id)
    came = queries.deliveries_of(agreement.partner)
    page = page_of(request, came)
    context = {
        "agreement": agreement, "lines": queries.lines_of(agreement.partner), **bound, "page": page,
        "pledges": queries.pledges_of(agreement.partner), "may_pledge": rules.may_pledge(request.person, agreement),
        "fen": queries.booked_fen(page), "frame": frame_of(request),
    }  # fmt: skip
    return render(
        request, "contributions/contribution_manage.html", context, status=422 if form and form.errors else 200
    )


@entered
def delivery_detail(request: PersonRequest, community: str, delivery_id: UUID) -> HttpResponse:
    """What came: confirm, return, or take back what was confirmed."""
    delivery, wanted = fetch(queries.deliveries(), delivery_id), request.POST.get("act", "")
    rules.may_note(request.person, delivery.agreement).or_refuse()
    if wanted == "confirm":
        actions.confirm_contribution(actor=request.person, delivery=delivery)
        messages.success(request, _("确认了，算数了。"))
        return redirect("contributions:manage", community, delivery.agreement_id)
    form = WhyForm(request.POST if wanted else None)
    action = actions.reverse_contribution if wanted == "reverse" else actions.return_contribution
    if wanted and form.is_valid() and form.act(action, actor=request.person, delivery=delivery, **form.cleaned_data):
        messages.success(request, _("记下了，对方会看到理由。"))
        return redirect("contributions:manage", community, delivery.agreement_id)
    context = {
        "delivery": delivery, "form": form, "may_confirm": rules.may_confirm(request.person, delivery),
        "fen": queries.booked_fen([delivery]), "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "contributions/delivery_detail.html", context, status=422 if form.errors else 200)


def pledge_go(request: CommunityRequest, community: str, pledge_id: UUID) -> HttpResponse:
    """To the partner's page, where a promise stands in public."""
    return redirect("contributions:list", community, fetch(queries.pledges(), pledge_id).agreement.partner_id)


@entered
def pledge_keep(request: PersonRequest, community: str, pledge_id: UUID) -> HttpResponse:
    """To the page on which a promise is kept."""
    return redirect("contributions:manage", community, fetch(queries.pledges(), pledge_id).agreement_id)


@entered
def pledge_drop(request: PersonRequest, community: str, pledge_id: UUID) -> HttpResponse:
    """A promise that no longer counts."""
    pledge, form = fetch(queries.pledges(), pledge_id), WhyForm(request.POST or None)
    rules.may_pledge(request.person, pledge.agreement).or_refuse()
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.drop_contribution, actor=request.person, pledge=pledge, **form.cleaned_data):
        return redirect("contributions:manage", community, pledge.agreement_id)
    context = {"pledge": pledge, "form": form, "frame": frame_of(request)}
    return render(request, "contributions/pledge_drop.html", context, status=422 if form.errors else 200)


def _forms(request: PersonRequest, agreement: Agreement, wanted: str) -> dict[str, Any]:
    said = {name: request.POST if wanted == name else None for name in ACTS}
    return {
        "pledge": forms.PledgeForm(said["pledge"], auto_id="pledge_%s"),
        "note": forms.NoteForm(said["note"], agreement=agreement, auto_id="note_%s"),
        "tie": forms.TieForm(said["tie"], agreement=agreement, auto_id="tie_%s"),
    }
