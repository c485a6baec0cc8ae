"""Which of a voice's papers counts, by the rule that stood before the ballot opened; a later way in never doubles."""

import hashlib
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots.kinds import BallotState, Channel, Counts, PaperState, VoidWhy
from hehuo.domain.plan.ballots.models import Ballot, Paper, Receipt, Voter

CODE_LENGTH = 10
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that a hand writes like another


def place_open(paper: Paper, ballot: Ballot, voter: Voter) -> Paper:
    """Put an open paper beside those of its voice: one counts, the others are kept as replaced. Void ones stay void.

    The voter's row is locked, so that two of one voice follow one another.
    """
    voter = Voter.objects.select_for_update(no_key=True).get(pk=voter.pk)
    if paper.state == PaperState.VOID:
        paper.save(force_insert=True)
        return paper
    rivals = list(Paper.objects.filter(ballot=ballot, voter=voter).exclude(state=PaperState.VOID))
    good = sorted([*rivals, paper], key=lambda each: (each.received_at, each is paper))
    counts = good[0] if ballot.counts == Counts.FIRST else good[-1]
    for rival in rivals:  # losers first: at no moment do two count
        if rival is not counts and rival.state == PaperState.COUNTS:
            rival.state = PaperState.REPLACED
            rival.save(update_fields=["state"])
    paper.state = PaperState.COUNTS if counts is paper else PaperState.REPLACED
    paper.save(force_insert=True)
    if counts is not paper and counts.state != PaperState.COUNTS:
        counts.state = PaperState.COUNTS
        counts.save(update_fields=["state"])
    _mark(voter, Channel(counts.channel))
    return paper


def void_open(paper: Paper, ballot: Ballot, voter: Voter, why: VoidWhy) -> Paper:
    """Take the worth from an open paper; the voice's next good one counts in its place, or it has not voted."""
    voter = Voter.objects.select_for_update(no_key=True).get(pk=voter.pk)
    paper.state, paper.void_why = PaperState.VOID, why
    paper.save(update_fields=["state", "void_why"])
    rivals = Paper.objects.filter(ballot=ballot, voter=voter).exclude(state=PaperState.VOID).order_by("received_at")
    following = rivals.first() if ballot.counts == Counts.FIRST else rivals.last()
    if following:
        following.state = PaperState.COUNTS
        following.save(update_fields=["state"])
    _mark(voter, Channel(following.channel) if following else None)
    return paper


def mark_secret(voter: Voter, channel: Channel) -> Voter:
    """Mark the roll for a secret paper, once. Raises Conflict the second time."""
    voter = Voter.objects.select_for_update(no_key=True).get(pk=voter.pk)
    if voter.channel:
        raise Conflict(_("「%s」已经投过了。不记名的票投了就定了，不能再投。") % voter.label)
    _mark(voter, channel)
    return voter


def secret_paper(ballot: Ballot, marks: dict[str, list[int]], channel: Channel) -> Paper:
    """A paper that nothing joins to a voice: a random id, no time, no hand."""
    paper = Paper(id=ids.secret_id(), ballot=ballot, marks=marks, channel=channel)
    paper.save(force_insert=True)
    return paper


def _mark(voter: Voter, channel: Channel | None) -> None:
    voter.channel = channel or ""
    voter.save(update_fields=["channel"])


def must_be_open(ballot: Ballot) -> None:
    """Raise Refused unless the ballot takes papers at this moment; asked after the paper is written.

    Its row is held by the paper's own link to it, and who closes the ballot waits for that: nothing slips in behind.
    """
    now = clock.now()
    if not Ballot.objects.filter(pk=ballot.pk, state=BallotState.OPEN, opens_at__lte=now, closes_at__gt=now).exists():
        raise Refused(_("投票已经截止了，不再收票。"))


def give_receipt(ballot: Ballot, key: UUID) -> str:
    """The code that a voter keeps; here only its digest is kept. The same form sent twice gives the same code."""
    code = receipt_of(key)
    Receipt.objects.get_or_create(ballot=ballot, digest=digest_of(ballot, code), defaults={"id": ids.secret_id()})
    return code


def receipt_of(key: UUID) -> str:
    """A form's key as a code for people: `K7MQ2-XW9PA`. Nobody who knows the code learns the key."""
    number = int.from_bytes(hashlib.sha256(b"receipt" + key.bytes).digest())
    letters = []
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return f"{''.join(letters[:5])}-{''.join(letters[5:])}"


def digest_of(ballot: Ballot, code: str) -> str:
    """What is published of a code: SHA-256 of the ballot's number, a colon and the code."""
    plain = code.upper().replace(" ", "")
    return hashlib.sha256(f"{ballot.number}:{plain}".encode()).hexdigest()


def told(actor: Person | None, act: str, paper: Paper) -> None:
    """The journal's line of an open paper."""
    journal.record(actor=actor, act=act, thing=paper, channel=paper.channel, state=paper.state, serial=paper.serial)
