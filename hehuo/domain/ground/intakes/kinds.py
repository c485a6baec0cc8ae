"""States of an intake, of its pieces and of the rows in its tray; and a problem as every importer names it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.errors import HehuoError
from hehuo.core.states import Moves

READ_AT_ONCE = 300_000  # bytes read while the person waits: some 3,000 rows, two seconds
AT_ONCE = 12  # pieces taken in while the person waits; more are the worker's


class IntakeState(models.TextChoices):
    READING = "reading", _("正在读")
    UNREADABLE = "unreadable", _("读不了")
    LOOKING = "looking", _("待确认")
    TAKING = "taking", _("正在收入")
    TAKEN = "taken", _("已收入")
    UNDOING = "undoing", _("正在撤回")
    UNDONE = "undone", _("已撤回")
    DROPPED = "dropped", _("没有收入")


_S = IntakeState
INTAKE_MOVES = Moves[IntakeState](
    {
        _S.READING: {_S.LOOKING, _S.UNREADABLE, _S.DROPPED},
        _S.LOOKING: {_S.TAKING, _S.DROPPED},
        _S.TAKING: {_S.TAKEN, _S.UNDOING},
        _S.TAKEN: {_S.UNDOING},
        _S.UNDOING: {_S.UNDONE},
    }
)


class PieceState(models.TextChoices):
    WAITING = "waiting", _("待收入")
    TAKEN = "taken", _("已收入")
    UNDONE = "undone", _("已撤回")


class RowState(models.TextChoices):
    TRAY = "tray", _("没有收入，等人看")
    PART = "part", _("已收入，有一处没收")
    MENDED = "mended", _("改好了")
    LEFT = "left", _("看过，不收")


_R = RowState
ROW_MOVES = Moves[RowState]({_R.TRAY: {_R.MENDED, _R.LEFT}, _R.PART: {_R.MENDED, _R.LEFT}})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person has to look at: where it stands, its code, what was written, and one plain sentence.

    `stops` says that its row is not taken in; otherwise all of the row but this value is.
    """

    code: str
    say: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    stops: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {name: value for name, value in asdict(self).items() if name != "stops"}


class FileFault(HehuoError):
    """The file as a whole cannot be read; nothing was changed."""

    def __init__(self, code: str, say: str) -> None:
        super().__init__(say)
        self.code = code

    @property
    def problem(self) -> Problem:
        """The fault as a problem of no row."""
        return Problem(self.code, self.say, stops=True)


class Faults(FileFault):
    """The file is not taken: every row that cannot be read, with its reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("row_faults", problems[0].say)
        self.problems = list(problems)


@dataclass(slots=True)
class Outcome:
    """What came of a file: how many rows of which fate, what needs a person, and whether anything was written."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    commit: bool = False
