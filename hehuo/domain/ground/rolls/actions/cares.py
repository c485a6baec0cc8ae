"""Reasons for special care: sensitive, so each look and each change says why (PIPL 28)."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import CareKind
from hehuo.domain.ground.people.models import Care, Person
from hehuo.domain.ground.rolls import rules


@transaction.atomic
def look_at_cares(*, actor: Person, person: Person, why: str) -> list[Care]:
    """The reasons for care of a person; who looked and why is logged."""
    _ask(actor, why)
    access_rules.may_see_minor(actor, person).or_refuse()
    journal.look(actor=actor, thing=person, field="cares", why=why.strip()[:200])
    return list(people.cares_of(person))


@transaction.atomic
def add_care(*, actor: Person, person: Person, kind: CareKind, note: str = "", why: str) -> Care:
    """A reason for care of a person. Which one stands in the journal's words, which can be erased by law."""
    _ask(actor, why)
    person = Person.objects.select_for_update().get(pk=person.pk)
    rules.may_be_changed(person).or_refuse()
    care, made = Care.objects.get_or_create(person=person, kind=kind, note=note.strip()[:100])
    if not made and care.ended_on is None:
        raise Conflict(_("这一项已经登记了。"))
    if care.ended_on:
        care.ended_on = None
        care.save(update_fields=["ended_on"])
    journal.look(actor=actor, thing=person, field="cares", why=why.strip()[:200])
    journal.record(actor=actor, act="people.care_added", thing=person, words=f"{kind.label}：{why.strip()}")
    return care


@transaction.atomic
def end_care(*, actor: Person, care: Care, why: str) -> Care:
    """A reason for care no longer holds; it stays in the books as ended."""
    _ask(actor, why)
    care = Care.objects.select_for_update().get(pk=care.pk)
    if care.ended_on:
        raise Conflict(_("已经结束了。"))
    care.ended_on = clock.today()
    care.save(update_fields=["ended_on"])
    journal.look(actor=actor, thing=care.person, field="cares", why=why.strip()[:200])
    words = f"{care.get_kind_display()}：{why.strip()}"
    journal.record(actor=actor, act="people.care_ended", thing=care.person, words=words)
    return care


def _ask(actor: Person, why: str) -> None:
    rules.may_keep_cares(actor).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写明为什么，例如：上门走访核实。"))
