"""The rows that need a person as a workbook: mended in Excel or WPS, it can be sent again."""

import io
from collections.abc import Iterable, Iterator

import xlsxwriter
from django.utils.translation import gettext as _

from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.ground.intakes.models import IntakeRow
from hehuo.domain.ground.intakes.rosters.columns import COLUMNS, LABELS
from hehuo.domain.ground.intakes.tables.sheets import Column, Row, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import open_table_file

_FROM = (Column("from_sheet", "原工作表", ("原工作表",)), Column("from_row", "原行号", ("原行号",)))


def write_list(rows: Iterable[IntakeRow]) -> bytes:
    """One line a row: what is wrong, where it stood, and its cells as text, to be put right."""
    rows = list(rows)
    present = {name for row in rows for name in row.data}
    names = [column.name for column in COLUMNS if column.name in present]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet, text = book.add_worksheet("待改"), book.add_format({"num_format": "@", "text_wrap": True})
    sheet.set_column(0, 0, 48, text)
    sheet.set_column(1, len(names) + 2, 18, text)
    head = [_("问题"), *(column.label for column in _FROM), *(LABELS[name] for name in names)]
    for column, word in enumerate(head):
        sheet.write_string(0, column, word)
    for line, row in enumerate(rows, 1):
        data = row.data
        say = "\n".join(str(problem["say"]) for problem in row.problems)
        for column, word in enumerate([say, row.sheet, str(row.number), *(data.get(name, "") for name in names)]):
            sheet.write_string(line, column, word, text)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def read_list(content: bytes, file_name: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    """(sheet, row, cells) of a list that was sent again. Raises FileFault where it is another file."""
    for raw in open_table_file(content, file_name):
        table = read_sheet(raw, (*_FROM, *COLUMNS))
        if table is None or "from_row" not in table.columns:
            raise FileFault("not_problem_list", _("「%s」不是从这里下载的问题清单。") % file_name)
        for row in table.rows():
            if isinstance(row, Row):
                data = {name: values.written(cell) for name, cell in row.cells.items() if not name.startswith("from_")}
                number = values.written(row.cells["from_row"])
                if number.isdigit():
                    yield values.written(row.cells.get("from_sheet")), int(number), data
