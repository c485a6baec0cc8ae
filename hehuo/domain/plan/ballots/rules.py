"""Who drafts, opens, votes, types papers, counts and publishes; and what must stand before each."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, in_person, may, may_not_be_same
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots.kinds import LAWS, NOTICE_DAYS, BallotState, Law, Roll, Secrecy, SlipState, Way
from hehuo.domain.plan.ballots.models import Ballot, Matter, Slip

MATTERS_MOST, CHOICES_MOST = 12, 300


def may_run(actor: Person | None, ballot: Ballot | None = None) -> Verdict:
    """Those who run votes, at the place of the vote."""
    return may(actor, Power.RUN_BALLOTS, ballot.place if ballot else None)


def may_change(actor: Person, ballot: Ballot) -> Verdict:
    """Only a draft is changed: what was asked for or opened stays as it was announced."""
    return all_of(
        may_run(actor, ballot),
        YES
        if ballot.state == BallotState.DRAFT
        else no(_("这次投票已经「%s」，内容不能再改。") % ballot.get_state_display()),
    )


def may_ask(actor: Person, ballot: Ballot, matters: Sequence[Matter], voters: int) -> Verdict:
    """Ready to be opened: something to decide, enough to choose from, somebody to vote, and notice long enough."""
    return all_of(
        may_change(actor, ballot),
        YES if matters else no(_("还没有要表决的事项。请先写上。")),
        *(_is_whole(matter) for matter in matters),
        YES if voters else no(_("名册上还没有人。请先选谁来投，或者上传业主清册。")),
        is_announced(ballot),
    )


def _is_whole(matter: Matter) -> Verdict:
    choices = matter.choices.count()
    if choices < 2:
        return no(_("「%s」还没有两个以上的选项。") % matter)
    if matter.way == Way.BUDGET and not matter.budget_fen:
        return no(_("「%s」还没有写一共有多少钱。") % matter)
    return YES


def is_announced(ballot: Ballot) -> Verdict:
    """Owners 15 days, residents' meetings 10 (NOTICE_DAYS); a plain consultation needs none."""
    days = NOTICE_DAYS[Roll(ballot.roll)] if any(LAWS[Law(matter.law)].quorum for matter in ballot.matters.all()) else 0
    earliest = ballot.notice_on + timedelta(days=days)
    if clock.local(ballot.closes_at).date() >= earliest:
        return YES
    return no(
        _("通知要提前 %(days)s 天：%(notice)s 通知的，最早 %(earliest)s 截止。请改日期。")
        % {"days": days, "notice": ballot.notice_on.isoformat(), "earliest": earliest.isoformat()}
    )


def may_open(actor: Person, ballot: Ballot) -> Verdict:
    """Another human than who drafted it."""
    return all_of(may(actor, Power.OPEN_BALLOTS, ballot.place), may_not_be_same(actor, ballot.drafted_by))


def is_open(ballot: Ballot) -> Verdict:
    """Between its two moments, while nobody stopped it."""
    now = clock.now()
    if ballot.state != BallotState.OPEN or now >= ballot.closes_at:
        return no(_("投票已经截止了，不再收票。"))
    if now < ballot.opens_at:
        return no(_("投票还没有开始，%s 起可以投。") % clock.local(ballot.opens_at).strftime("%Y-%m-%d %H:%M"))
    return YES


def may_vote(actor: Person, people: Sequence[Person | None]) -> Verdict:
    """One's own voice, with one's own hand: nobody votes for another except by paper or proxy (R-14, R-36)."""
    on_roll = any(person is not None and not different_humans(person, actor) for person in people)
    return all_of(in_person(), YES if on_roll else no(_("这一票不在您名下。您的票请在「投票」里找。")))


def takes_papers(ballot: Ballot) -> Verdict:
    """Papers that came in time may be typed until the count."""
    if ballot.state in (BallotState.OPEN, BallotState.CLOSED):
        return YES
    return no(_("这次投票「%s」，不能再录票。") % ballot.get_state_display())


def may_type(actor: Person, ballot: Ballot) -> Verdict:
    """Whoever runs votes types papers."""
    return all_of(may_run(actor, ballot), takes_papers(ballot))


def may_type_again(actor: Person, slip: Slip) -> Verdict:
    """The second time by another human, who has not seen the first."""
    if slip.state != SlipState.ONCE:
        return no(_("票号 %s 已经录过两遍了。") % slip.serial)
    if not different_humans(actor, slip.first_by):
        return no(_("票号 %s 的第一遍是您录的，第二遍要请另一位来录。") % slip.serial)
    return YES


def may_count(actor: Person, ballot: Ballot, open_slips: int) -> Verdict:
    """After its end, and with every paper typed twice."""
    return all_of(
        may_run(actor, ballot),
        YES
        if ballot.state == BallotState.CLOSED
        else no(_("现在是「%s」，截止以后才能计票。") % ballot.get_state_display()),
        YES if not open_slips else no(_("还有 %s 张纸票没有录完两遍，录完再计票。") % open_slips),
    )


def may_publish(actor: Person, ballot: Ballot) -> Verdict:
    """Another human than who counted."""
    return all_of(may(actor, Power.PUBLISH), may_not_be_same(actor, ballot.counted_by))


def check_ways(roll: Roll, secrecy: Secrecy, matters: Sequence[Matter]) -> None:
    """Raise Invalid where a law does not fit the roll, or an area would give a secret paper away."""
    if secrecy == Secrecy.SECRET and roll == Roll.OWNERS:
        raise Invalid("secrecy", _("业主按面积投票不能不记名：面积一对，就知道是谁家。请选「记名」。"))
    for matter in matters:
        if roll not in LAWS[Law(matter.law)].rolls:
            raise Invalid(
                "law", _("「%(law)s」不适用于%(roll)s。") % {"law": Law(matter.law).label, "roll": roll.label}
            )


def check_marks(matters: Sequence[Matter], marks: Mapping[int, Sequence[int]]) -> None:
    """Raise Invalid for what a paper by phone cannot say: a choice that is not there, or too many of them."""
    for matter in matters:
        marked, known = list(marks.get(matter.position, ())), {choice.position for choice in matter.choices.all()}
        name = f"matter_{matter.position}"
        if set(marked) - known or len(set(marked)) != len(marked):
            raise Invalid(name, _("「%s」的选项变了，请刷新页面再选。") % matter)
        if matter.way in (Way.YES_NO, Way.PICK) and len(marked) != 1:
            raise Invalid(name, _("请在「%s」里选一个。") % matter)
        if matter.way == Way.APPROVE and len(marked) > matter.most:
            raise Invalid(name, _("「%(matter)s」最多选 %(most)s 个。") % {"matter": matter, "most": matter.most})


def check_numbers(matters: Sequence[Matter], marks: Mapping[int, Sequence[int]]) -> None:
    """Raise Invalid for a number that is not on the paper; none or too many may well stand there."""
    for matter in matters:
        known = {choice.position for choice in matter.choices.all()}
        if strange := [mark for mark in marks.get(matter.position, ()) if mark not in known]:
            said = {"matter": matter, "number": str(strange[0])[:6], "most": len(known)}
            raise Invalid(
                f"matter_{matter.position}",
                _("「%(matter)s」的票上没有 %(number)s 号，只有 1 到 %(most)s。请照票再写。") % said,
            )
