"""An accepted week is taken back: its trials are called off, and the rooms are free again."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.build.timetables import actions, queries
from hehuo.domain.build.timetables.models import Week
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionState


@transaction.atomic
def undo_week(*, actor: Person, week: Week) -> Week:
    """Take an accepted plan back: trials not yet held are called off, who signed up is told, the rooms are free."""
    week = actions.undo(actor=actor, week=week)
    for line in queries.lines_of(week):
        if line.session and line.session.state == SessionState.PLANNED and line.session.starts_at > clock.now():
            sessions.cancel_session(actor=actor, session=line.session, reason=_("这一周的安排撤回了，另约时间。"))
            actions.note_booked(actor=actor, line=line, session=line.session, reason=_("安排撤回，试课取消了。"))
    return week
