"""Planning sessions, saying who may come, closing the list, calling one off."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.admissions import actions as admissions
from hehuo.domain.ground.admissions import cover
from hehuo.domain.ground.admissions.kinds import CROWD, OPEN_TO_ALL, Conditions
from hehuo.domain.ground.admissions.models import Admission
from hehuo.domain.ground.bookings import actions as bookings
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import calling, rules, seats
from hehuo.domain.ground.sessions.kinds import (
    SESSION_MOVES,
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
    conditions: Conditions = OPEN_TO_ALL,
    admission: Admission | None = None,
    bundle: UUID | None = None,
    key: UUID | None = None,
) -> Session:
    """A session in a booked space and time, open for sign-up. `leader` may check people in to it, and sees who comes.

    Who may come stands in `conditions`, or in an `admission` written for all sessions of a course; days with one
    `bundle` are signed up for together. Raises Invalid for more places than the space has seats, or for a danger
    without insurance (R-11), Refused for a booking that is not in force.
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
        price_fen=price_fen, note=note.strip(), bundle=bundle,
    )  # fmt: skip
    _admit(session, admission or _written(actor, session, conditions))
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
def set_conditions(*, actor: Person, session: Session, conditions: Conditions) -> Session:
    """Say anew who may come to a session, or to all days of its camp; who is on the list already stays.

    Raises Invalid for a danger without insurance (R-11), or fewer free places than are taken.
    """
    days = seats.lock_days(session)
    rules.may_set_conditions(actor, session).or_refuse()
    admission = _written(actor, session, conditions, days)
    for day in days:
        _admit(day, admission)
        day.save(update_fields=["admission", "free_places"])
    journal.record(actor=actor, act="sessions.conditions_set", thing=session)
    session.refresh_from_db()
    return session


@transaction.atomic
def change_capacity(*, actor: Person, session: Session, capacity: int) -> Session:
    """More or fewer places, of a camp on all days; more places go to those who wait.

    Raises Invalid below the seats already given, or for a crowd without a permit.
    """
    days = seats.lock_days(session)
    rules.may_run(actor, session).or_refuse()
    taken = max(day.taken for day in days)
    if capacity < taken:
        raise Invalid("capacity", _("已经有 %d 人报名，名额不能更少。") % taken)
    for day in days:
        _check_capacity(capacity, day.space.seats)
        _check_crowd(capacity, day.admission)
        day.capacity = capacity
        day.save(update_fields=["capacity"])
    journal.record(actor=actor, act="sessions.capacity_changed", thing=session, capacity=capacity)
    calling.fill(days[0])
    return _again(session)


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
    session.state, session.reason, session.taken, session.free_taken = SessionState.CANCELLED, reason.strip(), 0, 0
    session.save(update_fields=["state", "reason", "taken", "free_taken"])
    told = list(
        SignUp.objects.filter(
            session=session, state__in=[SignUpState.SEATED, SignUpState.WAITING, SignUpState.CAME]
        ).select_related("person", "session", "guardian")
    )
    SignUp.objects.filter(pk__in=[line.pk for line in told]).update(
        state=SignUpState.CANCELLED, came_at=None, is_free=False
    )
    for line in told:
        calling.tell(line, sentence("取消了：%(title)s", title=session.title), reason.strip())
    if session.booking.state == BookingState.BOOKED:
        bookings.cancel(actor=actor, booking=session.booking, reason=reason)
    journal.record(actor=actor, act="sessions.cancelled", thing=session, words=reason.strip(), told=len(told))
    duties.done(about=session, act="close_session", actor=actor)
    return session


def _check_capacity(capacity: int, chairs: int | None) -> None:
    if capacity < 1:
        raise Invalid("capacity", _("名额至少 1 人。"))
    if chairs is not None and capacity > chairs:
        raise Invalid("capacity", _("这间屋坐 %d 人，名额不能更多。") % chairs)


def _again(session: Session) -> Session:
    session.refresh_from_db(fields=["taken", "capacity", "state"])
    return session


def _written(actor: Person, session: Session, conditions: Conditions, days: Sequence[Session] = ()) -> Admission | None:
    """The conditions as a row, where there are any; a crowd needs one, for its permit."""
    if conditions == OPEN_TO_ALL and session.capacity < CROWD:
        return None
    on = [clock.local(day.starts_at).date() for day in days or [session]]
    return admissions.write_admission(
        actor=actor, conditions=conditions, first_on=on[0], last_on=on[-1], places=session.capacity,
        price_fen=session.price_fen,
    )  # fmt: skip


def _admit(session: Session, admission: Admission | None) -> None:
    """Put conditions on a session, if they cover its day."""
    places = admission.free_places if admission else 0
    if places < session.free_taken:
        raise Invalid("free_places", _("已经有 %d 个免费名额用了，不能更少。") % session.free_taken)
    if admission:
        day = clock.local(session.starts_at).date()
        cover.check_cover(admission.conditions, day, day)
    _check_crowd(session.capacity, admission)
    session.admission, session.free_places = admission, places


def _check_crowd(capacity: int, admission: Admission | None) -> None:
    if capacity >= CROWD and not (admission and admission.permit):
        raise Invalid("capacity", _("%d 人以上的活动要有公安机关的安全许可，请先在「谁可以来」里写许可证号。") % CROWD)
