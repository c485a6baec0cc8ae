"""A meeting is called, its agenda gathered and put in order, its notice posted; or it is called off."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.meetings import papers, queries, rules
from hehuo.domain.plan.meetings.answers import tell_filer
from hehuo.domain.plan.meetings.kinds import (
    DEFAULT_SEATS,
    ITEMS_MOST,
    MeetingKind,
    MeetingState,
    MotionState,
    Outcome,
    Share,
)
from hehuo.domain.plan.meetings.locks import meeting_locked
from hehuo.domain.plan.meetings.models import Item, Meeting, Motion


@transaction.atomic
def call_meeting(
    *,
    actor: Person,
    kind: MeetingKind,
    title: str,
    space: Space,
    starts_at: datetime,
    ends_at: datetime,
    place: Place | None = None,
    expected: int | None = None,
    asked_by: str = "",
    presider: str = "",
    gathers: bool = True,
    key: UUID | None = None,
) -> Meeting:
    """Call a meeting in a space at a time; due motions go on its agenda by themselves (周提月议).

    `expected` is how many could come, where the books do not say it or say too few. Raises Refused, Invalid, Conflict
    (the room is taken).
    """
    if key and (made := Meeting.objects.filter(pk=key).first()):
        return made
    rules.may_call(actor, kind, place).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写开什么会，例如：十二月议事会。"))
    held, counted = queries.standing_of(kind), queries.expected_of(kind, place)
    expected = counted if expected is None else expected
    if expected < counted:
        raise Invalid("expected", _("花名册上有 %d，应到的不能更少。") % counted)
    if held.quorum != Share.NONE and not expected and kind != MeetingKind.OWNERS:
        raise Invalid("expected", _("请写应到多少人，到会够不够要按它算。"))
    year = clock.today().year
    meeting = Meeting(
        id=key or ids.uuid7(), number=f"{year}-会-{Counter.take(f'meeting.{year}'):03d}", kind=kind,
        title=title.strip(), place=place, asked_by=asked_by.strip(), presider=presider.strip(), expected=expected,
        notice_days=held.notice_days, quorum=held.quorum, yes=held.yes, called_by=actor,
        session=_session(actor, title.strip(), space, starts_at, ends_at),
    )  # fmt: skip
    meeting.save(force_insert=True)
    journal.record(
        actor=actor, act="meetings.called", thing=meeting, words=meeting.title, number=meeting.number, kind=kind.value,
        on=meeting.held_on.isoformat(),
    )  # fmt: skip
    if gathers:
        gather_motions(actor=actor, meeting=meeting)
    duties.assign(
        about=meeting, act="post_notice", title=sentence("贴会议通知：%(title)s", title=meeting.title), verb="mou",
        power=Power.PUBLISH, due_at=clock.at(meeting.held_on - timedelta(days=meeting.notice_days), 18),
    )  # fmt: skip
    return meeting


def _session(actor: Person, title: str, space: Space, starts_at: datetime, ends_at: datetime) -> Session:
    """Who may not book for the office books as a resident, in residents' hours."""
    audience = Audience.OFFICE if has_power(actor, Power.KEEP_SPACES) else Audience.RESIDENT
    booking = spaces.book(
        actor=actor, space=space, starts_at=starts_at, ends_at=ends_at, audience=audience, purpose=title
    )
    return sessions.plan_session(
        actor=actor, title=title, kind=SessionKind.MEETING, booking=booking, capacity=space.seats or DEFAULT_SEATS,
        leader=actor,
    )  # fmt: skip


@transaction.atomic
def gather_motions(*, actor: Person, meeting: Meeting) -> list[Item]:
    """Put every motion that is due and stands on no agenda yet behind the others; what was added."""
    meeting = meeting_locked(meeting)
    rules.may_change_agenda(actor, meeting).or_refuse()
    due = queries.due_motions(meeting.held_on.replace(day=1), meeting.place)
    added = [_add(meeting, motion.title, motion) for motion in due.select_related("filer")[:ITEMS_MOST]]
    if added:
        journal.record(actor=actor, act="meetings.motions_gathered", thing=meeting, items=len(added))
    return added


@transaction.atomic
def add_item(*, actor: Person, meeting: Meeting, title: str = "", motion: Motion | None = None) -> Item:
    """One more item, of a motion or in words of its own (a report, an expert's account)."""
    meeting = meeting_locked(meeting)
    rules.may_change_agenda(actor, meeting).or_refuse()
    if motion:
        rules.is_waiting(motion).or_refuse()
        motion = Motion.objects.select_for_update(of=("self",)).select_related("filer").get(pk=motion.pk)
        if motion.state == MotionState.DUE:
            raise Invalid("motion", _("「%s」已经在别的会上，一件事只排一次。") % motion)
    elif not title.strip():
        raise Invalid("title", _("请写要议什么，或者选一件议题。"))
    item = _add(meeting, motion.title if motion else title.strip(), motion)
    journal.record(actor=actor, act="meetings.item_added", thing=meeting, words=item.title, position=item.position)
    return item


def _add(meeting: Meeting, title: str, motion: Motion | None) -> Item:
    position = Item.objects.filter(meeting=meeting).count() + 1
    if position > ITEMS_MOST:
        raise Invalid("title", _("一次会最多排 %d 件，多的请排到下次。") % ITEMS_MOST)
    item = Item.objects.create(meeting=meeting, position=position, title=title, motion=motion)
    if motion:
        motion.move_to(MotionState.DUE)
        motion.save(update_fields=["state"])
        threads.tie(earlier=motion, later=meeting, is_gathering=True)
        tell_filer(
            motion, sentence("您提的议题排上了议程"),
            sentence("「%(title)s」在「%(meeting)s」上议，%(day)s。您可以来说两句。", title=motion.title,
                     meeting=meeting.title, day=meeting.held_on.isoformat()),
        )  # fmt: skip
    return item


@transaction.atomic
def drop_item(*, actor: Person, item: Item) -> None:
    """Take an item off the agenda; its motion waits for the next one."""
    meeting = meeting_locked(item.meeting)
    rules.may_change_agenda(actor, meeting).or_refuse()
    item = Item.objects.select_for_update(of=("self",)).select_related("motion").get(pk=item.pk, outcome=Outcome.OPEN)
    if item.motion:
        item.motion.move_to(MotionState.FILED)
        item.motion.save(update_fields=["state"])
        threads.untie(earlier=item.motion, later=meeting)
    journal.record(actor=actor, act="meetings.item_dropped", thing=meeting, words=item.title)
    item.delete()
    _number(meeting)


@transaction.atomic
def move_item(*, actor: Person, item: Item, up: bool) -> Item:
    """Change places with the neighbour above or below; at the end of the list nothing changes."""
    meeting = meeting_locked(item.meeting)
    rules.may_run(actor, meeting).or_refuse()
    rules.is_open(meeting).or_refuse()
    agenda = list(Item.objects.filter(meeting=meeting).order_by("position", "id"))
    here = next(place for place, each in enumerate(agenda) if each.pk == item.pk)
    there = max(0, min(len(agenda) - 1, here + (-1 if up else 1)))
    agenda.insert(there, agenda.pop(here))
    for position, each in enumerate(agenda, start=1):
        each.position = position
    Item.objects.bulk_update(agenda, ["position"])
    journal.record(actor=actor, act="meetings.agenda_ordered", thing=meeting, words=item.title, position=there + 1)
    return agenda[there]


def _number(meeting: Meeting) -> None:
    agenda = list(Item.objects.filter(meeting=meeting).order_by("position", "id"))
    for position, each in enumerate(agenda, start=1):
        each.position = position
    Item.objects.bulk_update(agenda, ["position"])


@transaction.atomic
def post_notice(*, actor: Person, meeting: Meeting) -> Meeting:
    """Post the notice with its agenda; from now its days count, and what stands in it may be voted on."""
    meeting = meeting_locked(meeting)
    agenda = queries.agenda_of(meeting)
    rules.may_post_notice(actor, meeting, len(agenda)).or_refuse()
    meeting.move_to(MeetingState.NOTICED)
    meeting.noticed_on = clock.today()
    meeting.notice = postings.post(
        actor=actor, kind=PostingKind.NOTICE, about=meeting, days=max(1, (meeting.held_on - clock.today()).days),
        **papers.notice_of(meeting, agenda),
    )  # fmt: skip
    meeting.save(update_fields=["state", "noticed_on", "notice"])
    Item.objects.filter(meeting=meeting).update(is_announced=True)
    journal.record(
        actor=actor, act="meetings.noticed", thing=meeting, days=(meeting.held_on - clock.today()).days,
        items=len(agenda),
    )  # fmt: skip
    duties.done(about=meeting, act="post_notice", actor=actor)
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: Person, meeting: Meeting, reason: str) -> Meeting:
    """Call it off, and say why: whoever signed up is told, and its motions wait for the next agenda."""
    meeting = meeting_locked(meeting)
    rules.may_run(actor, meeting).or_refuse()
    sessions.cancel_session(actor=actor, session=meeting.session, reason=reason)
    meeting.move_to(MeetingState.CANCELLED)
    meeting.cancelled_why = reason.strip()
    meeting.save(update_fields=["state", "cancelled_why"])
    for motion in Motion.objects.filter(items__meeting=meeting, state=MotionState.DUE).select_related("filer"):
        motion.move_to(MotionState.FILED)
        motion.save(update_fields=["state"])
        tell_filer(
            motion, sentence("您提的议题改到下次议"),
            sentence("「%(meeting)s」不开了：%(why)s。", meeting=meeting.title, why=meeting.cancelled_why),
        )  # fmt: skip
    journal.record(actor=actor, act="meetings.cancelled", thing=meeting, words=meeting.cancelled_why)
    duties.drop(about=meeting)
    return meeting
