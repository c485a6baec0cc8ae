"""The desk of campaigns: what the charity filed, drafted by one and published by another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.donations import actions, queries, rules
from hehuo.domain.run.donations.disclosures import TELL_DONORS
from hehuo.domain.run.donations.models import Campaign
from hehuo.web.requests import PersonRequest, fetch, powered
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.donations import forms


@reads_books
def campaign_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every campaign, drafts too."""
    context = {"campaigns": queries.campaigns(), "may_draft": rules.may_draft(request.person)}
    return render(request, "donations/campaign_desk.html", context)


@powered(Power.REQUEST_MONEY)
def campaign_new(request: PersonRequest, community: str) -> HttpResponse:
    """Write down what the charity filed."""
    form = forms.CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"fund": form.cleaned_data["fund"], "words": form.words(), "key": form.cleaned_data["key"]}
        campaign = form.act(actions.draft_campaign, actor=request.person, **said)
        if campaign:
            messages.success(request, _("存好了，等另一位核对了公布。"))
            return redirect("donations:campaign", community, campaign.id)
    return render(request, "donations/campaign_new.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.REQUEST_MONEY)
def campaign_edit(request: PersonRequest, community: str, campaign_id: UUID) -> HttpResponse:
    """Put a draft right."""
    campaign = fetch(queries.campaigns(), campaign_id)
    rules.may_change(request.person, campaign).or_refuse()
    form = forms.CampaignForm(request.POST or None, campaign=campaign)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.change_campaign, actor=request.person, campaign=campaign, words=form.words()):
        messages.success(request, _("改好了，等另一位核对了公布。"))
        return redirect("donations:campaign", community, campaign.id)
    context = {"form": form, "campaign": campaign}
    return render(request, "donations/campaign_new.html", context, status=422 if form.errors else 200)


@reads_books
def campaign_manage(request: PersonRequest, community: str, campaign_id: UUID) -> HttpResponse:
    """The desk's page of one campaign: publish, end, mark an emergency; and its clock."""
    campaign, wanted = fetch(queries.campaigns(), campaign_id), request.POST.get("act", "")
    if wanted in _TAPS:
        messages.success(request, _TAPS[wanted](request.person, campaign))
        return redirect("donations:campaign", community, campaign.id)
    form = forms.EndForm(request.POST if wanted == "end" else None)
    sent = wanted == "end" and form.is_valid()
    if sent and form.act(actions.end_campaign, actor=request.person, campaign=campaign, **form.cleaned_data):
        messages.success(request, _("结束了。募捐总结的日子已经记上。"))
        return redirect("donations:campaign", community, campaign.id)
    context = {
        "campaign": campaign, "form": form, "totals": queries.totals_of(queries.standing(campaign=campaign)),
        "open": queries.open_disclosures().filter(campaign=campaign), "told": queries.told_disclosures(campaign),
        "tell_donors": TELL_DONORS if campaign.purpose_id else "",
        "may_change": rules.may_change(request.person, campaign), "may_run": rules.may_run(request.person, campaign),
        "may_publish": rules.may_publish(request.person, campaign),
    }  # fmt: skip
    return render(request, "donations/campaign_manage.html", context, status=422 if form.errors else 200)


def _publish(actor: Person, campaign: Campaign) -> str:
    actions.publish_campaign(actor=actor, campaign=campaign)
    return _("公布了。披露的日子已经记上。")


def _emergency(actor: Person, campaign: Campaign) -> str:
    actions.mark_emergency(actor=actor, campaign=campaign, is_emergency=True)
    return _("记下了，每五天公开一次。")


def _emergency_over(actor: Person, campaign: Campaign) -> str:
    actions.mark_emergency(actor=actor, campaign=campaign, is_emergency=False)
    return _("记下了，不再每五天公开。")


_TAPS = {"publish": _publish, "emergency": _emergency, "emergency_over": _emergency_over}
