"""Seats: counted on the session's row by one conditional statement, so that the last one is given once."""

from django.db.models import F

from hehuo.domain.ground.sessions.kinds import SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp


def lock(session: Session) -> Session:
    """The session as it stands, its row held: whoever moves seats takes it first, sign-ups after."""
    return Session.objects.select_for_update(of=("self",)).select_related("space", "booking").get(pk=session.pk)


def take(session: Session) -> bool:
    """Take one seat where one is free; never in a session that was called off meanwhile."""
    open_seats = Session.objects.exclude(state=SessionState.CANCELLED).filter(taken__lt=F("capacity"))
    return bool(open_seats.filter(pk=session.pk).update(taken=F("taken") + 1))


def take_or_wait(session: Session) -> SignUpState:
    """A seat, or a place in the waiting list.

    A full session is looked at twice, the second time with its row held: a seat freed in between would be given to
    nobody, since who frees it cannot see a line that is not yet written.
    """
    if take(session):
        return SignUpState.SEATED
    lock(session)
    return SignUpState.SEATED if take(session) else SignUpState.WAITING


def free(session: Session) -> None:
    """Give one seat back."""
    Session.objects.filter(pk=session.pk).update(taken=F("taken") - 1)


def move_up(session: Session) -> list[SignUp]:
    """Give free seats to those who wait, in their order; who moved. The session's row must be held."""
    moved = []
    waiting = SignUp.objects.filter(session=session, state=SignUpState.WAITING).select_related("person")
    for sign_up in waiting.order_by("signed_at", "id")[: session.capacity]:
        if not take(session):
            break
        sign_up.state = SignUpState.SEATED
        sign_up.save(update_fields=["state"])
        moved.append(sign_up)
    return moved
