"""What is said with a sign-up, and whether it is enough: for whom it is, who agrees for a child, who comes along."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.admissions import queries as admissions
from hehuo.domain.ground.admissions import rules as admission_rules
from hehuo.domain.ground.admissions.kinds import ForWhom
from hehuo.domain.ground.admissions.models import Admission
from hehuo.domain.ground.consents.kinds import CHILD
from hehuo.domain.ground.people.kinds import ADULT
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import rules
from hehuo.domain.ground.sessions.models import Session


@dataclass(frozen=True, slots=True)
class Joining:
    """Who agrees for a child; whether they come along; a birth date the roll does not know; why the desk lets in."""

    guardian: Person | None = None
    has_agreed: bool = False
    is_accompanied: bool = False
    born_on: date | None = None
    why: str = ""


ALONE = Joining()


def may_join(actor: Person, session: Session, person: Person, said: Joining = ALONE) -> Verdict:
    """Everything that a sign-up asks: time and power, a guardian's word for a child, and whom the session is for."""
    if not (allowed := rules.may_sign_up(actor, session, person)):
        return allowed
    if not (agreed := _is_agreed(actor, person, said)):
        return agreed
    return fits(session, person, said, is_vouched=bool(said.why.strip()) and may_vouch(actor))


def fits(session: Session, person: Person, said: Joining = ALONE, *, is_vouched: bool = False) -> Verdict:
    """Whether the session is for this person, on its first day."""
    admission = session.admission
    if admission is None:
        return YES
    day = clock.local(session.starts_at).date()
    age = admission_rules.full_years(person.born_on or said.born_on, day)
    return all_of(
        admission_rules.may_come_at_age(admission, age, is_vouched=is_vouched),
        admission_rules.may_come_among(admission, person, is_among=_is_among(admission, person, day)),
        admission_rules.may_come_alone(admission, age, is_accompanied=said.is_accompanied),
    )


def may_think_of(me: Person | None, session: Session) -> Verdict:
    """Whether a page offers me the session: for me by its time and by whom it is for; an unknown age is asked for."""
    allowed = rules.may_sign_up(me, session, me)
    is_unsure = me is None or (me.born_on is None and session.admission and session.admission.ages)
    return allowed if not allowed or is_unsure or me is None else fits(session, me)


def may_walk_in(actor: Person, session: Session, person: Person) -> Verdict:
    """At the door without a sign-up: whom it is for; a child not by themselves. Over, a paper is copied as it is."""
    if session.is_over:
        return YES
    if actor.id == person.id and not (grown := rules.may_sign_for_oneself(person)):
        return grown
    return fits(session, person, Joining(is_accompanied=True))


def may_vouch(actor: Person) -> bool:
    """Whether somebody's written reason lets a person in whose age nobody knows: those who run sessions."""
    return bool(access_rules.may(actor, Power.RUN_SESSIONS))


def is_entitled(admission: Admission | None, person: Person, day: date) -> bool:
    """Whether a person may have one of the free places."""
    return bool(admission and admission.free_places and admissions.is_among(admission.free_groups, person, day))


def guardian_for(actor: Person, person: Person, said: Joining) -> Person | None:
    """Who agrees: the guardian who signs up, or the one whose word the desk writes down."""
    if rules.is_guardian_of(actor, person):
        return actor
    return said.guardian if said.guardian and rules.is_guardian_of(said.guardian, person) else None


def _is_agreed(actor: Person, person: Person, said: Joining) -> Verdict:
    """A child below 18 has a guardian's word; below 14 nothing stands in for it (R-03, PIPL 31)."""
    if actor.id == person.id:
        age = admission_rules.full_years(person.born_on or said.born_on, clock.today())
        return rules.may_sign_at_age(age)
    if rules.is_guardian_of(actor, person):
        if not said.has_agreed:
            return no(_("请先看一看，再勾上「我同意」。"))
        return access_rules.in_person()
    age = admission_rules.full_years(person.born_on or said.born_on, clock.today())
    if age is None or age >= ADULT or guardian_for(actor, person, said):
        return YES
    if age < CHILD:
        return no(_("不满 14 岁，要由花名册上登记的监护人来报名，或者当面同意。还没登记监护人的，请先登记。"))
    return YES if said.why.strip() else no(_("未满 18 岁，请选哪位监护人同意，或写明家长怎么答应的。"))


def _is_among(admission: Admission, person: Person, day: date) -> bool:
    return admission.for_whom == ForWhom.GROUPS and admissions.is_among(admission.groups, person, day)
