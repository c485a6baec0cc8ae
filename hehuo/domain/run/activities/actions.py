"""Writing courses and camps, opened with their bookings and sessions by the flows `book_series` and `open_camp`."""

from collections.abc import Iterable, Set
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.errors import Invalid
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.ground.admissions import actions as admissions
from hehuo.domain.ground.admissions.kinds import CROWD, OPEN_TO_ALL, Conditions
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import sheets
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.activities import queries, rules
from hehuo.domain.run.activities.models import Lesson, Series

Cell = tuple[UUID, UUID]  # a person in a session


@transaction.atomic
def open_series(
    *,
    actor: Person,
    agreement: Agreement | None,
    title: str,
    conditions: Conditions = OPEN_TO_ALL,
    key: UUID | None = None,
    **facts: Any,
) -> Series:
    """A course or camp under a signed agreement, a camp also without; `facts` are the other fields of Series.

    Raises Invalid without a title, or where what is dangerous is not insured from the first day to the last (R-11).
    """
    rules.may_open_series(actor, agreement).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写课程的名字。"))
    if agreement:
        partners.may_lead(agreement.partner, facts["leader"], facts["first_on"]).or_refuse()
    series = Series(id=key or ids.uuid7(), agreement=agreement, title=title.strip(), made_by=actor, **facts)
    if conditions != OPEN_TO_ALL or series.capacity >= CROWD:
        series.admission = admissions.write_admission(
            actor=actor, conditions=conditions, first_on=series.first_on, last_on=series.last_on,
            places=series.capacity, price_fen=series.price_fen,
        )  # fmt: skip
    series.save(force_insert=True)
    if agreement:
        threads.tie(earlier=agreement, later=series)
    journal.record(actor=actor, act="activities.series_opened", thing=series, price_fen=series.price_fen)
    return series


@transaction.atomic
def add_sessions(*, actor: Person, series: Series, sessions: Iterable[Session]) -> list[Lesson]:
    """Say that these sessions belong to a course. Refused where its teacher leads something else then."""
    rules.may_open_series(actor, series.agreement).or_refuse()
    sessions = list(sessions)
    if series.agreement and series.leader_id != series.agreement.partner.contact_id:  # a contact stands for its people
        Person.objects.select_for_update().get(pk=series.leader_id)  # two courses of one teacher come one by one
        rules.leads_one_at_a_time(sessions, queries.led_beside(series.leader, sessions)).or_refuse()
    lessons = Lesson.objects.bulk_create(Lesson(series=series, session=session) for session in sessions)
    for lesson in lessons:
        threads.tie(earlier=series, later=lesson.session)
    journal.record(actor=actor, act="activities.sessions_added", thing=series, sessions=len(lessons))
    return lessons


@transaction.atomic
def keep_grid(*, actor: Person, series: Series, came: Set[Cell], was: Set[Cell]) -> int:
    """Keep a course's grid up in one go: ticks added are people who came, ticks gone are taken back; how many changed.

    `was` are the ticks that the page showed, so that what somebody else noted meanwhile stays. Raises Refused for a
    session that may not be checked in to any more; nothing is changed then.
    """
    changed = 0
    for session in queries.sessions_of([series]):
        mine = [{person for person, at in cells if at == session.id} for cells in (came, was)]
        if mine[0] != mine[1]:
            changed += sheets.copy_ticks(actor=actor, session=session, came=mine[0], was=mine[1])
    return changed
