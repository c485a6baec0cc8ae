"""A course's grid on paper and as a workbook."""

import tempfile
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.run.activities.grids import Grid, grid_of
from hehuo.domain.run.activities.models import Series

COLUMNS, ROWS = 10, 28  # sessions and persons on one sheet of A4
MARKS = {SignUpState.CAME: "√", SignUpState.ABSENT: "×", SignUpState.SEATED: "○"}


def grid_sheets(series: Series, viewer: Person) -> list[dict[str, Any]]:
    """The grid cut into sheets: so many sessions across, so many persons down."""
    grid, sheets = grid_of(series, viewer), []
    for left in range(0, max(len(grid.sessions), 1), COLUMNS):
        across = slice(left, left + COLUMNS)
        for top in range(0, max(len(grid.rows), 1), ROWS):
            rows = [(row, [mark_of(state) for state in row.states[across]]) for row in grid.rows[top : top + ROWS]]
            sheets.append({"sessions": grid.sessions[across], "came": grid.came[across], "rows": rows})
    return sheets


def mark_of(state: str) -> str:
    if state == SignUpState.WAITING:
        return _("候")
    return MARKS.get(SignUpState(state), "") if state else ""


def write_grid(grid: Grid) -> IO[bytes]:
    """The workbook of a grid."""
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book = xlsxwriter.Workbook(held, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold, plain = (
        book.add_worksheet(_("签到")),
        book.add_format({"bold": True, "border": 1}),
        book.add_format({"border": 1}),
    )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    days = [f"{clock.local(session.starts_at):%m-%d}" for session in grid.sessions]
    sheet.write_row(0, 0, [_("姓名"), *days, _("来了几次")], bold)
    for number, row in enumerate(grid.rows, 1):
        sheet.write_row(number, 0, [row.person.name, *map(mark_of, row.states), row.came or "—"], plain)
    sheet.write_row(len(grid.rows) + 1, 0, [_("到场人次"), *(n or "—" for n in grid.came), grid.visits or "—"], bold)
    sheet.write_string(len(grid.rows) + 2, 0, _("√ 来了　× 没来　○ 报了名　候 候补"))
    book.close()
    held.seek(0)
    return held
