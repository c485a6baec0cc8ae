"""When a duty presses, and who may hand it on."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.duties.kinds import EXPIRY_WARNINGS, WEEK_DAYS, When
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.people.models import Person


def when_due(due_at: datetime, now: datetime) -> When:
    """The group of the day a time limit falls into; within seven days is this week."""
    if due_at < now:
        return When.LATE
    due_on, today = clock.local(due_at).date(), clock.local(now).date()
    if due_on == today:
        return When.TODAY
    return When.WEEK if due_on < today + timedelta(days=WEEK_DAYS) else When.LATER


def step_before(runs_out_on: date, today: date) -> int | None:
    """Which warning is due for something that runs out: the nearest that was come to; None while all lie ahead.

    Whoever slept past the first is told at the second only, and of what is over already all the same.
    """
    left = (runs_out_on - today).days
    return min((step for step in EXPIRY_WARNINGS if left <= step), default=None)


def may_hand_on(actor: Person, duty: Duty) -> Verdict:
    """Its owner may, and whoever could do it themselves."""
    if duty.person_id == actor.id:
        return YES
    return may(actor, Power(duty.power)) if duty.power else no(_("这件事是别人名下的，要由本人来转。"))


def may_take_on(person: Person, duty: Duty) -> Verdict:
    """A duty goes to somebody who may do it."""
    if not duty.power or may(person, Power(duty.power)):
        return YES
    return no(
        _("%(name)s不能办「%(act)s」，请转给有这个身份的人。") % {"name": person.name, "act": Power(duty.power).label}
    )
