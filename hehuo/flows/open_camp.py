"""A camp, or an event of one day: every day is booked and planned, and one sign-up holds for all of them."""

from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.admissions.kinds import OPEN_TO_ALL, Conditions
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.run.activities import actions, queries, rules
from hehuo.domain.run.activities.kinds import LONGEST_CAMP, SeriesKind
from hehuo.domain.run.activities.models import Series


@transaction.atomic
def open_camp(
    *,
    actor: Person,
    agreement: Agreement | None,
    title: str,
    space: Space,
    capacity: int,
    from_time: time,
    to_time: time,
    first_on: date,
    last_on: date,
    price_fen: int = 0,
    note: str = "",
    conditions: Conditions = OPEN_TO_ALL,
    leader: Person | None = None,
    key: UUID | None = None,
) -> Series:
    """Open a camp on consecutive days, by a partner under its agreement or by the office without one.

    Raises Conflict or Refused for the first day that cannot be had, and then books none; Invalid for a danger without
    insurance on every day (R-11).
    """
    if key and (made := queries.all_series().filter(pk=key).first()):
        return made
    rules.may_open_series(actor, agreement).or_refuse()
    days = queries.camp_days(first_on, last_on)
    rules.may_run_on(agreement, days, longest=LONGEST_CAMP).or_refuse()
    series = actions.open_series(
        actor=actor, kind=SeriesKind.CAMP, agreement=agreement, title=title, space=space,
        leader=leader or (agreement.partner.contact if agreement else actor), capacity=capacity, from_time=from_time,
        to_time=to_time, first_on=first_on, last_on=last_on, price_fen=price_fen, skips_holidays=False,
        note=note.strip(), conditions=conditions, key=key or ids.uuid7(),
    )  # fmt: skip
    actions.add_sessions(actor=actor, series=series, sessions=[_session_on(actor, series, day) for day in days])
    return series


def _session_on(actor: Person, series: Series, day: date) -> Session:
    audience = Audience.PARTNER if series.agreement else Audience.OFFICE
    try:
        booking = spaces.book(
            actor=actor, space=series.space, purpose=series.title, audience=audience,
            starts_at=clock.at(day, series.from_time.hour, series.from_time.minute),
            ends_at=clock.at(day, series.to_time.hour, series.to_time.minute), for_income=series.price_fen > 0,
        )  # fmt: skip
    except (Conflict, Refused) as error:
        said = {"month": day.month, "day": day.day, "why": error.say}
        raise type(error)(_("%(month)d 月 %(day)d 日排不下：%(why)s一天也没有订，改好再来。") % said) from error
    return sessions.plan_session(
        actor=actor, title=series.title, kind=SessionKind.CAMP, booking=booking, capacity=series.capacity,
        leader=series.leader, price_fen=series.price_fen, note=series.note, admission=series.admission,
        bundle=series.id,
    )  # fmt: skip
