"""A course is booked, planned and tied together in one go: all of it, or nothing."""

from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.admissions.kinds import OPEN_TO_ALL, Conditions
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces import hours
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.run.activities import actions, queries, rules
from hehuo.domain.run.activities.models import Series


@transaction.atomic
def book_series(
    *,
    actor: Person,
    agreement: Agreement,
    title: str,
    space: Space,
    capacity: int,
    weekday: int,
    from_time: time,
    to_time: time,
    first_on: date,
    last_on: date,
    price_fen: int = 0,
    skips_holidays: bool = True,
    note: str = "",
    conditions: Conditions = OPEN_TO_ALL,
    leader: Person | None = None,
    key: UUID | None = None,
) -> Series:
    """Open a course: a free stretch of the space and a session each week, led by the contact or one of the staff.

    Where holidays are skipped, so is a shifted workday on which the calendar alone shuts the space. Raises Conflict
    or Refused for the first other day that cannot be had, and then books none; Refused outside the agreement's term,
    for a paid course in a space without a decision (R-10), or led by somebody who may not work with children yet;
    Invalid for a danger without insurance (R-11). Refused too where one of the staff leads something else then.
    """
    if key and (made := queries.all_series().filter(pk=key).first()):
        return made
    rules.may_open_series(actor, agreement).or_refuse()
    days = queries.days_of(weekday=weekday, first_on=first_on, last_on=last_on, skips_holidays=skips_holidays)
    if skips_holidays:
        days = [day for day in days if not _is_shut(space, day, from_time, to_time)]
    rules.may_run_on(agreement, days).or_refuse()
    series = actions.open_series(
        actor=actor, agreement=agreement, title=title, space=space,
        leader=leader or agreement.partner.contact,
        capacity=capacity, weekday=weekday, from_time=from_time, to_time=to_time, first_on=first_on,
        last_on=last_on, price_fen=price_fen, skips_holidays=skips_holidays, note=note.strip(),
        conditions=conditions, key=key,
    )  # fmt: skip
    actions.add_sessions(actor=actor, series=series, sessions=[_session_on(actor, series, day) for day in days])
    return series


def _is_shut(space: Space, day: date, from_time: time, to_time: time) -> bool:
    """Whether nothing but the year's arrangement keeps the course out on this day."""
    return hours.is_shut_by_calendar(space, _stretch(day, from_time, to_time), Audience.PARTNER)


def _stretch(day: date, from_time: time, to_time: time) -> hours.Window:
    return hours.Window(clock.at(day, from_time.hour, from_time.minute), clock.at(day, to_time.hour, to_time.minute))


def _session_on(actor: Person, series: Series, day: date) -> Session:
    stretch = _stretch(day, series.from_time, series.to_time)
    try:
        booking = spaces.book(
            actor=actor, space=series.space, purpose=series.title, audience=Audience.PARTNER,
            starts_at=stretch.starts_at, ends_at=stretch.ends_at, for_income=series.price_fen > 0,
        )  # fmt: skip
    except (Conflict, Refused) as error:
        said = {"month": day.month, "day": day.day, "why": error.say}
        raise type(error)(_("%(month)d 月 %(day)d 日排不下：%(why)s一节也没有订，改好再来。") % said) from error
    return sessions.plan_session(
        actor=actor, title=series.title, kind=SessionKind.CLASS, booking=booking, capacity=series.capacity,
        leader=series.leader, price_fen=series.price_fen, note=series.note, admission=series.admission,
    )  # fmt: skip
