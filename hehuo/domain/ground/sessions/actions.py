"""Planning sessions, giving seats, checking people in, closing the list."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.bookings import actions as bookings
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import rules, scans, seats
from hehuo.domain.ground.sessions.kinds import (
    ON_A_SEAT,
    SESSION_MOVES,
    SIGN_UP_MOVES,
    SessionKind,
    SessionState,
    SignUpState,
)
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.domain.ground.spaces.kinds import BookingState
from hehuo.domain.ground.spaces.models import Booking

CLOSE_WITHIN = timedelta(days=1)


@transaction.atomic
def plan_session(
    *,
    actor: Person,
    title: str,
    kind: SessionKind,
    booking: Booking,
    capacity: int,
    leader: Person | None = None,
    price_fen: int = 0,
    note: str = "",
    key: UUID | None = None,
) -> Session:
    """A session in a booked space and time, open for sign-up. `leader` may check people in to it, and sees who comes.

    Raises Invalid for more places than the space has seats, Refused for a booking that is not in force.
    """
    if key and (made := Session.objects.filter(pk=key).first()):
        return made
    rules.may_plan(actor, booking).or_refuse()
    if booking.state != BookingState.BOOKED:
        raise Refused(_("这个时间的场地已经取消了，请先订场地。"))
    _check_capacity(capacity, booking.space.seats)
    session = Session(
        id=key or ids.uuid7(), title=title.strip(), kind=kind, booking=booking, space=booking.space,
        starts_at=booking.starts_at, ends_at=booking.ends_at, capacity=capacity, leader=leader,
        price_fen=price_fen, note=note.strip(),
    )  # fmt: skip
    session.save(force_insert=True)
    journal.record(
        actor=actor, act="sessions.planned", thing=session, kind=kind, capacity=capacity,
        starts_at=session.starts_at.isoformat(),
    )  # fmt: skip
    duties.assign(
        about=session, act="close_session", title=session.title, verb="guan", due_at=session.ends_at + CLOSE_WITHIN,
        person=leader, power=None if leader else Power.RUN_SESSIONS,
    )  # fmt: skip
    return session


@transaction.atomic
def change_capacity(*, actor: Person, session: Session, capacity: int) -> Session:
    """More or fewer places; more places go to those who wait. Raises Invalid below the seats already given."""
    session = seats.lock(session)
    rules.may_run(actor, session).or_refuse()
    _check_capacity(capacity, session.space.seats)
    if capacity < session.taken:
        raise Invalid("capacity", _("已经有 %d 人报名，名额不能更少。") % session.taken)
    session.capacity = capacity
    session.save(update_fields=["capacity"])
    journal.record(actor=actor, act="sessions.capacity_changed", thing=session, capacity=capacity)
    _move_up(session)
    return _again(session)


def sign_up(*, actor: Person, session: Session, person: Person, key: UUID | None = None) -> SignUp:
    """A seat in a session, or a place in its waiting list when it is full; signing up again changes nothing.

    Raises Refused after the start, or for somebody else without the power.
    """
    try:
        return _sign_up(actor, session, person, key)
    except IntegrityError:  # the same person a moment ago, from another window: that line is the answer
        return SignUp.objects.get(session=session, person=person)


@transaction.atomic
def _sign_up(actor: Person, session: Session, person: Person, key: UUID | None) -> SignUp:
    rules.may_sign_up(actor, session, person).or_refuse()
    line = SignUp.objects.filter(session=session, person=person).first()
    if line and line.state != SignUpState.CANCELLED:
        return line
    state = seats.take_or_wait(session)
    if line:
        line.state, line.signed_at, line.signed_by = state, clock.now(), actor
        line.save(update_fields=["state", "signed_at", "signed_by"])
    else:
        line = SignUp(id=key or ids.uuid7(), session=session, person=person, state=state, signed_by=actor)
        line.save(force_insert=True)
    journal.record(
        actor=actor, act="sessions.signed_up", thing=line, acting_for=_other(person, actor), state=state,
        session=str(session.id),
    )  # fmt: skip
    return line


@transaction.atomic
def cancel_sign_up(*, actor: Person, session: Session, person: Person) -> SignUp:
    """Give a seat or a place in the waiting list back; the first who waits gets the seat and is told."""
    session = seats.lock(session)
    rules.may_cancel_sign_up(actor, session, person).or_refuse()
    line = SignUp.objects.select_for_update().filter(session=session, person=person).first()
    if line is None:
        raise Refused(_("没有报过名，不用取消。"))
    if line.state == SignUpState.CANCELLED:
        return line
    had_seat = line.state in ON_A_SEAT
    SIGN_UP_MOVES.check(SignUpState(line.state), SignUpState.CANCELLED)
    line.state = SignUpState.CANCELLED
    line.save(update_fields=["state"])
    journal.record(
        actor=actor, act="sessions.sign_up_cancelled", thing=line, acting_for=_other(person, actor),
        session=str(session.id),
    )  # fmt: skip
    if had_seat:
        seats.free(session)
        _move_up(session)
    return line


@transaction.atomic
def check_in(*, actor: Person, session: Session, person: Person) -> SignUp:
    """Note that a person came: by the code on their phone or card, or by name. A second time changes nothing.

    Who has no seat gets a free one. Raises Refused when the session is full, too early or long over.
    """
    rules.may_check_in(actor, session).or_refuse()
    return _let_in(actor, session, person, how="desk")


@transaction.atomic
def check_in_at_door(*, person: Person, session: Session, code: str) -> SignUp:
    """A person notes themselves with the code on the door: good for that session, around its time only."""
    rules.may_use_door(session, code).or_refuse()
    return _let_in(person, session, person, how="door")


@transaction.atomic
def undo_check_in(*, actor: Person, session: Session, person: Person) -> SignUp:
    """Take a wrong scan back: the person has a seat, and has not come yet."""
    session = seats.lock(session)
    rules.may_check_in(actor, session).or_refuse()
    line = SignUp.objects.select_for_update().get(session=session, person=person)
    back = SignUpState.ABSENT if session.state == SessionState.HELD else SignUpState.SEATED
    SIGN_UP_MOVES.check(SignUpState(line.state), back)
    line.state, line.came_at, line.checked_in_by = back, None, None
    line.save(update_fields=["state", "came_at", "checked_in_by"])
    journal.record(actor=actor, act="sessions.check_in_undone", thing=line, session=str(session.id))
    return line


@transaction.atomic
def hold_session(*, actor: Person, session: Session) -> Session:
    """Close the list of a session that took place: who had a seat and did not come is absent."""
    session = seats.lock(session)
    rules.may_run(actor, session).or_refuse()
    if not session.is_over:
        raise Refused(_("还没结束，结束后再关名单。"))
    SESSION_MOVES.check(SessionState(session.state), SessionState.HELD)
    session.state, session.held_by = SessionState.HELD, actor
    session.save(update_fields=["state", "held_by"])
    lines = SignUp.objects.filter(session=session)
    absent = lines.filter(state=SignUpState.SEATED).update(state=SignUpState.ABSENT)
    came = lines.filter(state=SignUpState.CAME).count()
    journal.record(actor=actor, act="sessions.held", thing=session, kind=session.kind, came=came, absent=absent)
    duties.done(about=session, act="close_session", actor=actor)
    return session


@transaction.atomic
def cancel_session(*, actor: Person, session: Session, reason: str) -> Session:
    """Call a session off: everybody on its list is told why, and its space is free again."""
    session = seats.lock(session)
    rules.may_run(actor, session).or_refuse()
    if not reason.strip():
        raise Invalid("reason", _("请写一句为什么取消，报了名的人会看到。"))
    SESSION_MOVES.check(SessionState(session.state), SessionState.CANCELLED)
    session.state, session.reason, session.taken = SessionState.CANCELLED, reason.strip(), 0
    session.save(update_fields=["state", "reason", "taken"])
    told = list(
        SignUp.objects.filter(
            session=session, state__in=[SignUpState.SEATED, SignUpState.WAITING, SignUpState.CAME]
        ).select_related("person")
    )
    SignUp.objects.filter(pk__in=[line.pk for line in told]).update(state=SignUpState.CANCELLED, came_at=None)
    for line in told:
        _tell(line.person, session, sentence("取消了：%(title)s", title=session.title), reason.strip())
    if session.booking.state == BookingState.BOOKED:
        bookings.cancel(actor=actor, booking=session.booking, reason=reason)
    journal.record(actor=actor, act="sessions.cancelled", thing=session, words=reason.strip(), told=len(told))
    duties.done(about=session, act="close_session", actor=actor)
    return session


def _let_in(actor: Person, session: Session, person: Person, *, how: str) -> SignUp:
    line = scans.mark_came(session, person, actor)
    if line is None:
        session = seats.lock(session)
        line = SignUp.objects.select_for_update().filter(session=session, person=person).first()
        if line and line.state == SignUpState.CAME:
            return line
        line = _find_seat(actor, session, person, line)
    journal.record(
        actor=actor, act="sessions.checked_in", thing=line, acting_for=_other(person, actor),
        session=str(session.id), how=how,
    )  # fmt: skip
    return line


def _find_seat(actor: Person, session: Session, person: Person, line: SignUp | None) -> SignUp:
    """For somebody who waits, had cancelled or never signed up; who was noted absent has a seat already."""
    if (line is None or line.state != SignUpState.ABSENT) and not seats.take(session):
        raise Refused(_("这一场 %d 个位子都有人了。候补的请等一等，有人让出位子再签。") % session.capacity)
    line = line or SignUp(session=session, person=person, signed_by=actor)
    line.state, line.came_at, line.checked_in_by = SignUpState.CAME, clock.now(), actor
    line.save()
    return line


def _move_up(session: Session) -> None:
    if clock.now() >= session.starts_at:
        return  # after the start free seats go to those who stand at the door
    for line in seats.move_up(session):
        journal.record(actor=None, act="sessions.moved_up", thing=line, session=str(session.id))
        _tell(
            line.person, session, sentence("候补到了：%(title)s", title=session.title),
            sentence("有人让出了位子，您已经报上名。不来请早点取消，让给后面的人。"),
        )  # fmt: skip


def _tell(person: Person, session: Session, subject: Sentence, body: Sentence | str) -> None:
    messages.tell(person=person, subject=subject, body=body, about=session)


def _check_capacity(capacity: int, chairs: int | None) -> None:
    if capacity < 1:
        raise Invalid("capacity", _("名额至少 1 人。"))
    if chairs is not None and capacity > chairs:
        raise Invalid("capacity", _("这间屋坐 %d 人，名额不能更多。") % chairs)


def _other(person: Person, actor: Person) -> Person | None:
    return person if person.id != actor.id else None


def _again(session: Session) -> Session:
    session.refresh_from_db(fields=["taken", "capacity", "state"])
    return session
