"""A booking gets another time or room, unless people have signed up for what takes place there."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Refused
from hehuo.domain.ground.bookings import actions
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.kinds import SessionState
from hehuo.domain.ground.spaces.models import Booking, Space


@transaction.atomic
def move_booking(*, actor: Person, booking: Booking, space: Space, starts_at: datetime, ends_at: datetime) -> Booking:
    """Keep another time instead. Raises Refused where a session stands in it, else as `bookings.move` does."""
    if sessions.sessions().filter(booking=booking, state=SessionState.PLANNED).exists():
        raise Refused(_("这个时间排了活动，有人报名。请先取消活动，再订新的时间。"))
    return actions.move(actor=actor, booking=booking, space=space, starts_at=starts_at, ends_at=ends_at)
