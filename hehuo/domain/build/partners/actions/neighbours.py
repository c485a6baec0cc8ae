"""A list of neighbour partners: received and read, taken in as one, undone as one; single lines put right."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import secrecy
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.partners import kinds
from hehuo.domain.build.partners.actions.partners import ensure_category
from hehuo.domain.build.partners.kinds import Party
from hehuo.domain.build.partners.models import Category
from hehuo.domain.build.partners.neighbours import comparing, reading
from hehuo.domain.build.partners.neighbours.comparing import Changes
from hehuo.domain.build.partners.neighbours.sorting import Listed, Sorted, sort_pages
from hehuo.domain.ground.intakes import rules as intake_rules
from hehuo.domain.ground.intakes.actions import mending, receiving, taking
from hehuo.domain.ground.intakes.kinds import ROW_MOVES, IntakeState, PieceState, RowState
from hehuo.domain.ground.intakes.models import Intake, IntakeRow, Piece
from hehuo.domain.ground.intakes.rosters.taking import take_back
from hehuo.domain.ground.intakes.steps import move
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

_FIELDS = tuple(one.name for one in fields(Listed))


def receive_list(*, actor: Person, file_name: str, content: bytes) -> Intake:
    """Read a list that was sent, to be looked at; nothing is changed. Raises FileFault."""
    intake_rules.may_take_in(actor).or_refuse()
    sorted_ = sort_pages(reading.read_pages(content, file_name))
    return stage_list(actor=actor, sorted_=sorted_, file_name=file_name, content=content)


@transaction.atomic
def stage_list(*, actor: Person | None, sorted_: Sorted, file_name: str, content: bytes) -> Intake:
    """Keep what was read, to be looked at and then taken in as one."""
    intake_rules.may_take_in(actor).or_refuse()
    return receiving.stage_pieces(
        actor=actor, kind=kinds.LIST, file_name=file_name, content=content, notes=sorted_.notes,
        bodies=[json.dumps([one.as_json() for one in sorted_.people], ensure_ascii=False)], counts=counts_of(sorted_),
        tray=[(line.sheet, line.number, line.written, line.problems) for line in sorted_.tray],
        problems=sorted_.problems,
    )  # fmt: skip


def counts_of(sorted_: Sorted) -> dict[str, int]:
    """What a list would do, without doing it. Rows, persons (人数) and places in teams (人次) are never mixed."""
    names = {one.kind or kinds.UNSORTED for one in sorted_.people}
    known = {category.name: category for category in Category.objects.filter(name__in=names)}
    categories = {name: known.get(name) or Category(name=name, party=Party.SINGLE) for name in names}
    changes = comparing.compare(_sorted_out(sorted_.people), categories)
    return {
        "read": sorted_.read, **changes.counts, "refused": sorted_.refused, "people": len(sorted_.people),
        "memberships": sorted_.memberships, "twice": sum(one.lines > 1 for one in sorted_.people),
    }  # fmt: skip


@transaction.atomic
def take_list(*, actor: Person | None, intake: Intake) -> Intake:
    """Take a list that was looked at in, all of it in one transaction."""
    intake_rules.may_take_in(actor).or_refuse()
    move(intake, IntakeState.TAKING)
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for piece in Piece.objects.select_for_update().filter(intake=intake, state=PieceState.WAITING).order_by("order"):
        for name, count in _take_piece(piece).counts.items():
            counts[name] += count
    intake = move(intake, IntakeState.TAKEN)
    intake.counts = {**intake.counts, **counts}
    intake.save(update_fields=["counts"])
    journal.record(actor=actor, act="partners.list_taken", thing=intake, words=intake.file_name, counts=intake.counts)
    return intake


@transaction.atomic
def undo_list(*, actor: Person, intake: Intake) -> Intake:
    """Take a whole list back: who and what came of it goes, unless something else holds on to it by now."""
    intake = taking.begin_undoing(actor=actor, intake=intake)
    stayed = 0
    for piece in Piece.objects.select_for_update().filter(intake=intake, state=PieceState.TAKEN).order_by("-order"):
        stayed += take_back(json.loads(secrecy.unseal(piece.undo_sealed)), order=comparing.ORDER)
        piece.state, piece.undo_sealed = PieceState.UNDONE, b""
        piece.save(update_fields=["state", "undo_sealed"])
    intake = move(intake, IntakeState.UNDONE)
    journal.record(actor=actor, act="partners.list_undone", thing=intake, words=intake.file_name, stayed=stayed)
    return intake


def drop_list(*, actor: Person, intake: Intake) -> Intake:
    """Put a list away without taking it in."""
    return taking.drop_intake(actor=actor, intake=intake)


def leave_line(*, actor: Person, row: IntakeRow) -> IntakeRow:
    """Say that a line was looked at and is not to be taken in."""
    return mending.leave_row(actor=actor, row=row)


@transaction.atomic
def mend_line(*, actor: Person, row: IntakeRow, data: Mapping[str, str]) -> IntakeRow:
    """Take in a line as a person has put it right. Raises Invalid with the column that still cannot be read."""
    intake_rules.may_take_in(actor).or_refuse()
    row = IntakeRow.objects.select_for_update().get(pk=row.pk)
    ROW_MOVES.check(RowState(row.state), RowState.MENDED)
    intake = Intake.objects.select_for_update().get(pk=row.intake_id)
    if intake.state not in (IntakeState.LOOKING, IntakeState.TAKEN):
        raise Conflict(_("这份名单已经撤回，不能再改里面的行。"))
    line = reading.read_line(row.sheet, row.number, data)
    if line.problems:
        column = next((name for name, label in reading.LABELS.items() if str(label) == line.problems[0].column), "name")
        raise Invalid(column, line.problems[0].say)
    body = json.dumps([Listed.of(line).as_json()], ensure_ascii=False)
    piece = receiving.add_piece(intake=intake, body=body)
    if intake.state == IntakeState.TAKEN:
        _take_piece(piece)
    row.data, row.state = dict(data), RowState.MENDED
    row.save(update_fields=["data_sealed", "state"])
    journal.record(actor=actor, act="intakes.row_mended", thing=row, sheet=row.sheet, row=row.number)
    return row


def _take_piece(piece: Piece) -> Changes:
    listed = _sorted_out([Listed(**{name: said[name] for name in _FIELDS}) for said in piece.body])
    categories = {
        name: ensure_category(name=name, party=Party.SINGLE) for name in dict.fromkeys(one.kind for one in listed)
    }
    changes = comparing.compare(listed, categories)
    undo: dict[str, Any] = comparing.apply(changes)
    piece.undo_sealed, piece.body_sealed = secrecy.seal(json.dumps(undo)), b""
    piece.state, piece.counts = PieceState.TAKEN, changes.counts
    piece.save(update_fields=["undo_sealed", "body_sealed", "state", "counts"])
    return changes


def _sorted_out(listed: list[Listed]) -> list[Listed]:
    """Who has no kind stands under the one for such."""
    for one in listed:
        one.kind = one.kind or kinds.UNSORTED
    return listed
