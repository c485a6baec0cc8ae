"""Who came: by the code on their phone or card, by name, or with the code on the door."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import joining, rules, scans, seats
from hehuo.domain.ground.sessions.kinds import SIGN_UP_MOVES, SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp


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


def _let_in(actor: Person, session: Session, person: Person, *, how: str) -> SignUp:
    line = scans.mark_came(session, person, actor)
    if line is None:
        session = seats.lock(session)
        line = SignUp.objects.select_for_update().filter(session=session, person=person).first()
        if line and line.state == SignUpState.CAME:
            return line
        line = _find_seat(actor, session, person, line)
    journal.record(
        actor=actor, act="sessions.checked_in", thing=line, acting_for=rules.other(person, actor),
        session=str(session.id), how=how,
    )  # fmt: skip
    return line


def _find_seat(actor: Person, session: Session, person: Person, line: SignUp | None) -> SignUp:
    """For somebody who waits, had cancelled or never signed up; who was noted absent has a seat already."""
    if line is None or line.state == SignUpState.CANCELLED:
        joining.may_walk_in(actor, session, person).or_refuse()
    if (line is None or line.state != SignUpState.ABSENT) and not seats.take(session):
        raise Refused(_("这一场 %d 个位子都有人了。候补的请等一等，有人让出位子再签。") % session.capacity)
    line = line or SignUp(session=session, person=person, signed_by=actor)
    line.state, line.came_at, line.checked_in_by = SignUpState.CAME, clock.now(), actor
    line.save()
    return line
