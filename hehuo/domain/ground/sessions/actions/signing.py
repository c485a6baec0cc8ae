"""Giving seats, taking them back, and moving up who waits."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Refused
from hehuo.domain.ground.admissions.kinds import AGREED_VERSION
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import absences, calling, joining, queries, rules, seats
from hehuo.domain.ground.sessions.joining import ALONE, Joining
from hehuo.domain.ground.sessions.kinds import ON_A_SEAT, SIGN_UP_MOVES, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp


def sign_up(
    *, actor: Person, session: Session, person: Person, said: Joining = ALONE, key: UUID | None = None
) -> SignUp:
    """A seat in a session, or a place in its waiting list when it is full; signing up again changes nothing.

    One sign-up holds for all days of a camp. Who stayed away too often waits last. Raises Refused after the start, for
    somebody else without the power, for a child without a guardian's word, for whom the session is not for.
    """
    if session.admission and session.admission.asks_care and actor.id != person.id:
        journal.look(actor=actor, thing=person, field="group", why=session.title)  # stays, also where it is refused
    try:
        return _sign_up(actor, session, person, said, key)
    except IntegrityError:  # the same person a moment ago, from another window: that line is the answer
        return SignUp.objects.get(session=session, person=person)


@transaction.atomic
def sign_up_wards(*, actor: Person, session: Session, wards: Sequence[Person], said: Joining) -> list[SignUp]:
    """A guardian signs up one or several of their wards in one go: all of them, or the reason why one cannot come."""
    if not wards:
        raise Refused(_("请勾给谁报名。"))
    return [sign_up(actor=actor, session=session, person=ward, said=said) for ward in wards]


@transaction.atomic
def _sign_up(actor: Person, session: Session, person: Person, said: Joining, key: UUID | None) -> SignUp:
    days = seats.days_of(session)
    if session.id not in {day.id for day in days}:
        raise Refused(_("这一场不再接受报名了。"))
    joining.may_join(actor, days[0], person, said).or_refuse()
    line = SignUp.objects.filter(session=session, person=person).first()
    if line and line.state != SignUpState.CANCELLED:
        return line
    is_last = absences.waits_last(person)
    state = SignUpState.WAITING if is_last else seats.take_or_wait(days)
    facts = {
        "state": state, "signed_at": clock.now(), "signed_by": actor, "waits_last": is_last,
        "is_free": state == SignUpState.SEATED and calling.take_free(days, person), **_agreement(actor, person, said),
    }  # fmt: skip
    lines = [_write_line(day, person, facts, key if day.id == session.id else None) for day in days]
    mine = next(each for each in lines if each.session_id == session.id)
    journal.record(
        actor=actor, act="sessions.signed_up", thing=mine, acting_for=rules.other(person, actor), state=state,
        session=str(session.id), words=said.why.strip(),
    )  # fmt: skip
    return mine


def _write_line(day: Session, person: Person, facts: dict[str, object], key: UUID | None) -> SignUp:
    line = SignUp.objects.filter(session=day, person=person).first()
    if line is None:
        line = SignUp(id=key or ids.uuid7(), session=day, person=person, **facts)
        line.save(force_insert=True)
        return line
    for name, value in facts.items():
        setattr(line, name, value)
    line.save(update_fields=list(facts))
    return line


def _agreement(actor: Person, person: Person, said: Joining) -> dict[str, object]:
    """What the line keeps of a guardian's word, and of a birth date that the roll does not know."""
    guardian = joining.guardian_for(actor, person, said) if actor.id != person.id else None
    return {
        "guardian": guardian, "agreed_version": AGREED_VERSION if guardian else "",
        "is_accompanied": said.is_accompanied, "told_born_on": None if person.born_on else said.born_on,
    }  # fmt: skip


@transaction.atomic
def cancel_sign_up(*, actor: Person, session: Session, person: Person) -> SignUp:
    """Give a seat or a place in the waiting list back; the first who waits gets the seat and is told.

    Of a camp, all days that are still ahead.
    """
    held = seats.lock_days(session)
    days = [day for day in held if day.starts_at > clock.now()] or held[:1] or [session]
    rules.may_cancel_sign_up(actor, days[0], person).or_refuse()
    line = SignUp.objects.select_for_update().filter(session=days[0], person=person).first()
    if line is None:
        raise Refused(_("没有报过名，不用取消。"))
    if line.state == SignUpState.CANCELLED:
        return line
    lines = SignUp.objects.filter(session__in=[day.pk for day in days], person=person).select_related("session")
    given_back = [_give_back(each) for each in lines]
    journal.record(
        actor=actor, act="sessions.sign_up_cancelled", thing=line, acting_for=rules.other(person, actor),
        session=str(session.id),
    )  # fmt: skip
    if any(given_back):
        calling.fill(session)
    line.refresh_from_db()
    return line


def _give_back(line: SignUp) -> bool:
    """Take one day's line back; whether it had a seat."""
    if line.state == SignUpState.CANCELLED:
        return False
    had_seat, was_free = line.state in ON_A_SEAT, line.is_free
    SIGN_UP_MOVES.check(SignUpState(line.state), SignUpState.CANCELLED)
    line.state, line.is_free = SignUpState.CANCELLED, False
    line.save(update_fields=["state", "is_free"])
    if had_seat:
        seats.free(line.session)
    if was_free:
        seats.free_free(line.session)
    return had_seat


@transaction.atomic
def call_last() -> int:
    """The day is near: seats that nobody else wants go to those who wait last; in how many sessions."""
    near = list(queries.waiting_last())
    for session in near:
        seats.lock_days(session)
        calling.fill(session)
    return len(near)
