"""Entering a person by hand, putting them right, and their moves with dates."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.rolls.actions import moves
from hehuo.domain.ground.rolls.actions import people as actions
from hehuo.domain.ground.rolls.queries import histories, rolls
from hehuo.web.ground.people.roll_forms import MoveInForm, MoveOutForm, NewPersonForm, PersonForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.KEEP_ROLL)
def person_new(request: PersonRequest, community: str) -> HttpResponse:
    """A person entered by hand; somebody like them on the roll is asked about first."""
    form = NewPersonForm(request.POST or None, initial={"home": request.GET.get("home", "")})
    if request.method == "POST" and form.is_valid():
        household = histories.first_household_of(form.cleaned_data["home"])
        person = form.act(actions.register_person, actor=request.person, household=household, **form.facts)
        if person:
            messages.success(request, _("%s登记上了。") % person.name)
            return redirect("people:detail", community, person.id)
    return render(request, "people/person_new.html", {"form": form}, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def person_edit(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """Put right what is known of a person; a phone or ID number left blank stays."""
    person = fetch(people.roll(), person_id)
    known = {name: getattr(person, name) for name in ("name", "sex", "born_on", "living", "note")}
    form = PersonForm(request.POST or None, initial=known)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.edit_person, actor=request.person, person=person, **form.facts):
        messages.success(request, _("改好了。"))
        return redirect("people:detail", community, person_id)
    context = {"form": form, "someone": person}
    return render(request, "people/person_edit.html", context, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def person_move_in(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """A person moves into a home, from elsewhere or from another home here."""
    person = fetch(rolls.any_people(), person_id)
    form = MoveInForm(request.POST or None, initial={"home": request.GET.get("home", "")})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        household = histories.first_household_of(said["home"]) if said.pop("joins") else None
        if form.act(moves.move_in, actor=request.person, person=person, household=household, **said):
            messages.success(request, _("%s搬进来了。") % person.name)
            return redirect("people:detail", community, person_id)
    context = {"form": form, "someone": person}
    return render(request, "people/person_move_in.html", context, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def person_move_out(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """A person leaves; an owner stays on the roll as one who lives elsewhere."""
    person = fetch(people.roll(), person_id)
    form = MoveOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        move = form.act(moves.move_out, actor=request.person, person=person, **form.cleaned_data)
        if move:
            messages.success(request, _("%s搬走了。") % person.name)
            return (
                redirect("people:detail", community, person_id) if move.is_here else redirect("people:gone", community)
            )
    context = {"form": form, "someone": person, "owned": people.homes_owned_by(person)}
    return render(request, "people/person_move_out.html", context, status=422 if form.errors else 200)


@powered(Power.KEEP_ROLL)
def gone_list(request: PersonRequest, community: str) -> HttpResponse:
    """Who has left, with the way to take the leaving back and to take them in again."""
    written = request.GET.get("q", "").strip()
    page = page_of(request, rolls.gone(written))
    return render(request, "people/gone_list.html", {"page": page, "written": written})


@require_POST
@powered(Power.KEEP_ROLL)
def move_undo(request: PersonRequest, community: str, move_id: UUID) -> HttpResponse:
    """Take a person's last move back."""
    move = moves.undo_move(actor=request.person, move=fetch(rolls.moves(), move_id))
    messages.success(request, _("撤回了%s的这一次搬动。") % move.person.name)
    if move.was_here:
        return redirect("people:detail", community, move.person_id)
    return redirect("people:gone", community)
