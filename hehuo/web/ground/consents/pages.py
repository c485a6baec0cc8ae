"""What one agreed to: giving it and taking it back are one tap each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.consents import actions, queries
from hehuo.domain.ground.consents.kinds import TEXTS, ConsentKind
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.flows.take_consent import take_consent
from hehuo.web.ground.consents.forms import DeskConsentForm
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, powered


def texts(request: CommunityRequest, community: str) -> HttpResponse:
    """Every text that one may be asked to agree to, for everyone to read."""
    frame = "frames/inner.html" if request.person else "frames/portal.html"
    return render(request, "consents/texts.html", {"texts": TEXTS, "frame": frame})


@never_cache
@entered
def my_consents(request: PersonRequest, community: str) -> HttpResponse:
    """What I agreed to, and agreeing to more."""
    return _agree(request, fetch(people.present(), request.person.pk), "consents:mine")


@never_cache
@entered
def ward_consents(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """What I agreed to for a child I act for."""
    ward = next((each.ward for each in people.wards_of(request.person) if each.ward_id == person_id), None)
    return _agree(request, ward or fetch(people.present().none(), person_id), "consents:ward", person_id)


def _agree(request: PersonRequest, person: Person, back: str, *where: UUID) -> HttpResponse:
    if request.method == "POST" and request.POST.get("kind") in ConsentKind.values:
        guardian = None if person.pk == request.person.pk else request.person
        kind = ConsentKind(request.POST["kind"])
        actions.give_consent(actor=request.person, person=person, kind=kind, guardian=guardian)
        messages.success(request, _("记下了，随时可以撤回。"))
        return redirect(back, request.community.code, *where)
    return _show(request, person, None)


@require_POST
@entered
def consent_withdraw(request: PersonRequest, community: str, consent_id: UUID) -> HttpResponse:
    """Take a consent back, mine or one that I may take back for another."""
    consent = actions.withdraw_consent(actor=request.person, consent=fetch(queries.consents(), consent_id))
    messages.success(request, _("撤回了。"))
    if consent.person_id == request.person.pk:
        return redirect("consents:mine", community)
    is_ward = any(each.ward_id == consent.person_id for each in people.wards_of(request.person))
    return redirect("consents:ward" if is_ward else "consents:desk", community, consent.person_id)


@never_cache
@powered(Power.KEEP_ROLL)
def desk_consents(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """What somebody agreed to at the desk or on paper."""
    person = fetch(people.roll(), person_id)
    form = DeskConsentForm(request.POST or None, request.FILES or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(take_consent, actor=request.person, person=person, **form.cleaned_data):
        messages.success(request, _("记下了，随时可以撤回。"))
        return redirect("consents:desk", community, person_id)
    return _show(request, person, form)


def _show(request: PersonRequest, person: Person, form: DeskConsentForm | None) -> HttpResponse:
    context = {
        "someone": person, "is_me": person.pk == request.person.pk, "on_desk": form is not None, "form": form,
        "choices": queries.choices_of(person), "past": queries.consents_of(person).exclude(withdrawn_at=None),
        "wards": people.wards_of(request.person) if form is None and person.pk == request.person.pk else [],
        "frame": "frames/inner.html" if form is None else "frames/desk.html",
    }  # fmt: skip
    return render(request, "consents/my_consents.html", context, status=422 if form and form.errors else 200)
