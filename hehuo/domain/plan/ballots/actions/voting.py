"""A voice is cast by phone: with one's own hand, once, or again until the end where the ballot says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots import queries, rules
from hehuo.domain.plan.ballots.kinds import Channel, Counts, PaperState
from hehuo.domain.plan.ballots.models import Ballot, Paper, Receipt, Voter
from hehuo.domain.plan.ballots.placing import (
    digest_of,
    give_receipt,
    mark_secret,
    must_be_open,
    place_open,
    receipt_of,
    secret_paper,
    told,
)


@dataclass(frozen=True, slots=True)
class Cast:
    """A voice that was cast: the receipt, and the paper where it is an open one."""

    receipt: str
    paper: Paper | None


@transaction.atomic
def vote(*, actor: Person, voter: Voter, marks: Mapping[int, Sequence[int]], key: UUID) -> Cast:
    """Cast a voice by phone; `marks` by the position of the matter. The same `key` twice is one vote.

    Raises Refused for another's voice or outside the time, Invalid for marks that are not on the paper, Conflict for a
    second secret paper.
    """
    ballot = queries.ballots().get(pk=voter.ballot_id)
    rules.may_vote(actor, queries.people_of(voter)).or_refuse()
    if Receipt.objects.filter(ballot=ballot, digest=digest_of(ballot, receipt_of(key))).exists():
        return Cast(receipt_of(key), queries.paper_of(voter))
    rules.is_open(ballot).or_refuse()
    matters = queries.matters_of(ballot)
    rules.check_marks(matters, marks)
    said = {str(matter.position): [int(mark) for mark in marks.get(matter.position, ())] for matter in matters}
    cast = _secret(actor, ballot, voter, said, key) if ballot.is_secret else _open(actor, ballot, voter, said, key)
    must_be_open(ballot)
    return cast


def _secret(actor: Person, ballot: Ballot, voter: Voter, marks: dict[str, list[int]], key: UUID) -> Cast:
    mark_secret(voter, Channel.PHONE)
    secret_paper(ballot, marks, Channel.PHONE)
    journal.record(actor=actor, act="ballots.roll_marked", thing=voter, channel=Channel.PHONE.value)
    return Cast(give_receipt(ballot, key), None)


def _open(actor: Person, ballot: Ballot, voter: Voter, marks: dict[str, list[int]], key: UUID) -> Cast:
    paper = Paper(
        id=ids.uuid7(), ballot=ballot, voter=voter, marks=marks, channel=Channel.PHONE, received_at=clock.now(),
        cast_by=actor, signed=actor.name,
    )  # fmt: skip
    place_open(paper, ballot, voter)
    if paper.state == PaperState.REPLACED and ballot.counts == Counts.FIRST:
        raise Refused(_("「%s」的票已经收到了，先收到的算数，不能再投。") % voter.label)
    told(actor, "ballots.voted", paper)
    return Cast(give_receipt(ballot, key), paper)


@transaction.atomic
def dispute_paper(*, actor: Person, paper: Paper, why: str) -> Paper:
    """Say that a paper typed for one's own voice is not what one voted; those who run the ballot look again."""
    paper = Paper.objects.select_related("ballot", "voter").get(pk=paper.pk)
    if paper.voter is None:
        raise Refused(_("不记名的票不能这样核对。"))
    rules.may_vote(actor, queries.people_of(paper.voter)).or_refuse()
    rules.takes_papers(paper.ballot).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写哪里不对。"))
    journal.record(actor=actor, act="ballots.paper_disputed", thing=paper, words=why.strip()[:200])
    duties.assign(
        about=paper, act="look_at_paper",
        title=sentence("核对一张票：%(what)s", what=f"{paper.ballot.title} {paper.serial}".strip()), verb="mou",
        due_at=paper.ballot.closes_at, power=Power.RUN_BALLOTS,
    )  # fmt: skip
    return paper
