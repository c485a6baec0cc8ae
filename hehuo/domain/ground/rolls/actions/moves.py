"""People coming, moving and going, with dates."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from hehuo.core import clock
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import Living
from hehuo.domain.ground.people.models import Delegate, Household, Move, Person
from hehuo.domain.ground.places.models import Home, HomeChange
from hehuo.domain.ground.rolls import rules


@transaction.atomic
def move_in(
    *,
    actor: Person,
    person: Person,
    home: Home,
    on: date,
    household: Household | None = None,
    living: Living = Living.RESIDENT,
    relation: str = "",
    where: str = "",
) -> Move:
    """A person lives in a home from a day on: in this household of it, or in a new one. Whose home it is stays."""
    rules.may_admit(actor, home).or_refuse()
    person = _locked(person)
    rules.may_move(person, on, last_move(person)).or_refuse()
    home = Home.objects.select_for_update().get(pk=home.pk)
    rules.may_change_home(home).or_refuse()
    if household is None or household.home_id != home.pk:
        household = _open_household(home)
    after = {"household": household, "living": living, "relation": relation.strip(), "left_on": None}
    return _move(actor, "moved_in", person, on, after, where=where)


@transaction.atomic
def move_out(*, actor: Person, person: Person, on: date, where: str = "") -> Move:
    """A person no longer lives here. Who owns a home here stays on the roll as an owner living elsewhere."""
    rules.may_keep_roll(actor).or_refuse()
    person = _locked(person)
    rules.may_move(person, on, last_move(person)).or_refuse()
    stays = people.homes_owned_by(person).exists()
    if not stays:
        rules.may_leave(person).or_refuse()
    after: dict[str, Any] = {"household": None, "living": Living.AWAY, "left_on": None}
    return _move(actor, "moved_out", person, on, after if stays else {"household": None, "left_on": on}, where=where)


@transaction.atomic
def undo_move(*, actor: Person, move: Move) -> Move:
    """Take a person's last move back; it stays in the history as taken back."""
    rules.may_keep_roll(actor).or_refuse()
    person = _locked(move.person)
    move = Move.objects.select_for_update().get(pk=move.pk)
    rules.may_undo_move(move, last_move(person)).or_refuse()
    before = dict(move.before)
    left_on = before.pop("left_on")
    person.left_on = date.fromisoformat(left_on) if left_on else None
    person.household_id = move.from_household_id
    for name, value in before.items():
        setattr(person, name, value)
    person.save(update_fields=["left_on", "household", *before])
    move.undone_at = clock.now()
    move.save(update_fields=["undone_at"])
    journal.record(actor=actor, act="people.move_undone", thing=person, move=str(move.id), words=person.name)
    return move


def last_move(person: Person) -> Move | None:
    """The last move of a person that stands."""
    return Move.objects.filter(person=person, undone_at=None).last()


def _open_household(home: Home) -> Household:
    """A new household of a home; an empty one from before is used again, since nobody is in it."""
    living = people.present().filter(household__home=home).values("household")
    empty = Household.objects.filter(home=home).exclude(pk__in=living).order_by("number").first()
    last = Household.objects.filter(home=home).aggregate(last=Max("number"))["last"] or 0
    return empty or Household.objects.create(home=home, number=last + 1)


def move_household(
    *, actor: Person, household: Household, home: Home, on: date, change: HomeChange | None = None
) -> Household:
    """Everyone of a household lives in another home from a day on, as one household with the same delegate."""
    to = Household.objects.create(home=home, number=_next_number(home))
    delegate = people.delegate_of(household)
    for person in people.members_of(household).select_for_update():
        _move(actor, "home_changed", person, on, {"household": to}, change=change)
    if delegate:
        Delegate.objects.create(household=to, person=delegate.person, since_on=on)
    return to


def _next_number(home: Home) -> int:
    return (Household.objects.filter(home=home).aggregate(last=Max("number"))["last"] or 0) + 1


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).select_related("household__home").get(pk=person.pk)


def _move(
    actor: Person,
    act: str,
    person: Person,
    on: date,
    after: dict[str, Any],
    *,
    where: str = "",
    change: HomeChange | None = None,
) -> Move:
    before = {
        "living": person.living, "relation": person.relation,
        "left_on": person.left_on.isoformat() if person.left_on else None,
    }  # fmt: skip
    move = Move(
        person=person, on=on, from_household=person.household, was_here=person.left_on is None, before=before,
        where=where.strip(), change=change,
    )  # fmt: skip
    for name, value in after.items():
        setattr(person, name, value)
    person.save(update_fields=list(after))
    move.to_household, move.is_here = person.household, person.left_on is None
    move.save()
    Delegate.objects.filter(person=person, until_on=None).exclude(household=person.household).update(until_on=on)
    if person.household is None:
        Delegate.objects.filter(person=person, until_on=None).update(until_on=on)
    home = (move.to_household or move.from_household).home if move.to_household or move.from_household else None
    journal.record(
        actor=actor, act=f"people.{act}", thing=person, on=on.isoformat(), move=str(move.id),
        home=str(home.id) if home else "", words=person.name,
    )  # fmt: skip
    return move
