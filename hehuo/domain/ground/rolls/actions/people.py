"""One person entered or put right by hand."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.kinds import Living, Sex
from hehuo.domain.ground.people.models import Household, Move, Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.ground.rolls import rules
from hehuo.domain.ground.rolls.actions import doubles, moves
from hehuo.domain.ground.rolls.queries import doubles as found


@transaction.atomic
def register_person(
    *,
    actor: Person,
    name: str,
    on: date,
    sex: Sex = Sex.UNKNOWN,
    born_on: date | None = None,
    phone: str = "",
    identity: str = "",
    home: Home | None = None,
    household: Household | None = None,
    living: Living = Living.RESIDENT,
    relation: str = "",
    note: str = "",
    is_another: bool = False,
    key: UUID | None = None,
) -> Person:
    """A new person on the roll from a day on, in a home where one is named.

    Raises Conflict for an ID number that is on the roll; Invalid (`is_another`) where somebody like them is there,
    until `is_another` says that they are two, which is remembered.
    """
    if key and (made := Person.objects.filter(pk=key).first()):
        return made
    rules.may_admit(actor, home).or_refuse()
    if not name.strip():
        raise Invalid("name", _("请写姓名。"))
    person = Person(name=name.strip(), sex=sex, born_on=born_on, living=living, relation=relation, note=note.strip())
    person.phone, person.identity, person.pk = phone, identity, key or person.pk
    alike = list(found.alike(person, home))
    if same := next((each for each in alike if identity and each.identity_hash == person.identity_hash), None):
        raise Conflict(_("这个证件号已经在花名册上，是%s。请打开那一条来改。") % same.masked_name)
    if alike and not is_another:
        names = _("、").join(_like(each) for each in alike[:3])
        raise Invalid("is_another", _("花名册上有很像的人：%s。确实是另一个人，请勾上再登记。") % names)
    rules.may_move(person, on, None).or_refuse()
    person.save(force_insert=True)
    journal.record(actor=actor, act="people.registered", thing=person, on=on.isoformat(), words=person.name)
    for each in alike:
        doubles.tell_apart(actor=actor, one=person, other=each)
    _arrive(actor, person, on, home, household)
    person.refresh_from_db(fields=["household"])
    return person


def _like(person: Person) -> str:
    return f"{person.masked_name}（{person.household.home.short}）" if person.household else person.masked_name


def _arrive(actor: Person, person: Person, on: date, home: Home | None, household: Household | None) -> None:
    """The first move of a person: before it they were not on the roll."""
    if home is None:
        Move.objects.create(person=person, on=on, was_here=False, is_here=True, before={"left_on": None})
        return
    move = moves.move_in(
        actor=actor, person=person, home=home, household=household, on=on, living=Living(person.living),
        relation=person.relation,
    )  # fmt: skip
    Move.objects.filter(pk=move.pk).update(was_here=False)


@transaction.atomic
def edit_person(
    *,
    actor: Person,
    person: Person,
    name: str,
    sex: Sex,
    born_on: date | None,
    living: Living,
    note: str,
    phone: str = "",
    identity: str = "",
) -> Person:
    """Put right what is known of a person. An empty phone or ID number stays as it is."""
    rules.may_keep_roll(actor).or_refuse()
    person = Person.objects.select_for_update().get(pk=person.pk)
    rules.may_be_changed(person).or_refuse()
    if not name.strip():
        raise Invalid("name", _("请写姓名。"))
    said: dict[str, Any] = {
        "name": name.strip(),
        "sex": sex,
        "born_on": born_on,
        "living": living,
        "note": note.strip(),
    }
    changed = [field for field, value in said.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, said[field])
    for field, number in (("phone", phone), ("identity", identity)):
        if number and getattr(person, field) != number:
            rules.may_change_contact(person).or_refuse()
            _check_identity(person, field, number)
            setattr(person, field, number)
            changed += [f"{field}_sealed", f"{field}_hash"]
    if changed:
        person.save(update_fields=changed)
        fields = sorted({field.removesuffix("_sealed").removesuffix("_hash") for field in changed})
        journal.record(actor=actor, act="people.edited", thing=person, fields=fields)
    return person


def _check_identity(person: Person, field: str, number: str) -> None:
    if field == "identity" and (other := found.with_identity(number).exclude(pk=person.pk).first()):
        raise Conflict(_("这个证件号已经在花名册上，是%s。是同一个人，请到重复名单里合并。") % other.masked_name)
