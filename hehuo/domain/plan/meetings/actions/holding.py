"""Minutes, papers, the signed list, the outcome of each item, and the close that makes decisions of them."""

from datetime import date, timedelta
from typing import Any

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import Counter
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import on_paper, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.ballots.kinds import YES, BallotState
from hehuo.domain.plan.ballots.models import Matter
from hehuo.domain.plan.meetings import queries, rules
from hehuo.domain.plan.meetings.answers import end_motion, mark_studied, tell_filer
from hehuo.domain.plan.meetings.kinds import (
    DECIDED,
    POST_WITHIN_DAYS,
    MeetingKind,
    MeetingState,
    MotionState,
    Outcome,
)
from hehuo.domain.plan.meetings.locks import meeting_locked
from hehuo.domain.plan.meetings.models import Decision, Item, Meeting

MINUTES_MOST = 5000


@transaction.atomic
def keep_sign_list(*, actor: Person, meeting: Meeting, count: int, photo: "Upload[Any] | None" = None) -> Meeting:
    """Keep a photo of the signed list; `count` are those on it who are not signed in by name as well."""
    meeting = meeting_locked(meeting)
    rules.may_note(actor, meeting).or_refuse()
    if count < 0:
        raise Invalid("count", _("人数写 0 或以上：名单上另有几位没在手机里签到。"))
    if photo:
        meeting.sign_list = files.keep_file(actor=actor, upload=photo, about=meeting)
    if count and meeting.sign_list is None:
        raise Invalid("photo", _("纸上签到的人数要有签到表作证，请拍一张传上来。"))
    meeting.paper_count = count
    meeting.save(update_fields=["sign_list", "paper_count"])
    journal.record(actor=actor, act="meetings.sign_list_kept", thing=meeting, count=count)
    return meeting


@transaction.atomic
def show_paper(*, actor: Person, item: Item, paper: "Upload[Any]") -> File:
    """A paper that was shown for an item: an expert's account, quotes, a plan; private until it is made public."""
    meeting = meeting_locked(item.meeting)
    rules.may_run(actor, meeting).or_refuse()
    rules.is_open(meeting).or_refuse()
    kept = files.keep_file(actor=actor, upload=paper, about=item)
    journal.record(actor=actor, act="meetings.paper_shown", thing=meeting, words=item.title)
    return kept


@transaction.atomic
def write_minutes(*, actor: Person, item: Item, minutes: str) -> Item:
    """Who said what on an item, in a few lines; what stood before stays in the journal."""
    item = _noting(actor, item)
    if len(minutes) > MINUTES_MOST:
        raise Invalid("minutes", _("最多 %d 个字，写要点就行。") % MINUTES_MOST)
    before, item.minutes = item.minutes, minutes.strip()
    item.save(update_fields=["minutes"])
    journal.record(
        actor=actor, act="meetings.minutes_written", thing=item.meeting, words=before, position=item.position
    )
    return item


@transaction.atomic
def declare_interests(*, actor: Person, item: Item, interests: str, stepped_back: int = 0) -> Item:
    """Who has what to do with an item, or that nobody has; of those present, `stepped_back` do not vote on it (R-46).

    An outcome that was noted before is open again: the hands are counted anew among those who stay.
    """
    item = _noting(actor, item)
    if not interests.strip():
        raise Invalid("interests", _("请写谁和这件事有什么关系；问过了、没有，就写「没有」。"))
    if not 0 <= stepped_back <= queries.present_at(item.meeting):
        raise Invalid("stepped_back", _("回避的人数，写 0 到到场的人数。"))
    item.interests, item.stepped_back = interests.strip()[:200], stepped_back
    item.outcome = Outcome.OPEN if item.outcome in DECIDED else item.outcome
    item.save(update_fields=["interests", "stepped_back", "outcome"])
    journal.record(
        actor=actor, act="meetings.interests_declared", thing=item.meeting, words=item.interests,
        stepped_back=stepped_back, position=item.position,
    )  # fmt: skip
    return item


@transaction.atomic
def link_ballot(*, actor: Person, item: Item, matter: Matter | None) -> Item:
    """Say that an item is decided by one matter of a counted ballot; None takes the link back."""
    item = _noting(actor, item)
    item.matter = matter
    item.save(update_fields=["matter"])
    if matter:
        threads.tie(earlier=matter.ballot, later=item.meeting, is_gathering=True)
    journal.record(
        actor=actor, act="meetings.ballot_linked", thing=item.meeting, matter=str(matter.id) if matter else ""
    )
    return item


@transaction.atomic
def decide_item(
    *,
    actor: Person,
    item: Item,
    outcome: Outcome,
    text: str,
    yes: int = 0,
    against: int = 0,
    abstain: int = 0,
    owner: Person | None = None,
    due_on: date | None = None,
) -> Item:
    """Note an item as carried or not, with the raised hands as integers, or by its ballot.

    Carried it is only when notice, attendance and votes are what the meeting needs; else Refused says which are not,
    one sentence each. Raises Invalid for more hands than people, and for a carried matter that is nobody's task.
    """
    item = _noting(actor, item)
    meeting = item.meeting
    rules.decides(meeting).or_refuse()
    if outcome not in DECIDED:
        raise Invalid("outcome", _("请选「通过」或「没通过」。"))
    if not text.strip():
        raise Invalid("text", _("请写定了什么，一句话，公布时大家看的就是它。"))
    present = queries.present_at(meeting)
    if item.matter:
        yes, against, abstain, present = _by_ballot(item.matter)
    else:
        rules.check_votes(present - item.stepped_back, yes=yes, against=against, abstain=abstain)
    if outcome == Outcome.PASSED:
        queries.may_pass(meeting, item, present=present, yes=yes).or_refuse()
    if meeting.kind != MeetingKind.PARTY:
        rules.check_due(outcome, owner, due_on)
    _noted(item, outcome, text=text.strip()[:400], yes=yes, no=against, abstain=abstain, present=present,
           owner=owner if outcome == Outcome.PASSED else None,
           due_on=due_on if outcome == Outcome.PASSED else None)  # fmt: skip
    journal.record(
        actor=actor, act="meetings.item_decided", thing=meeting, words=item.text, outcome=outcome.value, yes=yes,
        against=against, abstain=abstain, present=present,
    )  # fmt: skip
    return item


def _by_ballot(matter: Matter) -> tuple[int, int, int, int]:
    """What the ballot counted: yes, no, abstain, took part, by number."""
    if matter.result is None or matter.ballot.state not in (BallotState.COUNTED, BallotState.PUBLISHED):
        raise Refused(_("投票「%s」还没有计票。") % matter.ballot)
    count = matter.result["count"]
    said = [count["choices"].get(str(choice), [0, 0])[0] for choice in (YES, YES + 1, YES + 2)]
    return said[0], said[1], said[2], count["took_part"][0]


@transaction.atomic
def put_off_item(*, actor: Person, item: Item, why: str) -> Item:
    """Not ripe: it comes again next month."""
    return _end(actor, item, Outcome.PUT_OFF, why)


@transaction.atomic
def return_item(*, actor: Person, item: Item, why: str) -> Item:
    """Give its motion back to whoever filed it, with the reason."""
    return _end(actor, item, Outcome.RETURNED, why)


@transaction.atomic
def hear_item(*, actor: Person, item: Item, why: str) -> Item:
    """Heard and not voted on: a report, or what another meeting decides."""
    return _end(actor, item, Outcome.HEARD, why)


def _end(actor: Person, item: Item, outcome: Outcome, why: str) -> Item:
    item = _noting(actor, item)
    if not why.strip():
        raise Invalid("why", _("请写一句：为什么，下一步怎么办。"))
    _noted(item, outcome, why=why.strip()[:200])
    journal.record(
        actor=actor, act="meetings.item_ended", thing=item.meeting, words=item.why, outcome=outcome.value,
        position=item.position,
    )  # fmt: skip
    return item


def _noted(item: Item, outcome: Outcome, **said: Any) -> None:
    """What is noted now replaces what was noted before."""
    empty = {"text": "", "why": "", "yes": 0, "no": 0, "abstain": 0, "present": 0, "owner": None, "due_on": None}
    item.outcome = outcome
    for name, value in {**empty, **said}.items():
        setattr(item, name, value)
    item.save()


def _noting(actor: Person, item: Item) -> Item:
    meeting = meeting_locked(item.meeting)
    rules.may_note(actor, meeting).or_refuse()
    found = Item.objects.select_for_update(of=("self",)).select_related("motion__filer", "matter__ballot", "owner")
    item = found.get(pk=item.pk)
    item.meeting = meeting
    return item


@transaction.atomic
def close_meeting(*, actor: Person, meeting: Meeting) -> Meeting:
    """End a meeting: outcomes become decisions with owners and dates, motions get their answer, filers are told.

    Raises Refused while an item has no outcome, Conflict where somebody was signed out after a vote.
    """
    meeting = meeting_locked(meeting)
    rules.may_close(actor, meeting, queries.left_of(meeting)).or_refuse()
    agenda, present = queries.agenda_of(meeting), queries.present_at(meeting)
    for item in agenda:
        if item.outcome in DECIDED and item.matter_id is None and item.present > present:
            raise Conflict(_("记「%s」的结果以后有人的签到撤回了，请把这一件再记一遍。") % item)
    meeting.move_to(MeetingState.CLOSED)
    meeting.present, meeting.closed_by = present, actor
    meeting.save(update_fields=["state", "present", "closed_by"])
    for item in agenda:
        item.meeting = meeting
        _conclude(actor, item)
    journal.record(actor=actor, act="meetings.closed", thing=meeting, present=present, expected=meeting.expected)
    duties.drop(about=meeting)
    if meeting.kind != MeetingKind.PARTY:
        duties.assign(
            about=meeting, act="publish_decisions", title=sentence("公布会议决定：%(title)s", title=meeting.title),
            verb="mou", power=Power.PUBLISH,
            due_at=clock.at(meeting.held_on + timedelta(days=POST_WITHIN_DAYS), 18),
        )  # fmt: skip
    return meeting


def _conclude(actor: Person, item: Item) -> None:
    motion, meeting = item.motion, item.meeting
    if item.outcome in DECIDED and meeting.kind != MeetingKind.PARTY:
        _decision(actor, item)
        if motion:
            end_motion(actor, motion, MotionState.DECIDED, _told(item))
    elif motion and item.outcome == Outcome.RETURNED:
        end_motion(actor, motion, MotionState.RETURNED, item.why)
    elif motion:
        if item.outcome in DECIDED:
            mark_studied(actor, motion, meeting.held_on, _told(item))
        motion.move_to(MotionState.FILED)
        if item.outcome == Outcome.PUT_OFF:
            motion.month = (meeting.held_on.replace(day=1) + timedelta(days=32)).replace(day=1)
        motion.save(update_fields=["state", "month"])
        tell_filer(
            motion, sentence("您提的议题议过了，还要再议"),
            sentence("「%(title)s」：%(why)s", title=motion.title, why=item.why or item.text),
        )  # fmt: skip


def _told(item: Item) -> str:
    return f"{on_paper(Outcome(item.outcome).label)}：{item.text}"


def _decision(actor: Person, item: Item) -> Decision:
    meeting, year = item.meeting, item.meeting.held_on.year
    decision = Decision.objects.create(
        number=f"{year}-决-{Counter.take(f'decision.{year}'):03d}", item=item, text=item.text,
        is_passed=item.outcome == Outcome.PASSED, decided_on=meeting.held_on, owner=item.owner, due_on=item.due_on,
    )  # fmt: skip
    threads.tie(earlier=item.motion or meeting, later=decision)
    journal.record(
        actor=actor, act="meetings.decided", thing=decision, words=decision.text, number=decision.number,
        passed=decision.is_passed, kind=meeting.kind, present=item.present, yes=item.yes, against=item.no,
        abstain=item.abstain,
    )  # fmt: skip
    if decision.is_passed and decision.owner and decision.due_on:
        duties.assign(
            about=decision, act="carry_out", title=decision.text, verb="jian", person=decision.owner,
            power=Power.RUN_BALLOTS, due_at=clock.at(decision.due_on, 18),
        )  # fmt: skip
    return decision
