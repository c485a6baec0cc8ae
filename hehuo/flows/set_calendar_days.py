"""Changing the calendar: the calendar holds the days, access knows who may, the journal remembers."""

from datetime import date

from django.db import transaction

from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import actions as calendar
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def set_calendar_days(*, actor: Person, first: date, last: date, is_off: bool | None, name: str = "") -> None:
    """Make days holidays (`is_off`), workdays (not), or plain days of the week again (None). Raises Invalid.

    The calendar is one for all communities of the house; the entry stands in the journal of the actor's.
    """
    access_rules.may(actor, Power.KEEP_CALENDAR).or_refuse()
    if is_off is None:
        calendar.clear_day(day=first)
    else:
        calendar.set_days(first=first, last=last, is_off=is_off, name=name)
    # The thing is the actor: a shared day belongs to no community, and a journal entry must.
    journal.record(
        actor=actor, act="calendar.days_set", thing=actor, first=str(first), last=str(last), is_off=is_off, name=name
    )
