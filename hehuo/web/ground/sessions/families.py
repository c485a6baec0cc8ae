"""Signing up for one's wards, and at the desk for anybody: who agrees, who comes along, an age that nobody knew."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.admissions.kinds import AGREED_TEXT
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions, queries
from hehuo.domain.ground.sessions.families import WardPlace, places_of
from hehuo.domain.ground.sessions.joining import Joining
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import SignUp
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of, powered

FOUND = 20


class JoiningForm(ActForm):
    """What a sign-up may need to be told."""

    is_accompanied = forms.BooleanField(label=_("我陪着来"), required=False)
    born_on = forms.DateField(
        label=_("出生日期"), required=False, help_text=_("花名册上没有，只用来看年龄合不合，不给别人看。")
    )

    @property
    def said(self) -> Joining:
        chosen = {key: value for key, value in self.cleaned_data.items() if key in Joining.__slots__}
        return Joining(**chosen)


class BornForm(JoiningForm):
    """A grown-up's own birth date."""

    is_accompanied = None


class FamilyForm(JoiningForm):
    """One or several wards, ticked."""

    wards = forms.MultipleChoiceField(label=_("给谁报名"), widget=forms.CheckboxSelectMultiple)
    has_agreed = forms.BooleanField(label=_("我同意"))
    field_order = ("wards", "born_on", "is_accompanied", "has_agreed")

    def __init__(self, *args: Any, places: list[WardPlace], accompanied_under: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = {str(place.ward.id): place.ward for place in places if place.may_be_ticked}
        self.fields["wards"].choices = [(key, ward.name) for key, ward in self.open.items()]
        if len(self.open) == 1:
            self.fields["wards"].initial = list(self.open)
        if accompanied_under is None:
            del self.fields["is_accompanied"]
        if not any(place.is_of_unknown_age and place.may_be_ticked for place in places):
            del self.fields["born_on"]

    @property
    def chosen(self) -> list[Person]:
        return [self.open[key] for key in self.cleaned_data["wards"]]


class EnrolForm(JoiningForm):
    """At the desk: which guardian agreed, and why somebody of whom nothing is known is let in."""

    guardian = forms.ChoiceField(label=_("哪位监护人同意"), required=False)
    why = forms.CharField(
        label=_("为什么可以报"), required=False, max_length=120,
        help_text=_("花名册没有出生日期、看过证件的，或 14 到 17 岁家长电话里答应的，写在这里，记在经办里。"),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_accompanied"].label = _("家长陪着来")
        self.guardians = {str(each.guardian.id): each.guardian for each in people.guardians_of(person)}
        if self.guardians:
            named = [(key, guardian.name) for key, guardian in self.guardians.items()]
            self.fields["guardian"].choices = [("", _("请选")), *named]
        else:
            del self.fields["guardian"], self.fields["is_accompanied"]
        if person.born_on:
            del self.fields["born_on"]

    def clean_guardian(self) -> Person | None:
        return self.guardians.get(self.cleaned_data["guardian"])


@entered
def family(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """My wards here: tick one or several, agree once, and each has a seat or waits."""
    session = fetch(queries.sessions(), session_id)
    places = places_of(request.person, session)
    limit = session.admission.accompanied_under if session.admission else None
    form = FamilyForm(request.POST or None, places=places, accompanied_under=limit)
    if request.method == "POST" and form.is_valid():
        said = {"actor": request.person, "session": session, "wards": form.chosen, "said": form.said}
        if lines := form.act(actions.sign_up_wards, **said):
            messages.success(request, _signed(lines))
            return redirect("sessions:family", community, session_id)
    context = {"session": session, "places": places, "form": form, "agreed_text": AGREED_TEXT}
    return render(request, "sessions/family.html", context, status=422 if form.errors else 200)


def _signed(lines: list[SignUp]) -> str:
    waiting = [line.person.name for line in lines if line.state == SignUpState.WAITING]
    if not waiting:
        return _now("报上名了。来不了请早点取消，让给后面的孩子。")
    return _now("%s在候补，轮到了会告诉您。") % _now("、").join(waiting)


@require_POST
@entered
def ward_give_up(request: PersonRequest, community: str, session_id: UUID, ward_id: UUID) -> HttpResponse:
    """Give a ward's seat or place in the waiting list back."""
    session, ward = fetch(queries.sessions(), session_id), fetch(people.present(), ward_id)
    actions.cancel_sign_up(actor=request.person, session=session, person=ward)
    messages.success(request, _now("取消了。想来可以再报。"))
    return redirect("sessions:family", community, session_id)


@powered(Power.CHECK_IN)
def enrol(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Sign somebody up at the desk: find them first."""
    session = fetch(queries.sessions(), session_id)
    asked = request.GET.get("q", "").strip()
    found = people.called(asked)[:FOUND] if asked else []
    context = {"session": session, "asked": asked, "found": found, "frame": frame_of(request)}
    return render(request, "sessions/enrol.html", context)


@powered(Power.CHECK_IN)
def enrol_person(request: PersonRequest, community: str, session_id: UUID, person_id: UUID) -> HttpResponse:
    """Sign this person up: on a guardian's word for a child, with a reason where the roll knows no age."""
    session, person = fetch(queries.sessions(), session_id), fetch(people.present(), person_id)
    form = EnrolForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        line = form.act(actions.sign_up, actor=request.person, session=session, person=person, said=form.said)
        if line:
            messages.success(request, _now("%(name)s：%(state)s。") % {"name": person.name, "state": line.label})
            return redirect("sessions:people", community, session_id)
    context = {"session": session, "person_here": person, "form": form, "frame": frame_of(request)}
    return render(request, "sessions/enrol_person.html", context, status=422 if form.errors else 200)
