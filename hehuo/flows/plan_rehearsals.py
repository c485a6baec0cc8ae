"""A club rehearses every week: its room is kept and each evening is a session of the club."""

from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Refused
from hehuo.domain.ground.bookings import actions as bookings
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.run.clubs import actions, queries, rules
from hehuo.domain.run.clubs.kinds import LONGEST, EventKind
from hehuo.domain.run.clubs.models import Club, Event


@transaction.atomic
def plan_rehearsals(
    *,
    actor: Person,
    club: Club,
    space: Space,
    weekday: int,
    from_time: time,
    to_time: time,
    first_on: date,
    last_on: date,
    capacity: int,
    kind: EventKind = EventKind.REHEARSAL,
    key: UUID | None = None,
) -> list[Event]:
    """Keep a room one evening a week and call each evening a rehearsal, led by the club's leader.

    Days on which the room is taken or shut are left out, as they are named beforehand. Once for a key. Raises Refused,
    Conflict where not one day is left.
    """
    rules.may_plan(actor, club).or_refuse()
    if (last_on - first_on).days > LONGEST * 7:
        raise Refused(_("一次最多排 %d 次，请分几次排。") % LONGEST)
    booked = bookings.book_weekly(
        actor=actor, space=space, weekday=weekday, from_time=from_time, to_time=to_time, first_on=first_on,
        last_on=last_on, audience=Audience.OFFICE, purpose=f"{club.name} {kind.label}", skips_clashes=True, key=key,
    )  # fmt: skip
    if made := list(queries.events().filter(session__booking__in=booked).order_by("on")):
        return made
    return [
        actions.add_session(
            actor=actor, club=club, kind=kind,
            session=sessions.plan_session(
                actor=actor, title=f"{club.name} {kind.label}", kind=SessionKind.CLUB, booking=booking,
                capacity=capacity, leader=club.team.leader,
            ),
        )
        for booking in booked
    ]  # fmt: skip
