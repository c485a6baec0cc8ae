"""Papers that an estate collected and wrote into a table, taken in by the same rules as those typed here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots import queries, rules
from hehuo.domain.plan.ballots.kinds import PaperState, VoidWhy
from hehuo.domain.plan.ballots.models import Ballot, Paper, Proxy, Voter
from hehuo.domain.plan.ballots.placing import place_open
from hehuo.domain.plan.ballots.queries import AtDoor
from hehuo.domain.plan.ballots.vote_tables import MandateRow, PaperRow, VoteBook


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many papers were taken in, and how many of them count, were replaced, or are void."""

    papers: int
    counts: int
    replaced: int
    void: int


@transaction.atomic
def take_in_papers(*, actor: Person, ballot: Ballot, book: VoteBook) -> TakenIn:
    """Take in every paper of a table, or none. Raises Conflict where one of them is there already, Refused, Invalid.

    A proxy needs its written mandate, and an agent carries at most so many, in the order in which papers came (R-14).
    """
    ballot = Ballot.objects.select_for_update(no_key=True).get(pk=ballot.pk)
    rules.may_type(actor, ballot).or_refuse()
    if stopping := [problem for problem in book.problems if problem.stops]:
        raise Invalid("file", stopping[0].say)
    if not book.papers:
        raise Invalid("file", _("这张表里没有票。"))
    known = queries.voters_by_door(ballot)
    rows = sorted(book.papers, key=lambda paper: (paper.at or clock.now(), paper.sheet, paper.row))
    _not_twice(ballot, rows)
    desk = _Desk(ballot, {(mandate.door, mandate.agent): mandate for mandate in book.mandates if mandate.is_there})
    made = [_take(actor, desk, row, known.get(row.door)) for row in rows]
    states = Counter(queries.papers(ballot).filter(pk__in=made).values_list("state", flat=True))
    taken = TakenIn(len(made), states[PaperState.COUNTS], states[PaperState.REPLACED], states[PaperState.VOID])
    journal.record(actor=actor, act="ballots.papers_taken_in", thing=ballot, papers=taken.papers, counts=taken.counts)
    return taken


def _not_twice(ballot: Ballot, rows: Sequence[PaperRow]) -> None:
    there = set(Paper.objects.filter(ballot=ballot).values_list("serial", "received_at", "signed"))
    again = sum((row.serial, row.at, row.signed) in there for row in rows)
    if again:
        raise Conflict(_("这张表里有 %s 张票已经录过了，没有再录。请核对是不是同一份文件。") % again)


@dataclass(slots=True)
class _Desk:
    """What is needed to judge one paper after another: the mandates, and how many each agent has carried."""

    ballot: Ballot
    mandates: Mapping[tuple[str, str], MandateRow]
    carried: Counter[str] = field(default_factory=Counter)


def _take(actor: Person, desk: _Desk, row: PaperRow, at: AtDoor | None) -> UUID:
    """One paper as it stands in the table, judged by the rules."""
    void = row.void or _void(desk, row, at)
    paper = Paper(
        ballot=desk.ballot, voter=at.voter if at else None, channel=row.channel,
        marks={str(matter): list(marks) for matter, marks in row.marks.items()},
        state=PaperState.VOID if void else PaperState.COUNTS, void_why=void or "", serial=row.serial,
        received_at=row.at, cast_by=actor, signed=row.signed, note=row.note,
    )  # fmt: skip
    if at is None:
        paper.save(force_insert=True)
        return paper.pk
    if row.agent and not void:
        _keep_mandate(actor, desk.ballot, at.voter, desk.mandates[row.door, row.agent])
    return place_open(paper, desk.ballot, at.voter).pk


def _void(desk: _Desk, row: PaperRow, at: AtDoor | None) -> VoidWhy | None:
    if row.at and row.at >= desk.ballot.closes_at:
        return VoidWhy.LATE
    if at is None or row.signed not in at.names:
        return VoidWhy.STRANGER
    if not row.agent:
        return None
    if (row.door, row.agent) not in desk.mandates:
        return VoidWhy.NO_PROXY
    if desk.carried[row.agent] >= desk.ballot.proxies_most:
        return VoidWhy.TOO_MANY
    desk.carried[row.agent] += 1
    return None


def _keep_mandate(actor: Person, ballot: Ballot, voter: Voter, mandate: MandateRow) -> None:
    Proxy.objects.get_or_create(
        ballot=ballot, voter=voter, ended_at=None,
        defaults={
            "agent_name": mandate.agent, "given_on": mandate.given_on or ballot.notice_on, "taken_by": actor,
        },
    )  # fmt: skip
