"""The partner's own desk: the next session first, then its figures, its month, its steward, what else is wanted."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hehuo.domain.build.agreements import actions as agreement_actions
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.kinds import ExitState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners import actions, queries, rules
from hehuo.domain.build.partners.kinds import Way
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.stewards import queries as stewards
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.sessions import rules as sessions
from hehuo.domain.judge.reviews import queries as reviews
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.books import queries as books
from hehuo.domain.run.contributions import queries as contributions
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest, entered, fetch, powered

WANTED = 3
HELPS = 5
DUE = 8
REVIEWS = 3


class ProfileForm(ActForm):
    profile = forms.CharField(label=_("介绍自己"), widget=forms.Textarea(attrs={"rows": 5}), max_length=2000)
    ways = forms.TypedMultipleChoiceField(
        label=_("怎么合作"), coerce=Way, choices=Way.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    shows_phone = forms.BooleanField(label=_("电话可以放在公开页上"), required=False)


@powered(Power.ACT_AS_PARTNER)
def partner_desk(request: PersonRequest, community: str) -> HttpResponse:
    """The partner's own day."""
    own = list(agreements.of_contact(request.person))
    record = activities.record_of({each.partner for each in own}, coming=1)
    coming = record.coming[0] if record.coming else None
    context = {
        "agreements": own, "record": record, "next": coming,
        "may_check_in": sessions.may_check_in(request.person, coming) if coming else None,
        "turnover": books.turnovers_of_contact(request.person).first(), "needs": needs.open_needs()[:WANTED],
        "exits": list(agreements.exits().filter(agreement__in=own).exclude(state=ExitState.DROPPED)),
        "helps": stewards.helps_of_contact(request.person)[:HELPS],
        "duties": duties.todo_of(request.person).filter(person=request.person)[:DUE], **_kept_of(own),
    }  # fmt: skip
    return render(request, "partners/partner_desk.html", context)


def _kept_of(own: list[Agreement]) -> dict[str, Any]:
    """What the first partner of a contact keeps here, and what is said of it."""
    if not own:
        return {}
    partner = own[0].partner
    return {
        "staffing": queries.staffing_of(partner), "brings": contributions.lines_of(partner),
        "papers": recruitment.expiring_items().filter(application__partner=partner),
        "reviews": reviews.known_of(partner)[:REVIEWS], "plaque": agreements.plaque_of(partner),
    }  # fmt: skip


@entered
@require_POST
def steward_phone(request: PersonRequest, community: str, steward_id: UUID) -> HttpResponse:
    """A steward's number, shown to its partner; that it was shown is written down."""
    steward = fetch(agreements.stewards_with_partner(), steward_id)
    phone = agreement_actions.show_steward_phone(actor=request.person, steward=steward)
    return render(request, "partners/steward_phone.html", {"steward": steward, "phone": phone})


@entered
def profile_edit(request: PersonRequest, community: str, partner_id: UUID) -> HttpResponse:
    """What a partner says about itself."""
    partner = fetch(queries.partners(), partner_id)
    rules.may_edit_profile(request.person, partner).or_refuse()
    kept = {"profile": partner.profile, "ways": partner.ways, "shows_phone": partner.shows_phone}
    form = ProfileForm(request.POST or None, initial=kept)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.word_profile, actor=request.person, partner=partner, **form.cleaned_data):
        return redirect("partners:detail", community, partner.id)
    context = {"form": form, "partner": partner}
    return render(request, "partners/profile_edit.html", context, status=422 if form.errors else 200)
