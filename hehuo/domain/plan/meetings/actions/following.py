"""After the meeting: what it decided on the wall, and what comes of each decision: a task, a ballot, a need."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.ballots import actions as ballots
from hehuo.domain.plan.ballots.kinds import Roll
from hehuo.domain.plan.ballots.models import Ballot
from hehuo.domain.plan.meetings import papers, queries, rules
from hehuo.domain.plan.meetings.kinds import MeetingState
from hehuo.domain.plan.meetings.locks import meeting_locked
from hehuo.domain.plan.meetings.models import Decision, Meeting
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import NeedKind
from hehuo.domain.plan.needs.models import Need


@transaction.atomic
def publish_decisions(*, actor: Person, meeting: Meeting) -> Meeting:
    """Post what a meeting decided, with both its numbers, by another than who wrote it down (R-16, R-19)."""
    meeting = meeting_locked(meeting)
    rules.may_publish(actor, meeting).or_refuse()
    meeting.move_to(MeetingState.PUBLISHED)
    meeting.posting = postings.post(
        actor=actor, kind=PostingKind.AFFAIRS, about=meeting, **papers.result_of(meeting, queries.agenda_of(meeting))
    )
    meeting.save(update_fields=["state", "posting"])
    late = (clock.today() - meeting.held_on).days
    journal.record(actor=actor, act="meetings.published", thing=meeting, days=late)
    duties.done(about=meeting, act="publish_decisions", actor=actor)
    return meeting


@transaction.atomic
def finish_decision(*, actor: Person, decision: Decision, words: str) -> Decision:
    """Say that a decision was carried out, and what came of it; the register shows it."""
    decision = _locked(decision)
    rules.may_follow(actor, decision).or_refuse()
    if decision.done_at:
        raise Conflict(_("这件事已经记过「办好了」。"))
    if not decision.is_passed:
        raise Conflict(_("这件事没有通过，没有要办的。"))
    if not words.strip():
        raise Invalid("words", _("请写一句办成了什么样。"))
    decision.done_at, decision.done_by, decision.done_words = clock.now(), actor, words.strip()[:200]
    decision.save(update_fields=["done_at", "done_by", "done_words"])
    journal.record(
        actor=actor, act="meetings.carried_out", thing=decision, words=decision.done_words, number=decision.number
    )
    duties.done(about=decision, act="carry_out", actor=actor)
    return decision


@transaction.atomic
def ballot_from(
    *, actor: Person, decision: Decision, roll: Roll, notice_on: date, opens_at: datetime, closes_at: datetime
) -> Ballot:
    """Draft the ballot that a meeting decided on; its line leads back to the motion."""
    decision = _locked(decision)
    ballot = ballots.draft_ballot(
        actor=actor, title=decision.item.title, says=decision.text, roll=roll, notice_on=notice_on, opens_at=opens_at,
        closes_at=closes_at, place=decision.item.meeting.place,
    )  # fmt: skip
    threads.tie(earlier=decision, later=ballot)
    journal.record(actor=actor, act="meetings.ballot_drafted", thing=decision, ballot=str(ballot.id))
    return ballot


@transaction.atomic
def need_from(*, actor: Person, decision: Decision, kind: NeedKind) -> Need:
    """Open a need for what a meeting decided, so that partners can answer it."""
    decision = _locked(decision)
    need = needs.open_need(
        actor=actor, title=decision.item.title, wording=decision.text, kind=kind, place=decision.item.meeting.place
    )
    threads.tie(earlier=decision, later=need)
    journal.record(actor=actor, act="meetings.need_opened", thing=decision, need=str(need.id))
    return need


def _locked(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).select_related(
        "item__meeting__session", "item__meeting__place"
    )
    return found.get(pk=decision.pk)
