"""The way of paper: handed over, signed for, brought back, typed by two who do not see each other's work."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots import queries, rules
from hehuo.domain.plan.ballots.kinds import Channel, PaperState, SlipState, VoidWhy, Way
from hehuo.domain.plan.ballots.models import Ballot, Paper, Proxy, Slip, Voter
from hehuo.domain.plan.ballots.placing import mark_secret, place_open, secret_paper, told, void_open

Typed = dict[str, Any]


@transaction.atomic
def deliver(*, actor: Person, voter: Voter, on: date) -> Voter:
    """Note that a paper was handed over against a signature (R-13)."""
    ballot = _held(voter.ballot)
    rules.may_type(actor, ballot).or_refuse()
    if on > clock.today() or on < ballot.notice_on:
        raise Invalid("on", _("送票要在通知以后、今天以前。"))
    voter.delivered_on = on
    voter.save(update_fields=["delivered_on"])
    journal.record(actor=actor, act="ballots.paper_delivered", thing=voter, on=on.isoformat())
    return voter


@transaction.atomic
def mark_roll(*, actor: Person, voter: Voter, channel: Channel) -> Voter:
    """A secret paper went into the box: the roll is marked, by hand, where the voter signed."""
    ballot = _held(voter.ballot)
    rules.may_type(actor, ballot).or_refuse()
    if not ballot.is_secret or channel == Channel.PHONE:
        raise Refused(_("记名的票直接录票，不用另外勾名册。"))
    voter = mark_secret(voter, channel)
    journal.record(actor=actor, act="ballots.roll_marked", thing=voter, channel=channel.value)
    return voter


@dataclass(frozen=True, slots=True)
class Reading:
    """What one hand reads off a paper; `marks` by the position of the matter."""

    marks: Mapping[int, Sequence[int]]
    voter: Voter | None = None
    channel: Channel = Channel.PAPER
    received_at: datetime | None = None
    void: VoidWhy | None = None
    signed: str = ""


@transaction.atomic
def type_slip(*, actor: Person, ballot: Ballot, serial: str, reading: Reading) -> Slip:
    """Type a paper for the first time, or, by another hand, for the second: equal, it counts by the ballot's rule.

    Raises Conflict for a serial that is done, Refused for the same hand twice, Invalid for what is not on the paper.
    """
    ballot = _held(ballot)
    rules.may_type(actor, ballot).or_refuse()
    typed = _typed(ballot, reading)
    slip = Slip.objects.select_for_update().filter(ballot=ballot, serial=serial.strip()).first()
    if slip is not None:
        return _type_again(actor, slip, typed)
    if not serial.strip():
        raise Invalid("serial", _("请写票号，票上印着的。"))
    slip = Slip.objects.create(
        ballot=ballot, serial=serial.strip()[:20], voter_id=typed["voter"] or None, channel=reading.channel,
        first=typed, first_by=actor,
    )  # fmt: skip
    journal.record(actor=actor, act="ballots.slip_typed", thing=slip, serial=slip.serial)
    return slip


def _type_again(actor: Person, slip: Slip, typed: Typed) -> Slip:
    """The second hand; where the two differ, the slip waits for a look at the paper itself."""
    rules.may_type_again(actor, slip).or_refuse()
    slip.second, slip.second_by = typed, actor
    slip.state = SlipState.DONE if typed == slip.first else SlipState.DIFFERS
    if slip.state == SlipState.DONE:
        slip.paper = _paper(slip, typed)
    slip.save()
    journal.record(actor=actor, act="ballots.slip_typed_again", thing=slip, serial=slip.serial, state=slip.state)
    return slip


@transaction.atomic
def settle_slip(*, actor: Person, slip: Slip, take_first: bool) -> Slip:
    """Two hands differ: with the paper on the table somebody says which one is right."""
    slip = (
        Slip.objects.select_for_update(of=("self",)).select_related("ballot", "first_by", "second_by").get(pk=slip.pk)
    )
    rules.may_type(actor, _held(slip.ballot)).or_refuse()
    if slip.state != SlipState.DIFFERS:
        raise Conflict(_("票号 %s 不用再核对了。") % slip.serial)
    slip.state, slip.settled_by = SlipState.DONE, actor
    slip.paper = _paper(slip, slip.first if take_first else slip.second or slip.first)
    slip.save()
    journal.record(actor=actor, act="ballots.slip_settled", thing=slip, serial=slip.serial, first=take_first)
    return slip


def _typed(ballot: Ballot, reading: Reading) -> Typed:
    """What one hand read, in a form in which two can be compared."""
    if not ballot.is_secret:
        _check_open(ballot, reading)
    at, void = reading.received_at, reading.void
    if at and at >= ballot.closes_at:
        void = VoidWhy.LATE
    is_named = not ballot.is_secret
    matters = queries.matters_of(ballot)
    rules.check_numbers(matters, reading.marks)
    ranked = {matter.position for matter in matters if matter.way == Way.RANK}
    return {
        "voter": reading.voter.pk.hex if is_named and reading.voter else "",
        "marks": {str(position): _marked(ranked, position, said) for position, said in sorted(reading.marks.items())},
        "channel": reading.channel.value,
        "received_at": at.isoformat() if is_named and at else "",
        "void": void.value if void else "",
        "signed": reading.signed.strip()[:40] if is_named else "",
    }


def _marked(ranked: Collection[int], position: int, said: Sequence[int]) -> list[int]:
    """Each mark once: of a ranking in the order given, else by number, so that two hands compare alike."""
    marks = list(dict.fromkeys(int(mark) for mark in said))
    return marks if position in ranked else sorted(marks)


def _check_open(ballot: Ballot, reading: Reading) -> None:
    """An open paper says whose it is and when it came."""
    if reading.voter is None and reading.void != VoidWhy.STRANGER:
        raise Invalid("voter", _("请写是哪一户的票。名册上没有的，选废票「不在名册上」。"))
    if reading.voter is not None and reading.voter.ballot_id != ballot.pk:
        raise Missing(_("这次投票的名册上没有这一户。"))
    if reading.received_at is None:
        raise Invalid("received_at", _("请写收到票的时间。"))
    if reading.received_at > clock.now():
        raise Invalid("received_at", _("收到票的时间还没有到，请核对。"))


def _paper(slip: Slip, typed: Typed) -> Paper:
    """The paper of a slip on which two agree."""
    ballot = slip.ballot
    void = VoidWhy(typed["void"]) if typed["void"] else None
    if ballot.is_secret:
        return _box_paper(slip, typed, void)
    paper = Paper(
        ballot=ballot, voter_id=typed["voter"] or None, marks=typed["marks"], channel=typed["channel"],
        state=PaperState.VOID if void else PaperState.COUNTS, void_why=void or "", serial=slip.serial,
        received_at=datetime.fromisoformat(typed["received_at"]), cast_by=slip.first_by, typed_by=slip.second_by,
        signed=typed["signed"],
    )  # fmt: skip
    if typed["voter"]:
        place_open(paper, ballot, queries.voters(ballot).get(pk=typed["voter"]))
    else:
        paper.save(force_insert=True)
    told(slip.second_by, "ballots.paper_counted", paper)
    return paper


def _box_paper(slip: Slip, typed: Typed, void: VoidWhy | None) -> Paper:
    """A paper out of the box: never more of them than marks on the roll."""
    ballot = slip.ballot
    marked = queries.voters(ballot).exclude(channel__in=["", Channel.PHONE]).count()
    if Paper.objects.filter(ballot=ballot).exclude(channel=Channel.PHONE).count() >= marked:
        raise Refused(_("名册上勾了 %s 位投纸票的，票比人多了。请先核对名册。") % marked)
    paper = secret_paper(ballot, typed["marks"], Channel(typed["channel"]))
    if void:
        paper.state, paper.void_why = PaperState.VOID, void
        paper.save(update_fields=["state", "void_why"])
    return paper


@transaction.atomic
def look_at_paper(*, actor: Person, paper: Paper, void: VoidWhy | None) -> Paper:
    """A disputed paper beside its original: it stands, or is void with a reason and may be typed anew by two.

    Raises Refused for a vote by phone or a secret paper, and once the ballot is counted.
    """
    ballot = _held(paper.ballot)
    paper = (
        Paper.objects.select_for_update(of=("self",)).select_related("voter", "cast_by", "typed_by").get(pk=paper.pk)
    )
    rules.may_type(actor, ballot).or_refuse()
    if paper.voter is None or paper.channel == Channel.PHONE:
        raise Refused(_("这张票不是录进来的，不能这样改。"))
    if void:
        void_open(paper, ballot, paper.voter, void)
    duties.done(about=paper, act="look_at_paper", actor=actor)
    journal.record(actor=actor, act="ballots.paper_looked_at", thing=paper, void=void.value if void else "")
    return paper


@transaction.atomic
def take_proxy(
    *,
    actor: Person,
    voter: Voter,
    agent_name: str,
    given_on: date,
    agent: Person | None = None,
    form: File | None = None,
) -> Proxy:
    """Take a written mandate for this ballot (R-14). Raises Refused for too many on an agent, Conflict for a second."""
    ballot = _held(voter.ballot)
    rules.may_type(actor, ballot).or_refuse()
    if not agent_name.strip():
        raise Invalid("agent_name", _("请写委托给谁。"))
    if given_on > clock.today():
        raise Invalid("given_on", _("委托书的日期还没有到。"))
    if Proxy.objects.filter(ballot=ballot, voter=voter, ended_at=None).exists():
        raise Conflict(_("「%s」已经有一份委托书了。要换人，请先收回那一份。") % voter.label)
    if queries.proxies_carried(ballot, agent_name.strip()) >= ballot.proxies_most:
        raise Refused(
            _("%(agent)s已经代了 %(most)s 户，一个人最多代 %(most)s 户。请另找一位。")
            % {"agent": agent_name.strip(), "most": ballot.proxies_most}
        )
    proxy = Proxy.objects.create(
        ballot=ballot, voter=voter, agent_name=agent_name.strip()[:40], agent=agent, given_on=given_on, form=form,
        taken_by=actor,
    )  # fmt: skip
    journal.record(actor=actor, act="ballots.proxy_taken", thing=proxy, words=proxy.agent_name)
    return proxy


@transaction.atomic
def withdraw_proxy(*, actor: Person, proxy: Proxy) -> Proxy:
    """The voter takes the mandate back, as long as it was not used."""
    proxy = Proxy.objects.select_for_update(of=("self",)).select_related("ballot", "voter").get(pk=proxy.pk)
    rules.may_type(actor, _held(proxy.ballot)).or_refuse()
    if Paper.objects.filter(voter=proxy.voter, channel=Channel.PROXY, state=PaperState.COUNTS).exists():
        raise Refused(_("这份委托已经用过了，票在数里。要改的话，请本人另投一张。"))
    proxy.ended_at = clock.now()
    proxy.save(update_fields=["ended_at"])
    journal.record(actor=actor, act="ballots.proxy_withdrawn", thing=proxy)
    return proxy


def _held(ballot: Ballot) -> Ballot:
    """The ballot as it stands now, held until the transaction ends: nobody counts it meanwhile."""
    return Ballot.objects.select_for_update(no_key=True, of=("self",)).select_related("place").get(pk=ballot.pk)
