"""Who calls, runs and publishes; and whether notice, attendance and votes are what the meeting needs."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import in_person, may, may_not_be_same
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.ballots.kinds import BallotState
from hehuo.domain.plan.ballots.models import Ballot
from hehuo.domain.plan.meetings.kinds import (
    AHEAD,
    PROCEDURES,
    SHARES,
    WAITING,
    MeetingKind,
    MeetingState,
    Outcome,
    Share,
)
from hehuo.domain.plan.meetings.models import Decision, Item, Meeting, Motion


def may_file(actor: Person, filer: Person) -> Verdict:
    """Everyone for themselves; a worker writes down what another wants decided (R-36)."""
    return YES if actor.id == filer.id else may(actor, Power.COLLECT_VOICES)


def may_sort_motions(actor: Person | None) -> Verdict:
    """Returning, merging and putting on an agenda."""
    return may(actor, Power.SORT_NEEDS)


def is_waiting(motion: Motion) -> Verdict:
    """What was decided, merged or returned stays so."""
    if motion.state in WAITING:
        return YES
    return no(_("这件议题已经「%s」，不能再动。") % motion.get_state_display())


def may_set(actor: Person | None) -> Verdict:
    """What a place settles for itself is the secretary's and the worker's."""
    return may(actor, Power.RUN_BALLOTS)


def may_call(actor: Person | None, kind: MeetingKind, place: Place | None = None) -> Verdict:
    """Each kind has those who call it."""
    procedure = PROCEDURES[kind]
    if verdict := all_of(in_person(), may(actor, procedure.power, place)):
        return YES
    if actor is None:
        return verdict
    return no(
        _("「%(kind)s」由%(who)s召集（%(article)s）。请找他们。")
        % {"kind": kind.label, "who": procedure.caller, "article": procedure.article}
    )


def may_run(actor: Person | None, meeting: Meeting) -> Verdict:
    """Agenda, minutes and outcomes: whoever may call it."""
    return may_call(actor, MeetingKind(meeting.kind), meeting.place)


def may_change_agenda(actor: Person, meeting: Meeting) -> Verdict:
    """Until the notice hangs, where nothing else may be voted on; else until it is closed."""
    if meeting.state == MeetingState.NOTICED and meeting.procedure.is_closed:
        return no(_("通知已经贴出。没写进通知的事这次不能表决（%s），请排到下次。") % meeting.procedure.article)
    return all_of(may_run(actor, meeting), is_open(meeting))


def is_open(meeting: Meeting) -> Verdict:
    """Not closed, not cancelled."""
    if meeting.state in AHEAD:
        return YES
    return no(_("这次会「%s」，不能再改。") % meeting.get_state_display())


def may_post_notice(actor: Person, meeting: Meeting, items: int) -> Verdict:
    """Once, with something on the agenda, by those who publish, before it begins."""
    if meeting.state != MeetingState.CALLED:
        return no(_("这次会「%s」，不用再贴通知。") % meeting.get_state_display())
    if meeting.starts_at <= clock.now():
        return no(_("会已经开始了，通知补不上了。"))
    return all_of(may(actor, Power.PUBLISH), YES if items else no(_("议程还是空的，请先排上要议的事。")))


def may_begin(meeting: Meeting) -> Verdict:
    """Nothing is noted before the meeting."""
    if meeting.starts_at <= clock.now():
        return YES
    return no(_("%s 才开会，开了会再记。") % clock.local(meeting.starts_at).strftime("%Y-%m-%d %H:%M"))


def may_note(actor: Person, meeting: Meeting) -> Verdict:
    """Minutes and outcomes, from its beginning until it is closed."""
    return all_of(may_run(actor, meeting), is_open(meeting), may_begin(meeting))


def may_close(actor: Person, meeting: Meeting, left: int) -> Verdict:
    """With an outcome for every item."""
    return all_of(
        may_note(actor, meeting),
        YES if not left else no(_("还有 %d 件没写结果。议不完的选「下次再议」。") % left),
    )


def may_publish(actor: Person, meeting: Meeting) -> Verdict:
    """By another human than who wrote the outcomes down."""
    return all_of(may(actor, Power.PUBLISH), may_not_be_same(actor, meeting.closed_by))


def may_follow(actor: Person, decision: Decision) -> Verdict:
    """Its owner says that it is done; or whoever runs meetings."""
    if decision.owner_id == actor.id:
        return YES
    return may_run(actor, decision.item.meeting)


def notice_holds(meeting: Meeting) -> Verdict:
    """The day of the notice does not count (Civil Code 201)."""
    if not meeting.notice_days and not meeting.procedure.is_closed:
        return YES
    said = {
        "kind": meeting.get_kind_display(), "days": meeting.notice_days, "article": meeting.procedure.article,
    }  # fmt: skip
    if meeting.noticed_on is None:
        return no(_("没有贴通知：%(kind)s要提前 %(days)d 天通知（%(article)s）。") % said)
    had = (meeting.held_on - meeting.noticed_on).days
    if had >= meeting.notice_days:
        return YES
    return no(_("通知不够：只提前了 %(had)d 天，%(kind)s要提前 %(days)d 天（%(article)s）。") % (said | {"had": had}))


def quorum_holds(meeting: Meeting, present: int) -> Verdict:
    """How many came of those who could, in integers."""
    least = SHARES[Share(meeting.quorum)]
    if least is None:
        return YES if present else no(_("还没有人签到，签了到才算有人来。"))
    if meeting.expected and least.holds(present, meeting.expected):
        return YES
    return no(
        _("到的人不够：应到 %(expected)d，到了 %(present)d，%(kind)s要%(share)s，至少 %(needed)d（%(article)s）。")
        % {
            "expected": meeting.expected,
            "present": present,
            "kind": meeting.get_kind_display(),
            "share": Share(meeting.quorum).label,
            "needed": max(1, least.needed(meeting.expected)),
            "article": meeting.procedure.article,
        }
    )


def votes_hold(meeting: Meeting, yes: int, present: int) -> Verdict:
    """How many of those present say yes."""
    least = SHARES[Share(meeting.yes)]
    if least is None or (present and least.holds(yes, present)):
        return YES
    return no(
        _("同意的不够：到场 %(present)d，同意 %(yes)d，要%(share)s，至少 %(needed)d（%(article)s）。")
        % {
            "present": present,
            "yes": yes,
            "share": Share(meeting.yes).label,
            "needed": max(1, least.needed(present)),
            "article": meeting.procedure.article,
        }
    )


def was_announced(meeting: Meeting, item: Item) -> Verdict:
    """No vote on what stood not in the notice."""
    if item.is_announced or not meeting.procedure.is_closed or meeting.noticed_on is None:
        return YES
    return no(_("「%s」没写进通知，这次不能表决。") % item)


def was_studied(meeting: Meeting, item: Item) -> Verdict:
    """Important matters first go to the party organisation (Organic Law 30)."""
    if not meeting.procedure.is_studied or (item.motion and item.motion.studied_on):
        return YES
    return no(_("还没有记下党组织哪天研究的：重要的事先由社区党组织研究（城市居民委员会组织法第 30 条）。"))


def interests_are_declared(item: Item, *, has_papers: bool) -> Verdict:
    """Where quotes or plans were shown, everyone was asked what they have to do with them (R-46)."""
    if item.interests or not has_papers:
        return YES
    return no(_("还没有问利害关系：会上看了报价和方案，请问一遍谁和他们有关系，没有也记一句「没有」。"))


def list_is_kept(meeting: Meeting) -> Verdict:
    """What the law wants attended is shown by a signed list."""
    if not meeting.procedure.needs_list or meeting.sign_list_id:
        return YES
    return no(_("还没有存签到表：请拍下签了名的签到表传上来。"))


def decides(meeting: Meeting) -> Verdict:
    """What is heard goes on to a meeting that decides (Organic Law 32)."""
    if meeting.procedure.decides:
        return YES
    return no(_("%s只听意见，不作决定；听到的请排到能作决定的会上。") % meeting.get_kind_display())


def ballot_holds(ballot: Ballot | None, *, is_binding: bool, is_carried: bool) -> Verdict:
    """Owners decide by number and by area, so by a counted ballot only."""
    if ballot is None:
        return no(_("业主大会按人数和面积两样算，要用投票的结果。请先选是哪次投票的哪一项。"))
    if ballot.state not in (BallotState.COUNTED, BallotState.PUBLISHED):
        return no(_("投票「%(ballot)s」现在「%(state)s」，计了票才有结果。")
                  % {"ballot": ballot, "state": ballot.get_state_display()})  # fmt: skip
    if not is_binding:
        return no(_("投票「%s」只是征求意见，不能当作决定。") % ballot)
    return YES if is_carried else no(_("投票「%s」没有到法定的门槛，看计票结果。") % ballot)


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """Yes, or all that is missing, one sentence each."""
    missing = [verdict.reason for verdict in verdicts if not verdict]
    return no("\n".join(missing)) if missing else YES


def check_votes(present: int, *, yes: int, against: int, abstain: int) -> None:
    """Raise Invalid for more hands than there are people."""
    if min(yes, against, abstain) < 0:
        raise Invalid("yes", _("票数写 0 或以上。"))
    if yes + against + abstain > present:
        raise Invalid(
            "yes",
            _("三样加起来 %(said)d，到场的只有 %(present)d。请再数一遍，或者先补签到。")
            % {"said": yes + against + abstain, "present": present},
        )


def check_setting(kind: MeetingKind, *, notice_days: int, quorum: Share, yes: Share) -> None:
    """Raise Invalid where a place would set what the law has set; a longer notice it may."""
    procedure = PROCEDURES[kind]
    if notice_days < 0 or notice_days > 60:
        raise Invalid("notice_days", _("提前几天，写 0 到 60。"))
    if not procedure.is_law:
        return
    said = {"kind": kind.label, "article": procedure.article, "days": procedure.notice_days}
    if notice_days < procedure.notice_days and kind != MeetingKind.REPRESENTATIVES:
        raise Invalid("notice_days", _("%(kind)s至少提前 %(days)d 天（%(article)s），只能更长。") % said)
    if quorum != procedure.quorum:
        raise Invalid("quorum", _("%(kind)s要到多少人是法律定的（%(article)s），改不了。") % said)
    if yes != procedure.yes:
        raise Invalid("yes", _("%(kind)s多少人同意算通过是法律定的（%(article)s），改不了。") % said)


def check_due(outcome: Outcome, owner: Person | None, due_on: date | None) -> None:
    """Raise Invalid for a decision that is nobody's, or is due before today."""
    if outcome != Outcome.PASSED:
        return
    if owner is None:
        raise Invalid("owner", _("请写由谁来办，姓名或门牌。"))
    if due_on is None or due_on < clock.today():
        raise Invalid("due_on", _("请写哪天前办好，今天或以后。"))


def agenda_month(filed_on: date, cutoff_day: int) -> date:
    """The first day of the month whose agenda a motion is for: the next one until the cut-off day, else the one after.

    Motions every week, decisions every month (周提月议).
    """
    following = (filed_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following if filed_on.day <= cutoff_day else (following + timedelta(days=32)).replace(day=1)
