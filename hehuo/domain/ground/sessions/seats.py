"""Seats: counted on the session's row by one conditional statement, so that the last one is given once."""

from collections.abc import Sequence

from django.db.models import F

from hehuo.domain.ground.sessions.kinds import SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp


def lock(session: Session) -> Session:
    """The session as it stands, its row held: whoever moves seats takes it first, sign-ups after."""
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("space", "booking", "admission")
        .get(pk=session.pk)
    )


def take(session: Session) -> bool:
    """Take one seat where one is free; never in a session that was called off meanwhile."""
    open_seats = Session.objects.exclude(state=SessionState.CANCELLED).filter(taken__lt=F("capacity"))
    return bool(open_seats.filter(pk=session.pk).update(taken=F("taken") + 1))


def days_of(session: Session) -> list[Session]:
    """What one sign-up holds for: the session, or every day of its camp that was not called off, in order."""
    if session.bundle is None:
        return [session]
    found = Session.objects.filter(bundle=session.bundle).exclude(state=SessionState.CANCELLED)
    return list(found.select_related("space", "booking", "admission").order_by("starts_at", "id"))


def lock_days(session: Session) -> list[Session]:
    """The same with their rows held, taken in the order of their ids."""
    if session.bundle is None:
        return [lock(session)]
    list(Session.objects.select_for_update().filter(bundle=session.bundle).order_by("id").values_list("pk"))
    return days_of(session)


def take_or_wait(days: Sequence[Session]) -> SignUpState:
    """A seat in a session, or on all days of a camp; else a place in the waiting list.

    A full session is looked at twice, the second time with its row held: a seat freed in between would be given to
    nobody, since who frees it cannot see a line that is not yet written. The days of a camp are held from the start.
    """
    if len(days) == 1 and take(days[0]):
        return SignUpState.SEATED
    lock_days(days[0])
    return SignUpState.SEATED if take_all(days) else SignUpState.WAITING


def take_all(days: Sequence[Session]) -> bool:
    """A seat on every day, or on none; of several days the rows must be held."""
    taken: list[Session] = []
    for day in days:
        if not take(day):
            for each in taken:
                free(each)
            return False
        taken.append(day)
    return True


def take_free(days: Sequence[Session]) -> bool:
    """One of the free places on every day, where there is one; of several days the rows must be held."""
    places = Session.objects.filter(pk__in=[day.pk for day in days], free_taken__lt=F("free_places"))
    if len(days) > 1 and places.count() < len(days):
        return False
    return bool(places.update(free_taken=F("free_taken") + 1))


def free(session: Session) -> None:
    """Give one seat back."""
    Session.objects.filter(pk=session.pk).update(taken=F("taken") - 1)


def free_free(session: Session) -> None:
    """Give one of the free places back."""
    Session.objects.filter(pk=session.pk).update(free_taken=F("free_taken") - 1)


def move_up(days: Sequence[Session], *, last: bool = False) -> list[SignUp]:
    """Give free seats to those who wait, in their order; who moved. The rows must be held.

    Who waits last (`last`) is asked after everybody else, and only when the day is near.
    """
    moved = []
    waiting = SignUp.objects.filter(session=days[0], state=SignUpState.WAITING, waits_last=last)
    for sign_up in waiting.select_related("person", "guardian").order_by("signed_at", "id")[: days[0].capacity]:
        if not take_all(days):
            break
        lines = SignUp.objects.filter(session__in=[day.pk for day in days], person_id=sign_up.person_id)
        lines.filter(state=SignUpState.WAITING).update(state=SignUpState.SEATED)
        sign_up.state = SignUpState.SEATED
        moved.append(sign_up)
    return moved
