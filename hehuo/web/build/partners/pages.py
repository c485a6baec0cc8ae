"""Partners as everyone sees them, and the partner's own desk."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.partners import actions, queries, rules
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.run.services import queries as services
from hehuo.web.build.recruitment import board
from hehuo.web.forms import ActForm
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, powered


class ProfileForm(ActForm):
    profile = forms.CharField(label=_("介绍自己"), widget=forms.Textarea(attrs={"rows": 5}), max_length=2000)
    shows_phone = forms.BooleanField(label=_("电话可以放在公开页上"), required=False)


def partner_list(request: CommunityRequest, community: str) -> HttpResponse:
    """Everyone who has signed."""
    return render(request, "partners/partner_list.html", {"page": page_of(request, agreements.public_agreements())})


def partner_detail(request: CommunityRequest, community: str, partner_id: UUID) -> HttpResponse:
    """One partner: the road it came, its promise, its prices, what residents say."""
    partner = fetch(queries.partners(), partner_id)
    signed = list(agreements.public_agreements().filter(partner=partner))
    agreement = signed[0] if signed else None
    application = agreement.application if agreement else partner.applications.order_by("received_at").first()
    context = {
        "partner": partner, "agreement": agreement, "signed": signed, "application": application,
        "steps": board.steps(application) if application else [],
        "result": recruitment.result_of(application) if application else None,
        "prices": services.prices_of(agreement) if agreement else [],
        "questions": postings.questions_about(partner.id), "own": rules.speaks_for(request.person, partner),
    }  # fmt: skip
    return render(request, "partners/partner_detail.html", context)


@powered(Power.ACT_AS_PARTNER)
def partner_desk(request: PersonRequest, community: str) -> HttpResponse:
    """The partner's own day: agreement, prices, steward, needs that fit."""
    own = list(agreements.of_contact(request.person))
    context = {"agreements": own, "needs": needs.open_needs()[:5]}
    return render(request, "partners/partner_desk.html", context)


@entered
def profile_edit(request: PersonRequest, community: str, partner_id: UUID) -> HttpResponse:
    """What a partner says about itself."""
    partner = fetch(queries.partners(), partner_id)
    rules.may_edit_profile(request.person, partner).or_refuse()
    form = ProfileForm(request.POST or None, initial={"profile": partner.profile, "shows_phone": partner.shows_phone})
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.word_profile, actor=request.person, partner=partner, **form.cleaned_data):
        return redirect("partners:detail", community, partner.id)
    context = {"form": form, "partner": partner}
    return render(request, "partners/profile_edit.html", context, status=422 if form.errors else 200)
