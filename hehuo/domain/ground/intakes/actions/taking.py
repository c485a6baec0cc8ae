"""A looked-at file is taken in piece by piece, each in a short transaction of its own, and undone as one."""

import json

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import secrecy
from hehuo.core.db.bulk import count_again
from hehuo.core.errors import Conflict
from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.intakes import kinds, queries, rules
from hehuo.domain.ground.intakes.kinds import IntakeState, PieceState
from hehuo.domain.ground.intakes.models import Intake, IntakeRow, Paper, Piece
from hehuo.domain.ground.intakes.rosters import comparing
from hehuo.domain.ground.intakes.rosters.records import Household
from hehuo.domain.ground.intakes.rosters.taking import ORDER, apply, take_back
from hehuo.domain.ground.intakes.steps import move
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

COUNT_FROM = 4  # pieces, some 2,000 people: from here on a plan made for an empty table is too slow


@transaction.atomic
def begin_taking(*, actor: Person | None, intake: Intake) -> Intake:
    """Start taking a looked-at file in; from here on it is finished even if everything is switched off in between."""
    rules.may_take_in(actor).or_refuse()
    intake = move(intake, IntakeState.TAKING)
    journal.record(actor=actor, act="intakes.taking_begun", thing=intake, words=intake.file_name)
    if queries.pieces_left(intake) > kinds.AT_ONCE:
        jobs.enqueue("intakes.take", intake_id=str(intake.id))
    return intake


def take_roster(*, actor: Person | None, intake: Intake) -> Intake:
    """Take a whole staged roster in, now: each piece is its own transaction."""
    intake = begin_taking(actor=actor, intake=intake)
    while take_next_piece(intake=intake):
        pass
    intake.refresh_from_db()
    return intake


@transaction.atomic
def take_next_piece(*, intake: Intake) -> bool:
    """Take the next piece in; False when none is left, and the intake is then finished."""
    piece = Piece.objects.select_for_update().filter(intake=intake, state=PieceState.WAITING).order_by("order").first()
    if piece is None:
        _finish_taking(intake)
        return False
    changes = comparing.compare([Household.from_json(said) for said in piece.body])
    undo = apply(changes)
    if piece.order >= COUNT_FROM and piece.order.bit_count() == 1:  # the roll has doubled: 4, 8, 16, …
        count_again(ORDER)
    piece.undo_sealed = secrecy.seal(json.dumps(undo))
    piece.body_sealed = b""  # what is in the roll need not lie here a second time
    piece.state, piece.counts = PieceState.TAKEN, changes.counts
    piece.save(update_fields=["undo_sealed", "body_sealed", "state", "counts"])
    journal.record(actor=None, act="intakes.piece_taken", thing=intake, piece=piece.order, counts=changes.counts)
    return True


def _finish_taking(intake: Intake) -> None:
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    if intake.state != IntakeState.TAKING:
        return
    counts = {name: intake.counts.get(name, 0) for name in ("read", "refused", "repeated", "skipped")}
    for piece in Piece.objects.filter(intake=intake).only("counts", "community"):
        for name, count in piece.counts.items():
            counts[name] = counts.get(name, 0) + count
    for name in ("new", "changed", "unchanged"):
        counts.setdefault(name, 0)
    counts["unchanged"] += counts["repeated"]
    intake.counts = counts
    intake.state = IntakeState.TAKEN
    intake.save(update_fields=["counts", "state"])
    journal.record(actor=None, act="intakes.taken", thing=intake, words=intake.file_name, counts=counts)


@transaction.atomic
def drop_intake(*, actor: Person, intake: Intake) -> Intake:
    """Put a looked-at file away without taking it in."""
    rules.may_take_in(actor).or_refuse()
    intake = move(intake, IntakeState.DROPPED)
    for kept in (Piece, IntakeRow, Paper):
        kept.objects.filter(intake=intake).delete()
    journal.record(actor=actor, act="intakes.dropped", thing=intake, words=intake.file_name)
    return intake


@transaction.atomic
def begin_undoing(*, actor: Person | None, intake: Intake) -> Intake:
    """Start taking a whole file back; Conflict where how to do it was pruned by now."""
    rules.may_take_in(actor).or_refuse()
    wrote = intake.counts.get("new", 0) + intake.counts.get("changed", 0)
    if wrote and not Piece.objects.filter(intake=intake, state__in=(PieceState.TAKEN, PieceState.WAITING)).exists():
        raise Conflict(_("收进来一个多月了，不能再整份撤回。哪里不对，请在花名册上一条一条改。"))
    intake = move(intake, IntakeState.UNDOING)
    journal.record(actor=actor, act="intakes.undoing_begun", thing=intake, words=intake.file_name)
    if Piece.objects.filter(intake=intake, state=PieceState.TAKEN).count() > kinds.AT_ONCE:
        jobs.enqueue("intakes.undo", intake_id=str(intake.id))
    return intake


def undo_intake(*, actor: Person | None, intake: Intake) -> Intake:
    """Take a whole file back, now: what came of it since then stays, and is counted."""
    intake = begin_undoing(actor=actor, intake=intake)
    while undo_next_piece(intake=intake):
        pass
    intake.refresh_from_db()
    return intake


@transaction.atomic
def undo_next_piece(*, intake: Intake) -> bool:
    """Take the last piece back; False when none is left."""
    piece = Piece.objects.select_for_update().filter(intake=intake, state=PieceState.TAKEN).order_by("-order").first()
    if piece is None:
        intake = Intake.objects.select_for_update().get(pk=intake.pk)
        if intake.state == IntakeState.UNDOING:
            intake.state = IntakeState.UNDONE
            intake.save(update_fields=["state"])
            journal.record(actor=None, act="intakes.undone", thing=intake, words=intake.file_name)
        return False
    stayed = take_back(json.loads(secrecy.unseal(piece.undo_sealed)))
    piece.state, piece.undo_sealed = PieceState.UNDONE, b""
    piece.counts = {**piece.counts, "stayed": stayed}
    piece.save(update_fields=["state", "undo_sealed", "counts"])
    journal.record(actor=None, act="intakes.piece_undone", thing=intake, piece=piece.order, stayed=stayed)
    return True
