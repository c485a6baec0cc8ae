"""Motions, agendas, who came, what is missing for a vote to stand, and the register of decisions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import Verdict
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.queries import people_in_role
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.people.kinds import ADULT
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.people.queries import same_human
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import SignUp
from hehuo.domain.plan.ballots import queries as ballots
from hehuo.domain.plan.ballots.kinds import BallotState, Roll
from hehuo.domain.plan.ballots.models import Matter
from hehuo.domain.plan.ballots.rolls import voices_of
from hehuo.domain.plan.meetings import rules
from hehuo.domain.plan.meetings.kinds import (
    AHEAD,
    CUTOFF_DAY,
    PROCEDURES,
    WAITING,
    Body,
    MeetingKind,
    MeetingState,
    MotionState,
    Outcome,
    Procedure,
    Share,
)
from hehuo.domain.plan.meetings.models import Decision, Item, Meeting, Motion, Rhythm, Setting


@dataclass(frozen=True, slots=True)
class Standing:
    """A kind of meeting as it is held here: the procedure, and what the place set in it."""

    kind: MeetingKind
    procedure: Procedure
    notice_days: int
    quorum: Share
    yes: Share


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a vote stands on, and whether it is there."""

    name: str
    verdict: Verdict


def standings() -> list[Standing]:
    """Every kind of meeting, in the order of the table."""
    held = {setting.kind: setting for setting in Setting.objects.all()}
    return [_standing(kind, held.get(kind)) for kind in MeetingKind]


def standing_of(kind: MeetingKind) -> Standing:
    """One kind of meeting as it is held here."""
    return _standing(kind, Setting.objects.filter(kind=kind).first())


def _standing(kind: MeetingKind, held: Setting | None) -> Standing:
    by_rule = PROCEDURES[kind]
    if held is None:
        return Standing(kind, by_rule, by_rule.notice_days, by_rule.quorum, by_rule.yes)
    return Standing(kind, by_rule, held.notice_days, Share(held.quorum), Share(held.yes))


def cutoff_day() -> int:
    """Until which day of a month a motion reaches the next agenda."""
    rhythm = Rhythm.objects.first()
    return rhythm.cutoff_day if rhythm else CUTOFF_DAY


def motions() -> QuerySet[Motion]:
    """Every motion, newest first."""
    return Motion.objects.select_related("filer", "entered_by", "place", "merged_into").order_by("-filed_at", "-id")


def waiting_motions() -> QuerySet[Motion]:
    """Those that nobody has decided, returned or merged, in the order of their months."""
    return motions().filter(state__in=WAITING).order_by("month", "filed_at", "id")


def ended_motions() -> QuerySet[Motion]:
    """Those that were decided, returned or merged, newest first."""
    return motions().exclude(state__in=WAITING)


def due_motions(month: date, place: Place | None = None) -> QuerySet[Motion]:
    """What is due on the agenda of a month and stands on none yet; of a place: its own, and what is for everyone."""
    found = Motion.objects.filter(state=MotionState.FILED, month__lte=month)
    if place:
        found = found.filter(Q(place=None) | Q(place=place))
    return found.order_by("filed_at", "id")


def motions_of(person: Person) -> QuerySet[Motion]:
    """What a person filed, newest first."""
    return motions().filter(same_human(person, "filer"))


def others_like(motion: Motion) -> QuerySet[Motion]:
    """What a motion may be merged into."""
    return motions().filter(state__in=WAITING).exclude(pk=motion.pk)


def meetings() -> QuerySet[Meeting]:
    """Every meeting, latest first."""
    found = Meeting.objects.select_related(
        "session__space", "session__leader", "place", "notice", "posting", "sign_list", "called_by", "closed_by"
    )
    return found.order_by("-session__starts_at", "-id")


def public_meetings() -> QuerySet[Meeting]:
    """Those that everyone may read: all but the party organisation's own."""
    return meetings().exclude(kind=MeetingKind.PARTY)


def ahead() -> QuerySet[Meeting]:
    """Meetings that are to come or under way, soonest first."""
    return public_meetings().filter(state__in=AHEAD).order_by("session__starts_at", "id")


def behind() -> QuerySet[Meeting]:
    """Meetings that were held or called off, latest first."""
    return public_meetings().exclude(state__in=AHEAD)


def agenda_of(meeting: Meeting) -> list[Item]:
    """The items in their order, each with its motion, its ballot and its decision."""
    decided = Prefetch("decisions", Decision.objects.select_related("owner"))
    found = Item.objects.filter(meeting=meeting).select_related("motion__filer", "matter__ballot")
    return list(found.prefetch_related(decided).order_by("position", "id"))


def items() -> QuerySet[Item]:
    """Every item with its meeting."""
    return Item.objects.select_related("meeting__session__space", "meeting__place", "motion__filer", "matter__ballot")


def items_of(motion: Motion) -> QuerySet[Item]:
    """The agendas on which a motion stood, latest first."""
    return items().filter(motion=motion).order_by("-meeting__session__starts_at")


def left_of(meeting: Meeting) -> int:
    """How many items have no outcome yet."""
    return Item.objects.filter(meeting=meeting, outcome=Outcome.OPEN).count()


def decisions() -> QuerySet[Decision]:
    """The register, latest first."""
    return Decision.objects.select_related("item__meeting__session", "item__motion", "owner", "done_by").order_by(
        "-decided_on", "-number"
    )


def public_decisions() -> QuerySet[Decision]:
    """What everyone may read: of meetings whose result was published."""
    return decisions().filter(item__meeting__state=MeetingState.PUBLISHED)


def decisions_of(meeting: Meeting) -> QuerySet[Decision]:
    """What one meeting decided."""
    return decisions().filter(item__meeting=meeting).order_by("item__position")


def expected_of(kind: MeetingKind, place: Place | None) -> int:
    """How many the books say could come; 0 where they do not say."""
    rolls = {Body.HOUSEHOLDS: Roll.HOUSEHOLDS, Body.REPRESENTATIVES: Roll.REPRESENTATIVES}
    roll = rolls.get(PROCEDURES[kind].body)
    return len(voices_of(roll, place)) if roll else 0


def present_at(meeting: Meeting) -> int:
    """How many count as present: by name as the body asks (households once each), and those on the paper list only."""
    if meeting.present is not None:
        return meeting.present
    came = SignUp.objects.filter(session=meeting.session_id, state=SignUpState.CAME)
    body = meeting.procedure.body
    if body == Body.HOUSEHOLDS:
        today = clock.today()
        grown = Q(person__born_on=None) | Q(person__born_on__lte=_years_before(today, ADULT))
        named = came.filter(grown, person__household__isnull=False).values("person__household_id").distinct().count()
    elif body == Body.REPRESENTATIVES:
        named = came.filter(person__in=people_in_role(Role.REPRESENTATIVE)).count()
    else:
        named = came.count()
    return named + meeting.paper_count


def _years_before(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def checks_of(meeting: Meeting, item: Item, *, present: int, yes: int) -> list[Check]:
    """All that a vote on an item of this meeting stands on; by ballot, its hurdles stand for attendance and hands."""
    asked, found = meeting.procedure, list[Check]()
    if not asked.decides:
        return [Check(_("能不能作决定"), rules.decides(meeting))]
    if meeting.notice_days or asked.is_closed:
        found.append(Check(_("通知"), rules.notice_holds(meeting)))
    if asked.is_closed:
        found.append(Check(_("写进通知"), rules.was_announced(meeting, item)))
    if asked.is_studied:
        found.append(Check(_("党组织研究"), rules.was_studied(meeting, item)))
    if asked.body == Body.OWNERS or item.matter_id is not None:
        return [*found, Check(_("投票结果"), _ballot(item))]
    found.append(Check(_("到会人数"), rules.quorum_holds(meeting, present)))
    if asked.needs_list:
        found.append(Check(_("签到表"), rules.list_is_kept(meeting)))
    found.append(Check(_("利害关系"), rules.interests_are_declared(item, has_papers=files.files_of(item.id).exists())))
    return [*found, Check(_("同意的人数"), rules.votes_hold(meeting, yes, present - item.stepped_back))]


def _ballot(item: Item) -> Verdict:
    if item.matter is None:
        return rules.ballot_holds(None, is_binding=False, is_carried=False)
    ballot = item.matter.ballot
    told = next((each for each in ballots.results(ballot) if each.matter.pk == item.matter_id), None)
    return rules.ballot_holds(
        ballot, is_binding=bool(told and told.is_binding), is_carried=bool(told and told.is_carried)
    )


def may_pass(meeting: Meeting, item: Item, *, present: int, yes: int) -> Verdict:
    """Whether an item may be noted as carried; else every sentence that says what is missing."""
    return rules.every(check.verdict for check in checks_of(meeting, item, present=present, yes=yes))


def matters_to_link() -> QuerySet[Matter]:
    """The counted matters of ballots, newest first."""
    counted = [BallotState.COUNTED, BallotState.PUBLISHED]
    return Matter.objects.filter(ballot__state__in=counted).select_related("ballot").order_by("-ballot__number")
