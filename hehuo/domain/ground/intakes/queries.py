"""Looking at intakes, and at what a reader has to know before it starts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hehuo.core import secrecy
from hehuo.core.db.models import TenantModel
from hehuo.domain.ground.intakes.kinds import IntakeState, PieceState, RowState
from hehuo.domain.ground.intakes.models import ColumnMemory, Intake, IntakeRow, Paper, Piece
from hehuo.domain.ground.intakes.rosters.planning import Known
from hehuo.domain.ground.places.models import Home
from hehuo.domain.ground.places.queries import estates

OPEN = (RowState.TRAY, RowState.PART)
BUSY = (IntakeState.READING, IntakeState.TAKING, IntakeState.UNDOING)


def recent_intakes(kind: str) -> QuerySet[Intake]:
    """The files of a kind, the newest first."""
    return Intake.objects.filter(kind=kind).select_related("by")


def rows_of(intake: Intake) -> QuerySet[IntakeRow]:
    """The rows of an intake that need or needed a person, as they stand in the file."""
    return IntakeRow.objects.filter(intake=intake)


def open_rows(kind: str) -> QuerySet[IntakeRow]:
    """Every row that still waits for a person, over all files of a kind that were taken in."""
    states = (IntakeState.TAKING, IntakeState.TAKEN)
    return IntakeRow.objects.filter(intake__kind=kind, intake__state__in=states, state__in=OPEN).select_related(
        "intake"
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the worker is: so many done, of so many where that is known."""

    done: int
    of: int | None = None

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of if self.of else 0


def progress_of(intake: Intake) -> Progress | None:
    """How far the worker has come with a file; None where it has nothing to do with it."""
    if intake.state == IntakeState.READING:
        rows = Paper.objects.filter(intake=intake).values_list("rows_read", flat=True).first()
        return Progress(rows or 0)
    if intake.state not in BUSY:
        return None
    left = PieceState.WAITING if intake.state == IntakeState.TAKING else PieceState.TAKEN
    counted = Piece.objects.filter(intake=intake).aggregate(all=Count("id"), left=Count("id", filter=Q(state=left)))
    return Progress(counted["all"] - counted["left"], counted["all"])


def pieces_left(intake: Intake) -> int:
    """How many pieces are not taken in yet."""
    return Piece.objects.filter(intake=intake, state=PieceState.WAITING).count()


def remembered_columns(kind: str) -> dict[str, dict[str, int]]:
    """Columns that people put right before, by the header's digest."""
    return {memory.header_hash: memory.columns for memory in ColumnMemory.objects.filter(kind=kind)}


def known_places() -> Known:
    """The community's estates, and the homes of those whose homes were listed with their areas."""
    names = list(estates().values_list("path", flat=True))
    listed: dict[str, set[str]] = {}
    for name in names:
        paths = Home.objects.filter(estate__path=name, ended_on=None)
        if paths.filter(area_x100__isnull=False).exists():
            listed[name] = set(paths.values_list("path", flat=True))
    return Known(names, listed)


def unfinished() -> Iterator[Intake]:
    """Intakes that a worker was killed in the middle of."""
    yield from Intake.objects.filter(state__in=BUSY)


def taken_in_piece(intake_id: UUID, order: int, model: type[TenantModel]) -> set[UUID]:
    """The rows of a table that a piece made or changed, as its undo note says; none once it was taken back."""
    piece = Piece.objects.filter(intake=intake_id, order=order, state=PieceState.TAKEN).first()
    if piece is None or not piece.undo_sealed:
        return set()
    undo, kind = json.loads(secrecy.unseal(piece.undo_sealed)), model.kind_name()
    changed = {UUID(pk) for name, pk, _before, _after in undo["changed"] if name == kind}
    return changed | {UUID(pk) for pk in undo["made"].get(kind, [])}
