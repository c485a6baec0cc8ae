"""Totals that a paper writes, held against what its rows add up to."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import Problem
from hehuo.domain.ground.intakes.rosters.columns import LABELS, Shape
from hehuo.domain.ground.intakes.rosters.reading import Reading
from hehuo.domain.ground.intakes.tables.sheets import Total

_COUNTED = ("room", "name", "owner", "building")  # where a total says how many rows there are


@dataclass(slots=True)
class Sums:
    """Running sums of the rows above a total."""

    rows: int = 0
    area_x100: int = 0
    fitted_out: int = 0

    def add(self, reading: Reading) -> None:
        """Count a data row."""
        self.rows += 1
        if reading.home:
            self.area_x100 += reading.home.area_x100 or 0
            self.fitted_out += reading.home.is_fitted_out is True


@dataclass(slots=True)
class TotalsCheck:
    """The sums of a sheet, from its top and since the last partial total."""

    sheet: str
    shape: Shape
    whole: Sums = field(default_factory=Sums)
    part: Sums = field(default_factory=Sums)

    def add(self, reading: Reading) -> None:
        """Count a data row."""
        self.whole.add(reading)
        self.part.add(reading)

    def compare(self, total: Total) -> list[Problem]:
        """What a row of totals says wrongly."""
        sums = self.part if total.is_partial else self.whole
        self.part = Sums()
        found = [
            self._differs(total, "area", sums.area_x100, 100),
            self._differs(total, "fitted_out", sums.fitted_out, 1),
        ]
        counted = [
            name
            for name in ("room", "name", "owner", "building")
            if re.search(r"\d", values.written(total.cells.get(name)))
        ]
        found += [self._differs(total, name, sums.rows, 1) for name in counted[:1]]
        return [problem for problem in found if problem]

    def _differs(self, total: Total, column: str, counted: int, scale: int) -> Problem | None:
        said = values.written(total.cells.get(column))
        number = re.search(r"\d+(?:\.\d+)?", values.plain(said).replace(",", ""))
        if not number or round(float(number[0]) * scale) == counted:
            return None
        right = f"{counted / scale:.2f}" if scale > 1 else str(counted)
        say = _("合计写的是 %(said)s，逐行加起来是 %(right)s。以逐行的数为准。") % {"said": said, "right": right}
        return Problem("total_disagrees", say, self.sheet, total.number, LABELS[column], said)
