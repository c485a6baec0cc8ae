"""A household's delegate and relations, and guardians of those who cannot act for themselves."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import ADULT, HEAD, WardKind
from hehuo.domain.ground.people.models import Delegate, Guardianship, Household, Person
from hehuo.domain.ground.rolls import rules


@transaction.atomic
def name_delegate(*, actor: Person, household: Household, person: Person) -> Delegate:
    """Who speaks for a household from today on, one grown-up who lives in it; the one before is released."""
    rules.may_keep_roll(actor).or_refuse()
    household = Household.objects.select_for_update().get(pk=household.pk)
    if not people.members_of(household).filter(pk=person.pk).exists():
        raise Invalid("person", _("户代表要是住在这一户里的人。"))
    age = person.age_on(clock.today())
    if age is not None and age < ADULT:
        raise Invalid("person", _("%s还未成年，不能做户代表。") % person.name)
    now = people.delegate_of(household)
    if now and now.person_id == person.pk:
        return now
    Delegate.objects.filter(household=household, until_on=None).update(until_on=clock.today())
    delegate = Delegate.objects.create(household=household, person=person, since_on=clock.today())
    journal.record(
        actor=actor, act="households.delegate_named", thing=household, person=str(person.id), words=person.name
    )
    return delegate


@transaction.atomic
def write_relations(*, actor: Person, household: Household, relations: Mapping[Person, str]) -> Household:
    """How each person stands to the head of the household; one head at most. Raises Invalid."""
    rules.may_keep_roll(actor).or_refuse()
    household = Household.objects.select_for_update().get(pk=household.pk)
    said = {person.pk: relation.strip()[:20] for person, relation in relations.items()}
    members = {person.pk: person for person in people.members_of(household).select_for_update()}
    heads = [said.get(pk, person.relation) for pk, person in members.items()].count(HEAD)
    if heads > 1:
        raise Invalid("relations", _("一户只有一位户主，现在写了 %d 位。") % heads)
    changed = [pk for pk, relation in said.items() if pk in members and members[pk].relation != relation]
    for pk in changed:
        members[pk].relation = said[pk]
        members[pk].save(update_fields=["relation"])
    if changed:
        journal.record(actor=actor, act="households.relations_written", thing=household, people=len(changed))
    return household


@transaction.atomic
def name_guardian(
    *, actor: Person, ward: Person, guardian: Person, kind: WardKind, evidence: str, from_on: date | None = None
) -> Guardianship:
    """Somebody acts for a minor or an incapable adult; `evidence` names the paper that was seen."""
    rules.may_keep_roll(actor).or_refuse()
    from_on = from_on or clock.today()
    if from_on > clock.today():
        raise Invalid("from_on", _("日期还没到。"))
    if len(evidence.strip()) < 2:
        raise Invalid("evidence", _("请写明看了什么材料，例如：户口本、法院判决书。"))
    ward = Person.objects.select_for_update().get(pk=ward.pk)
    for person in (ward, guardian):
        rules.may_be_changed(person).or_refuse()
    rules.may_name_guardian(ward, guardian, kind, clock.today()).or_refuse()
    if Guardianship.objects.filter(ward=ward, guardian=guardian, to_on=None).exists():
        raise Conflict(_("%s已经登记为监护人了。") % guardian.name)
    guardianship = Guardianship.objects.create(
        ward=ward, guardian=guardian, kind=kind, evidence=evidence.strip()[:200], from_on=from_on
    )
    journal.record(
        actor=actor, act="people.guardian_named", thing=ward, guardian=str(guardian.id), kind=kind.value,
        words=f"{guardian.name}：{evidence.strip()}",
    )  # fmt: skip
    return guardianship


@transaction.atomic
def end_guardianship(*, actor: Person, guardianship: Guardianship) -> Guardianship:
    """Somebody acts for a ward no longer, from today on."""
    rules.may_keep_roll(actor).or_refuse()
    guardianship = Guardianship.objects.select_for_update().get(pk=guardianship.pk)
    if guardianship.to_on:
        raise Conflict(_("已经结束了。"))
    guardianship.to_on = clock.today()
    guardianship.save(update_fields=["to_on"])
    guardian = guardianship.guardian
    journal.record(
        actor=actor, act="people.guardian_ended", thing=guardianship.ward, guardian=str(guardian.id),
        words=guardian.name,
    )  # fmt: skip
    return guardianship
