"""What was planned beside what was paid, pot by pot: pure sums over what the books say."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.domain.build.projects.kinds import Source
from hehuo.domain.build.projects.models import Line


@dataclass(frozen=True, slots=True)
class Paid:
    """What one pot has really paid for a project, in fen; `is_homes` where homes paid into it for a matter."""

    fund_id: UUID
    name: str
    fen: int
    is_homes: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One pot: what it was to pay, and what it paid."""

    name: str
    planned: int
    paid: int
    fund_id: UUID | None = None

    @property
    def over(self) -> int:
        """What was paid beyond the plan."""
        return max(0, self.paid - self.planned)


@dataclass(frozen=True, slots=True)
class Budget:
    """All pots of a project. The sums of its rows are its totals."""

    rows: list[Row]

    @property
    def planned(self) -> int:
        return sum(row.planned for row in self.rows)

    @property
    def paid(self) -> int:
        return sum(row.paid for row in self.rows)

    @property
    def left(self) -> int:
        return self.planned - self.paid

    @property
    def over(self) -> int:
        return max(0, -self.left)


def beside(lines: Iterable[Line], paid: Iterable[Paid]) -> Budget:
    """Put both side by side: a pot that was not planned has a row of its own, so that nothing paid is left out."""
    planned: dict[UUID | None, tuple[str, int]] = {}
    for line in lines:
        key = line.fund_id if line.source == Source.POT else None
        planned[key] = (line.from_where, planned.get(key, ("", 0))[1] + line.fen)
    came: dict[UUID | None, int] = {}
    extra: dict[UUID, tuple[str, int]] = {}
    for each in paid:
        if each.fund_id in planned:
            came[each.fund_id] = came.get(each.fund_id, 0) + each.fen
        elif each.is_homes and None in planned:
            came[None] = came.get(None, 0) + each.fen
        else:
            extra[each.fund_id] = (each.name, extra.get(each.fund_id, ("", 0))[1] + each.fen)
    rows = [Row(name, fen, came.get(key, 0), key) for key, (name, fen) in planned.items()]
    rows += [Row(_("%s（没有列预算）") % name, 0, fen, key) for key, (name, fen) in extra.items()]
    return Budget(rows)
