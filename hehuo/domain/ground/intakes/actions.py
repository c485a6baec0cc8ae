"""Taking papers in: staged first, then piece by piece, each in a short transaction of its own; undone as one."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import secrecy
from hehuo.core.db.bulk import count_again
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.intakes import queries, rules
from hehuo.domain.ground.intakes.kinds import (
    INTAKE_MOVES,
    ROW_MOVES,
    FileFault,
    IntakeState,
    Outcome,
    PieceState,
    Problem,
    RowState,
)
from hehuo.domain.ground.intakes.models import ColumnMemory, Intake, IntakeRow, Paper, Piece
from hehuo.domain.ground.intakes.rosters import comparing, problem_lists, taking, writing
from hehuo.domain.ground.intakes.rosters.columns import LABELS, Shape, shape_of
from hehuo.domain.ground.intakes.rosters.planning import Plan, TrayRow, plan_roster
from hehuo.domain.ground.intakes.rosters.reading import Reading, read_row
from hehuo.domain.ground.intakes.rosters.records import Household
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

AT_ONCE = 12  # pieces taken in while the person waits; more are the worker's
READ_AT_ONCE = 300_000  # bytes read while the person waits: some 3,000 rows, two seconds
COUNT_FROM = 4  # pieces, some 2,000 people: from here on a plan made for an empty table is too slow
_TRAY_ROWS = 500
MINIMUM_WHY = 2  # letters


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
    if len(content) > READ_AT_ONCE:
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
        intake = _move(intake, IntakeState.LOOKING)
        paper.delete()
        return _stage(intake, plan, expected)


@transaction.atomic
def _end_reading(intake: Intake, fault: FileFault) -> Intake:
    intake = _move(intake, IntakeState.UNREADABLE)
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


@transaction.atomic
def begin_taking(*, actor: Person | None, intake: Intake) -> Intake:
    """Start taking a looked-at file in; from here on it is finished even if everything is switched off in between."""
    rules.may_take_in(actor).or_refuse()
    intake = _move(intake, IntakeState.TAKING)
    journal.record(actor=actor, act="intakes.taking_begun", thing=intake, words=intake.file_name)
    if queries.pieces_left(intake) > AT_ONCE:
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
    undo = taking.apply(changes)
    if piece.order >= COUNT_FROM and piece.order.bit_count() == 1:  # the roll has doubled: 4, 8, 16, …
        count_again(taking.ORDER)
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
    intake = _move(intake, IntakeState.DROPPED)
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
    intake = _move(intake, IntakeState.UNDOING)
    journal.record(actor=actor, act="intakes.undoing_begun", thing=intake, words=intake.file_name)
    if Piece.objects.filter(intake=intake, state=PieceState.TAKEN).count() > AT_ONCE:
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
    stayed = taking.take_back(json.loads(secrecy.unseal(piece.undo_sealed)))
    piece.state, piece.undo_sealed = PieceState.UNDONE, b""
    piece.counts = {**piece.counts, "stayed": stayed}
    piece.save(update_fields=["state", "undo_sealed", "counts"])
    journal.record(actor=None, act="intakes.piece_undone", thing=intake, piece=piece.order, stayed=stayed)
    return True


@transaction.atomic
def mend_row(*, actor: Person, row: IntakeRow, data: Mapping[str, str]) -> IntakeRow:
    """Take in a row as a person has put it right. Raises Invalid with the column that still cannot be read."""
    rules.may_take_in(actor).or_refuse()
    row = IntakeRow.objects.select_for_update().get(pk=row.pk)
    ROW_MOVES.check(RowState(row.state), RowState.MENDED)
    intake = Intake.objects.select_for_update().get(pk=row.intake_id)
    if intake.state not in (IntakeState.LOOKING, IntakeState.TAKING, IntakeState.TAKEN):
        raise Conflict(_("这份名册已经撤回，不能再改里面的行。"))
    reading = _read_again(intake, row, data)
    _add_piece(intake, _household_of(reading, was_unknown=_had(row, "room_missing")))
    row.data, row.state = dict(data), RowState.MENDED
    row.save(update_fields=["data_sealed", "state"])
    if intake.state == IntakeState.TAKEN:
        take_next_piece(intake=intake)
    journal.record(actor=actor, act="intakes.row_mended", thing=row, sheet=row.sheet, row=row.number)
    return row


def _read_again(intake: Intake, row: IntakeRow, data: Mapping[str, str]) -> Reading:
    """The mended row read by the same rules, against the homes that are known by now."""
    shape = shape_of(data.keys())
    known = queries.known_places()
    estate = (
        data.get("estate") or (known.estates[0] if len(known.estates) == 1 else "") or _estate_of(intake, row.sheet)
    )
    reading = read_row(row.sheet, row.number, data, shape=shape or Shape.PEOPLE, estate=estate)
    address = reading.address
    listed = known.listed.get(address.estate) if address else None
    if address and shape is Shape.PEOPLE and listed and address.path not in listed and not _had(row, "room_missing"):
        raise Invalid("room", _("%(estate)s没有 %(home)s 这套房，请核对门牌。") % {
            "estate": address.estate, "home": address.short,
        })  # fmt: skip
    if address and shape is Shape.HOMES and listed and address.path in listed and _had(row, "room_missing"):
        raise Invalid("room", _("%s 已经登记过，不是这一套。请核对房号。") % address.short)
    if reading.problems:
        first = reading.problems[0]
        column = next((name for name, label in LABELS.items() if label == first.column), "name")
        raise Invalid(column, first.say)
    return reading


def _estate_of(intake: Intake, sheet: str) -> str:
    """The estate that the sheet's other rows were read into."""
    return str(intake.columns.get(sheet, {}).get("estate", ""))


def _had(row: IntakeRow, code: str) -> bool:
    return any(problem["code"] == code for problem in row.problems)


def _household_of(reading: Reading, *, was_unknown: bool) -> Household:
    address = reading.address
    if address is None:  # read_row leaves no address only beside a problem that stops
        raise Invalid("room", _("看不出是哪一户，请核对门牌。"))
    people = [reading.person] if reading.person else []
    return Household(address, reading.home, people, was_unknown)


def _add_piece(intake: Intake, household: Household) -> Piece:
    last = Piece.objects.filter(intake=intake).order_by("-order").values_list("order", flat=True).first() or 0
    body = json.dumps([household.as_json()], ensure_ascii=False)
    return Piece.objects.create(intake=intake, order=last + 1, body_sealed=secrecy.seal(body))


@transaction.atomic
def mend_from_list(*, actor: Person, intake: Intake, content: bytes, file_name: str) -> tuple[int, list[str]]:
    """Take in the rows that were mended in a downloaded problem list; how many, and what still stands in the way."""
    rules.may_take_in(actor).or_refuse()
    rows = {(row.sheet, row.number): row for row in IntakeRow.objects.filter(intake=intake, state__in=queries.OPEN)}
    mended, left = 0, []
    for sheet, number, said in problem_lists.read_list(content, file_name):
        row = rows.get((sheet, number))
        # The list has the columns of all sheets; a row has those of its own.
        data = {name: said.get(name, "") for name in row.data} if row else {}
        if row is None or data == row.data:
            continue
        try:
            mend_row(actor=actor, row=row, data=data)
            mended += 1
        except Invalid as still:
            left.append(_("「%(sheet)s」第 %(row)d 行：%(say)s") % {"sheet": sheet, "row": number, "say": still.say})
    return mended, left


def write_problem_list(*, actor: Person, intake: Intake) -> bytes:
    """The rows that need a person, as a workbook to be mended and sent again. Looking at it is logged."""
    rules.may_take_in(actor).or_refuse()
    journal.look(actor=actor, thing=intake, field="rows", why="problem list")
    return problem_lists.write_list(queries.rows_of(intake).filter(state__in=queries.OPEN))


@transaction.atomic
def write_roll(*, actor: Person, why: str) -> bytes:
    """The whole roll as a workbook in the columns it is read from; who took it and why is logged. Raises Invalid."""
    rules.may_write_out(actor).or_refuse()
    if len(why.strip()) < MINIMUM_WHY:
        raise Invalid("why", _("请写明要这份名册做什么，例如：交街道核对。"))
    content, people = writing.write_roll()
    journal.look(actor=actor, thing=actor, field="roll", why=why.strip()[:200])
    journal.record(actor=actor, act="intakes.roll_written", thing=actor, words=why.strip()[:200], people=people)
    return content


@transaction.atomic
def leave_row(*, actor: Person, row: IntakeRow) -> IntakeRow:
    """Say that a row was looked at and is not to be taken in."""
    rules.may_take_in(actor).or_refuse()
    row = IntakeRow.objects.select_for_update().get(pk=row.pk)
    ROW_MOVES.check(RowState(row.state), RowState.LEFT)
    row.state = RowState.LEFT
    row.save(update_fields=["state"])
    journal.record(actor=actor, act="intakes.row_left", thing=row, sheet=row.sheet, row=row.number)
    return row


@transaction.atomic
def remember_columns(*, actor: Person, kind: str, digest: str, columns: dict[str, int]) -> ColumnMemory:
    """Remember which column is which, for every later file with the same header."""
    rules.may_take_in(actor).or_refuse()
    memory, _made = ColumnMemory.objects.update_or_create(kind=kind, header_hash=digest, defaults={"columns": columns})
    journal.record(actor=actor, act="intakes.columns_remembered", thing=memory, kind=kind, columns=columns)
    return memory


def _move(intake: Intake, to: IntakeState) -> Intake:
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    INTAKE_MOVES.check(IntakeState(intake.state), to)
    intake.state = to
    intake.save(update_fields=["state"])
    return intake


def counts_of(*, plan: Plan) -> dict[str, int]:
    """What a plan would do, without doing it: for a look before, and for a dry run."""
    counts: dict[str, Any] = {"new": 0, "changed": 0, "unchanged": plan.repeated}
    for body in plan.pieces():
        changes = comparing.compare([Household.from_json(said) for said in json.loads(body)])
        for name, count in changes.counts.items():
            counts[name] = counts.get(name, 0) + count
    return {"read": plan.read, **counts, "refused": plan.refused, "repeated": plan.repeated, "skipped": plan.skipped}


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
