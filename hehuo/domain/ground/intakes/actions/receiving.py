"""A file is received and read: kept in pieces with the rows that need a person; nothing of the roll changes yet."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import secrecy
from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.intakes import kinds, queries, rules
from hehuo.domain.ground.intakes.kinds import FileFault, IntakeState, Outcome, Problem, RowState
from hehuo.domain.ground.intakes.models import ColumnMemory, Intake, IntakeRow, Paper, Piece
from hehuo.domain.ground.intakes.rosters import comparing
from hehuo.domain.ground.intakes.rosters.planning import Plan, TrayRow, plan_roster
from hehuo.domain.ground.intakes.rosters.records import Household
from hehuo.domain.ground.intakes.steps import move
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

_TRAY_ROWS = 500


@transaction.atomic
def stage_roster(
    *, actor: Person | None, plan: Plan, file_name: str, content: bytes, expected: dict[str, int] | None = None
) -> Intake:
    """Keep what was read, to be looked at and then taken in. Nothing of the roll is changed yet.

    `expected` are the counts of `counts_of`, for the look before.
    """
    rules.may_take_in(actor).or_refuse()
    intake = _new_intake(actor, file_name, content, IntakeState.LOOKING)
    return _stage(intake, plan, expected or {})


def receive_roster(*, actor: Person, file_name: str, content: bytes) -> Intake:
    """Read a roster that was sent: a small one now, a large one by the worker. Raises FileFault where it is small."""
    rules.may_take_in(actor).or_refuse()
    if len(content) > kinds.READ_AT_ONCE:
        return _leave_to_worker(actor, file_name, content)
    plan = _plan(content, file_name)
    return stage_roster(actor=actor, plan=plan, file_name=file_name, content=content, expected=counts_of(plan=plan))


@transaction.atomic
def _leave_to_worker(actor: Person, file_name: str, content: bytes) -> Intake:
    intake = _new_intake(actor, file_name, content, IntakeState.READING)
    Paper.objects.create(intake=intake, content_sealed=secrecy.seal_bytes(content))
    journal.record(actor=actor, act="intakes.received", thing=intake, kind=intake.kind, words=file_name)
    jobs.enqueue("intakes.read", intake_id=str(intake.id))
    return intake


def read_received(*, intake: Intake) -> Intake:
    """Read a file that was left to the worker; a fault of the file ends it, with the reason. Reading again is harmless.

    The reading itself holds no transaction: the pages go on meanwhile, and see how far it has come.
    """
    if intake.state != IntakeState.READING:
        return intake
    paper = Paper.objects.filter(intake=intake).first()
    if paper is None:  # the office was restored or moved in between: papers half read do not travel
        return _end_reading(intake, FileFault("file_gone", _("这份文件没有读完就换了机器，请再传一次。")))
    try:
        plan = _plan(secrecy.unseal_bytes(paper.content_sealed), intake.file_name, paper)
        expected = counts_of(plan=plan)
    except FileFault as fault:
        return _end_reading(intake, fault)
    with transaction.atomic():
        intake = move(intake, IntakeState.LOOKING)
        paper.delete()
        return _stage(intake, plan, expected)


@transaction.atomic
def _end_reading(intake: Intake, fault: FileFault) -> Intake:
    intake = move(intake, IntakeState.UNREADABLE)
    intake.notes = [fault.say]
    intake.save(update_fields=["notes"])
    Paper.objects.filter(intake=intake).delete()
    journal.record(actor=None, act="intakes.unreadable", thing=intake, fault=fault.code)
    return intake


def _plan(content: bytes, file_name: str, paper: Paper | None = None) -> Plan:
    return plan_roster(
        content, file_name, known=queries.known_places(), remembered=queries.remembered_columns("roster"),
        tell=lambda rows: _tell_progress(paper, rows),
    )  # fmt: skip


def _tell_progress(paper: Paper | None, rows: int) -> None:
    if paper:
        Paper.objects.filter(pk=paper.pk).update(rows_read=rows)


def _new_intake(actor: Person | None, file_name: str, content: bytes, state: IntakeState) -> Intake:
    return Intake.objects.create(
        kind="roster", file_name=file_name[:200], file_hash=hashlib.sha256(content).hexdigest(), by=actor, state=state
    )


def _stage(intake: Intake, plan: Plan, expected: dict[str, int]) -> Intake:
    """What was read of a file: its pieces, the rows that need a person, and the counts. Inside a transaction."""
    intake.notes, intake.columns = plan.notes, plan.columns
    intake.counts = {
        **expected, "read": plan.read, "refused": plan.refused, "repeated": plan.repeated, "skipped": plan.skipped,
    }  # fmt: skip
    intake.save(update_fields=["notes", "columns", "counts"])
    for order, body in enumerate(plan.pieces(), 1):
        Piece.objects.create(intake=intake, order=order, body_sealed=secrecy.seal(body))
    _keep_tray(intake=intake, tray=plan.tray, problems=plan.problems)
    journal.record(
        actor=intake.by, act="intakes.staged", thing=intake, kind=intake.kind, words=intake.file_name,
        counts=intake.counts,
    )  # fmt: skip
    return intake


def _keep_tray(*, intake: Intake, tray: list[TrayRow], problems: list[Problem]) -> None:
    """Keep the rows that need a person; problems of no single row (totals) become notes. Inside a transaction."""
    rows = []
    for found in tray:
        row = IntakeRow(intake=intake, sheet=found.sheet[:60], number=found.number)
        row.data = found.data
        row.problems = [{"code": one.code, "column": one.column, "say": one.say} for one in found.problems]
        row.state = RowState.TRAY if found.stops else RowState.PART
        rows.append(row)
    IntakeRow.objects.bulk_create(rows, batch_size=_TRAY_ROWS)
    if problems:
        intake.notes = intake.notes + [f"「{one.sheet}」第 {one.row} 行：{one.say}" for one in problems]
        intake.save(update_fields=["notes"])


def counts_of(*, plan: Plan) -> dict[str, int]:
    """What a plan would do, without doing it: for a look before, and for a dry run."""
    counts: dict[str, Any] = {"new": 0, "changed": 0, "unchanged": plan.repeated}
    for body in plan.pieces():
        changes = comparing.compare([Household.from_json(said) for said in json.loads(body)])
        for name, count in changes.counts.items():
            counts[name] = counts.get(name, 0) + count
    return {"read": plan.read, **counts, "refused": plan.refused, "repeated": plan.repeated, "skipped": plan.skipped}


@transaction.atomic
def remember_columns(*, actor: Person, kind: str, digest: str, columns: dict[str, int]) -> ColumnMemory:
    """Remember which column is which, for every later file with the same header."""
    rules.may_take_in(actor).or_refuse()
    memory, _made = ColumnMemory.objects.update_or_create(kind=kind, header_hash=digest, defaults={"columns": columns})
    journal.record(actor=actor, act="intakes.columns_remembered", thing=memory, kind=kind, columns=columns)
    return memory


@transaction.atomic
def keep_outcome(
    *,
    actor: Person | None,
    kind: str,
    file_name: str,
    content: bytes,
    outcome: Outcome,
    tray: Sequence[tuple[str, int, dict[str, str], list[Problem]]],
) -> Intake:
    """Keep what came of a file that another room has taken in: its counts, and the rows that need a person.

    Each row of `tray` is its sheet, its number, what was written, and its problems.
    """
    intake = Intake.objects.create(
        kind=kind, file_name=file_name[:200], file_hash=hashlib.sha256(content).hexdigest(), by=actor,
        counts=outcome.counts, state=IntakeState.TAKEN,
    )  # fmt: skip
    _keep_tray(intake=intake, tray=[TrayRow(*row) for row in tray], problems=[])
    journal.record(actor=actor, act="intakes.taken", thing=intake, kind=kind, words=file_name, counts=outcome.counts)
    return intake


@transaction.atomic
def stage_pieces(
    *,
    actor: Person | None,
    kind: str,
    file_name: str,
    content: bytes,
    bodies: Sequence[str],
    counts: dict[str, int],
    notes: Sequence[str],
    tray: Sequence[tuple[str, int, dict[str, str], list[Problem]]],
    problems: list[Problem],
) -> Intake:
    """Keep what another room has read of a file, to be looked at: that room takes its pieces in, and back.

    Each row of `tray` is its sheet, its number, what was written, and its problems; `problems` belong to no row.
    """
    intake = Intake.objects.create(
        kind=kind, file_name=file_name[:200], file_hash=hashlib.sha256(content).hexdigest(), by=actor, counts=counts,
        notes=list(notes), state=IntakeState.LOOKING,
    )  # fmt: skip
    for body in bodies:
        add_piece(intake=intake, body=body)
    _keep_tray(intake=intake, tray=[TrayRow(*row) for row in tray], problems=problems)
    journal.record(actor=actor, act="intakes.staged", thing=intake, kind=kind, words=file_name, counts=counts)
    return intake


def add_piece(*, intake: Intake, body: str) -> Piece:
    """One more piece of an intake, to be taken in by whoever reads such bodies. Inside a transaction."""
    last = Piece.objects.filter(intake=intake).order_by("-order").values_list("order", flat=True).first() or 0
    return Piece.objects.create(intake=intake, order=last + 1, body_sealed=secrecy.seal(body))
