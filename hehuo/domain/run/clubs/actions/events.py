"""What a club does: its sessions in the house, and what it went to elsewhere."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.clubs import queries, rules
from hehuo.domain.run.clubs.actions.clubs import locked
from hehuo.domain.run.clubs.kinds import EventKind
from hehuo.domain.run.clubs.models import Club, Event, EventMember


@transaction.atomic
def add_session(*, actor: Person, club: Club, session: Session, kind: EventKind) -> Event:
    """Say that a session is the club's. Raises Refused for another's session, Conflict where it is a club's already."""
    club = locked(club)
    rules.may_add_session(actor, club).or_refuse()
    if session.leader_id not in {each.id for each in club.leads}:
        raise Refused(_("这一场不是这支队的队长带的。"))
    if Event.objects.filter(session=session).exists():
        raise Conflict(_("这一场已经算在一支队里了。"))
    event = Event.objects.create(
        club=club, kind=kind, title=session.title, on=clock.local(session.starts_at).date(), session=session,
        noted_by=actor,
    )  # fmt: skip
    threads.tie(earlier=club, later=session)
    journal.record(actor=actor, act="clubs.session_added", thing=event, kind=kind.value, session=str(session.id))
    return event


@transaction.atomic
def note_event(
    *,
    actor: Person,
    club: Club,
    kind: EventKind,
    title: str,
    on: date,
    where: str,
    persons: Sequence[Person] = (),
    result: str = "",
    photos: Sequence["Upload[Any]"] = (),
    key: UUID | None = None,
) -> Event:
    """Something the club goes to, or went to, elsewhere: when, where, who of its members, what came of it.

    Raises Refused for somebody who is not a member, Invalid without a place or with people for a day to come.
    """
    if key and (noted := Event.objects.filter(pk=key).first()):
        return noted
    club = locked(club)
    rules.may_lead(actor, club).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写是什么活动，例如：重阳节慰问演出。"))
    if not where.strip():
        raise Invalid("where", _("请写在哪儿。"))
    if persons and on > clock.today():
        raise Invalid("persons", _("日子还没到，等去过了再记谁去了。"))
    inside = {each.person_id for each in queries.members_of(club)}
    if strangers := [each.name for each in persons if each.id not in inside]:
        raise Refused(_("%s不在队里，请先收进队。") % _("、").join(strangers))
    event = Event(
        id=key or ids.uuid7(), club=club, kind=kind, title=title.strip()[:60], on=on, where=where.strip()[:60],
        result=result.strip()[:120], noted_by=actor,
    )  # fmt: skip
    event.save(force_insert=True)
    EventMember.objects.bulk_create(EventMember(event=event, person=person) for person in persons)
    for photo in photos:
        files.keep_file(actor=actor, upload=photo, about=event)
    threads.tie(earlier=club, later=event)
    journal.record(
        actor=actor, act="clubs.event_noted", thing=event, kind=kind.value, persons=len(persons), words=event.title
    )
    return event


@transaction.atomic
def withdraw_event(*, actor: Person, event: Event, why: str) -> Event:
    """What was noted by mistake counts no more; it stays readable in the journal."""
    locked(event.club)
    event = Event.objects.select_for_update(of=("self",)).select_related("club__team__leader", "club__assistant").get(
        pk=event.pk
    )  # fmt: skip
    rules.may_withdraw_event(actor, event).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么撤。"))
    event.withdrawn_why = why.strip()[:200]
    event.save(update_fields=["withdrawn_why"])
    journal.record(actor=actor, act="clubs.event_withdrawn", thing=event, words=event.withdrawn_why)
    return event
