"""Counting person-times at a stall, and persons at the gate."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fairs import kinds, rules
from hehuo.domain.run.fairs.entering import enter
from hehuo.domain.run.fairs.kinds import CountHow
from hehuo.domain.run.fairs.locks import locked, locked_stall
from hehuo.domain.run.fairs.models import Count, Fair, Stall


@transaction.atomic
def count(*, actor: Person, stall: Stall, change: int = 1, key: UUID | None = None) -> Count:
    """One more at the stall, or one fewer; the same key again changes nothing (a double tap).

    Raises Refused for others and other days, Conflict below nobody.
    """
    stall = locked_stall(stall)
    if key and (made := Count.objects.filter(pk=key).first()):
        return made
    rules.may_count(actor, stall).or_refuse()
    if change not in (1, -1):
        raise Invalid("change", _("一次只加一人次，或者减一人次。"))
    return enter(stall, change, CountHow.TAP, key=key, by=actor)


@transaction.atomic
def note_total(*, actor: Person, stall: Stall, visits: int, counted_by: str, key: UUID | None = None) -> Count | None:
    """What somebody counted by the end of the day, written down at the desk: the stall comes to it; None where it does.

    Raises Invalid for a number that cannot be or without who counted; Conflict where something was counted before.
    """
    stall = locked_stall(stall)
    if key and (made := Count.objects.filter(pk=key).first()):
        return made
    rules.may_count(actor, stall).or_refuse()
    _check(visits)
    if not counted_by.strip():
        raise Invalid("counted_by", _("请写是谁数的。"))
    if stall.visits == visits:
        return None
    if stall.visits:
        raise Conflict(_("这个摊位已经记了 %d 人次。要改，请用更正，写明原因。") % stall.visits)
    return enter(stall, visits, CountHow.NOTE, key=key, by=actor, counted_by=counted_by.strip()[:40])


@transaction.atomic
def correct(*, actor: Person, stall: Stall, visits: int, why: str, key: UUID | None = None) -> Count | None:
    """Put a stall's person-times right by another count that says why; None where nothing is to be put right."""
    stall = locked_stall(stall)
    if key and (made := Count.objects.filter(pk=key).first()):
        return made
    rules.may_fix(actor, stall).or_refuse()
    _check(visits)
    if not why.strip():
        raise Invalid("why", _("请写一句为什么改，查账的人会看到。"))
    if visits == stall.visits:
        return None
    return enter(stall, visits - stall.visits, CountHow.FIX, key=key, by=actor, why=why.strip()[:200])


@transaction.atomic
def note_persons(*, actor: Person, fair: Fair, persons: int) -> Fair:
    """How many persons somebody counted at a fair without check-in. Raises Conflict where people check in."""
    rules.may_run(actor).or_refuse()
    fair = locked(fair)
    if fair.session_id:
        raise Conflict(_("这一场在门口签到，人数从签到里来。"))
    if not 0 <= persons <= 100_000:
        raise Invalid("persons", _("人数不合理，请核对。"))
    fair.persons_noted, fair.persons_by = persons, actor
    fair.save(update_fields=["persons_noted", "persons_by"])
    journal.record(actor=actor, act="fairs.persons_noted", thing=fair, persons=persons)
    return fair


def _check(visits: int) -> None:
    if not 0 <= visits <= kinds.MOST_AT_ONCE:
        raise Invalid("visits", _("一个摊位一天 0 到 %d 人次，请核对。") % kinds.MOST_AT_ONCE)
