"""The hottest write of the house, by hand: a seat becomes a person who came, in one statement (performance row 6)."""

from uuid import UUID

from django.db import connection

from hehuo.core import clock
from hehuo.core.db import scope
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp

_SQL = (
    "UPDATE sessions_signup SET state = 'came', came_at = %s, checked_in_by_id = %s"
    " WHERE community_id = %s AND session_id = %s AND person_id = %s AND state = 'seated' RETURNING id"
)


def mark_came(session: Session, person: Person, by: Person) -> SignUp | None:
    """Note that a person who has a seat came now; None where there is no such seat (any more)."""
    now, community = clock.now(), scope.current_id()
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [moment, *map(_raw, (by.id, community, session.id, person.id))])
        row = cursor.fetchone()
    if row is None:
        return None
    return SignUp(
        id=UUID(str(row[0])), session=session, person=person, state=SignUpState.CAME, came_at=now, checked_in_by=by
    )


def _raw(value: UUID) -> UUID | str:
    """A UUID as this engine stores it."""
    return value if connection.features.has_native_uuid_field else value.hex
