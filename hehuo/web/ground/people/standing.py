"""Who stands for whom: a household's delegate and relations, guardians; and reasons for care."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import CareKind
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.rolls import rules
from hehuo.domain.ground.rolls.actions import cares as care_actions
from hehuo.domain.ground.rolls.actions import households as actions
from hehuo.domain.ground.rolls.queries import histories
from hehuo.web.ground.people.acts import told
from hehuo.web.ground.people.roll_forms import CareForm, DelegateForm, GuardianForm, RelationsForm
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.KEEP_ROLL)
def household_detail(request: PersonRequest, community: str, household_id: UUID) -> HttpResponse:
    """One household: its people, how they are related, and who speaks for it."""
    household = fetch(people.households(), household_id)
    form = RelationsForm(request.POST or None, members=people.members_of(household))
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.write_relations, actor=request.person, household=household, relations=form.relations):
        messages.success(request, _("关系改好了。"))
        return redirect("people:household", community, household_id)
    return _show(request, household, form, None)


def _show(
    request: PersonRequest, household: Household, form: RelationsForm | None, delegate_form: DelegateForm | None
) -> HttpResponse:
    members = list(people.members_of(household))
    delegate = people.delegate_of(household)
    initial = {"person": str(delegate.person_id)} if delegate else {}
    form = form or RelationsForm(members=members)
    delegate_form = delegate_form or DelegateForm(members=members, initial=initial)
    context = {
        "household": household, "members": members, "delegate": delegate, "form": form,
        "delegate_form": delegate_form, "history": told(histories.history_of(household.pk)),
    }  # fmt: skip
    is_faulty = form.errors or delegate_form.errors
    return render(request, "people/household_detail.html", context, status=422 if is_faulty else 200)


@require_POST
@powered(Power.KEEP_ROLL)
def delegate_name(request: PersonRequest, community: str, household_id: UUID) -> HttpResponse:
    """Who speaks for a household from today on."""
    household = fetch(people.households(), household_id)
    form = DelegateForm(request.POST, members=people.members_of(household))
    if form.is_valid() and form.act(
        actions.name_delegate, actor=request.person, household=household, **form.cleaned_data
    ):
        messages.success(request, _("户代表定了。"))
        return redirect("people:household", community, household_id)
    return _show(request, household, None, form)


@powered(Power.KEEP_ROLL)
def guardian_name(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """A guardian for a person."""
    ward = fetch(people.roll(), person_id)
    form = GuardianForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.name_guardian, actor=request.person, ward=ward, **form.cleaned_data):
        messages.success(request, _("监护人登记了。"))
        return redirect("people:detail", community, person_id)
    context = {"form": form, "someone": ward, "guardians": people.guardians_of(ward)}
    return render(request, "people/guardian_name.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.KEEP_ROLL)
def guardian_end(request: PersonRequest, community: str, guardianship_id: UUID) -> HttpResponse:
    """Somebody no longer acts for a ward."""
    found = actions.end_guardianship(actor=request.person, guardianship=fetch(people.guardianships(), guardianship_id))
    messages.success(request, _("%s不再是监护人。") % found.guardian.name)
    return redirect("people:detail", community, found.ward_id)


@never_cache
@powered(Power.KEEP_ROLL)
def cares(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """Reasons for care: shown after a reason that is logged, added and ended with one."""
    person = fetch(people.roll(), person_id)
    rules.may_keep_cares(request.person).or_refuse()
    form, shown = CareForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        shown = _keep(request, person_id, form)
    context = {
        "someone": person, "form": form, "shown": shown, "why": form.data.get("why", ""),
        "may_see": access_rules.may_see_minor(request.person, person),
    }  # fmt: skip
    return render(request, "people/cares.html", context, status=422 if form.errors else 200)


def _keep(request: PersonRequest, person_id: UUID, form: CareForm) -> object:
    """Do what was asked with a reason given: end one, add one, or only look; a child's are changed unseen."""
    person, said = fetch(people.roll(), person_id), form.cleaned_data
    whole, done = {"actor": request.person, "why": said["why"]}, None
    if wanted := request.POST.get("end"):
        care = next((each for each in people.cares_of(person) if str(each.pk) == wanted), None)
        if care:
            done = form.act(care_actions.end_care, care=care, **whole)
    elif said["kind"]:
        done = form.act(care_actions.add_care, person=person, kind=CareKind(said["kind"]), note=said["note"], **whole)
    if done and not access_rules.may_see_minor(request.person, person):
        messages.success(request, _("改好了。"))
        return None
    return None if form.errors else form.act(care_actions.look_at_cares, person=person, **whole)
