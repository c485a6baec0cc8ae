"""Reading a table of opening balances: all of it is understood, or nothing is taken and every fault is named."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Invalid
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import Faults, FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Column, Row, Table, Total, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, open_table_file

COLUMNS = (
    Column("fund", "资金", ("资金", "资金名称", "基金", "专户", "账户")),
    Column("purpose", "用途", ("用途", "限定用途", "用途名称")),
    Column("fen", "期初余额", ("期初余额", "期初", "期初数", "上年结余", "结余", "余额", "金额")),
    Column("on", "日期", ("日期", "截至日期", "截止日期", "期初日期", "截至", "截止")),
)
EARLIEST = date(2000, 1, 1)
MOST_ROWS = 500
MOST_BYTES = 1024 * 1024  # the page carries the file from the look at it to the act
_AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?", re.ASCII)
_LOOKS_LIKE_DIGITS = re.compile(r"[OoIl]")


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One row as it was read, in fen: what stood in a fund for a purpose (empty for none in particular) on a day."""

    number: int
    sheet: str
    fund: str
    purpose: str
    fen: int
    on: date


def read_openings(content: bytes, name: str) -> list[OpeningRow]:
    """Every row of a table of opening balances. Raises FileFault (Faults with each row's reason)."""
    if len(content) > MOST_BYTES:
        raise FileFault("file_too_large", _("「%s」太大了。期初余额表最多 1 MB，请删去图片和别的工作表再传。") % name)
    tables = [table for raw in open_table_file(content, name) if (table := read_sheet(raw, COLUMNS))]
    tables = [table for table in tables if {"fund", "fen", "on"} <= set(table.columns)]
    if not tables:
        raise FileFault("header_missing", _("没有找到表头。期初余额表要有资金、用途、期初余额、日期几列。"))
    rows: list[OpeningRow] = []
    problems: list[Problem] = []
    for table in tables:
        found = _read(table, problems)
        rows += found
    if len(rows) > MOST_ROWS:
        raise FileFault("too_many_rows", _("一份期初余额表最多 %d 行。请核对是不是传错了文件。") % MOST_ROWS)
    problems += _said_twice(rows)
    if problems:
        raise Faults(sorted(problems, key=lambda each: (each.sheet or "", each.row or 0)))
    if not rows:
        raise FileFault("no_rows", _("表里没有一行期初余额。"))
    return rows


def fault(code: str, say: str, *, sheet: str, row: int) -> Problem:
    """What is wrong with a row, said with its number."""
    return Problem(code, _("第 %(row)s 行：%(say)s") % {"row": row, "say": say}, sheet, row, stops=True)


def name_key(written: str) -> str:
    """A name without blanks and in half-width, so that `海湾 基金` in a table is 海湾基金."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", written))


def _read(table: Table, problems: list[Problem]) -> list[OpeningRow]:
    rows: list[OpeningRow] = []
    before = len(problems)
    totals: list[Total] = []
    for each in table.rows():
        if isinstance(each, Total):
            totals.append(each)
        elif any(values.written(cell) for cell in each.cells.values()):
            try:
                rows.append(_row(table, each))
            except values.Unsure as unsure:
                problems.append(fault(unsure.code, unsure.say, sheet=table.sheet, row=each.number))
    if len(problems) == before:
        problems += _totals_that_differ(table, rows, totals)
    return rows


def _row(table: Table, row: Row) -> OpeningRow:
    """Raises Unsure for the first thing in the row that cannot be taken."""
    for column in COLUMNS:
        if (row.number, table.columns.get(column.name, -1)) in table.raw.formulas:
            raise values.Unsure("formula", _("「%s」这一格是公式，请复制后选“粘贴为数值”，再传。") % column.label)
    fund = values.written(row.cells.get("fund"))
    if not fund:
        raise values.Unsure("fund_missing", _("没有写是哪个资金。"))
    purpose = values.written(row.cells.get("purpose"))
    return OpeningRow(row.number, table.sheet, fund, purpose, _fen(row.cells.get("fen")), _day(row.cells.get("on")))


def _fen(cell: Cell | None) -> int:
    """An amount of nothing or more. Raises Unsure."""
    written = values.written(cell)
    if not written:
        raise values.Unsure("amount_missing", _("没有写期初余额。没有余额写 0。"))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _fen_of_number(cell)
    plain = re.sub(r"[\s¥￥元']", "", unicodedata.normalize("NFKC", written))
    if not values.plain(cell):
        return 0  # 无, —, 0: nothing stood there
    if plain.startswith(("-", "(", "−")):
        raise _negative(written)
    if not _AMOUNT.fullmatch(plain):
        like = _("里面像有字母 O 或 l，请改成数字。") if _LOOKS_LIKE_DIGITS.search(plain) else ""
        raise values.Unsure("amount_unreadable", _("「%s」不是金额，请写成 12,345.60 这样。") % written[:40] + like)
    try:
        return money.parse_yuan(plain)
    except Invalid:
        raise _too_much(written) from None


def _fen_of_number(number: float) -> int:
    """What a cell of numbers says: a sum of fractions may be off by a hair, never by a tenth of a fen."""
    if not math.isfinite(number) or abs(number) >= 10**12:
        raise _too_much(str(number))
    if number < 0:
        raise _negative(str(number))
    fen = round(number * 100)
    if abs(number * 100 - fen) > 0.001:
        raise values.Unsure("amount_unreadable", _("「%s」写到厘了，请写到分为止。") % number)
    return fen


def _negative(written: str) -> values.Unsure:
    return values.Unsure("amount_negative", _("期初余额「%s」是负数。资金不能透支，请核对。") % written[:40])


def _too_much(written: str) -> values.Unsure:
    return values.Unsure("amount_too_much", _("「%s」大得不合理，请核对。") % written[:40])


def _day(cell: Cell | None) -> date:
    """The day on which it stood there, not of tomorrow. Raises Unsure."""
    written = values.written(cell)
    if isinstance(cell, str) and len(re.findall(r"\d+", cell)) == 2:
        raise values.Unsure("date_unreadable", _("日期「%s」没有写到哪一天，请写成 2024-08-31 这样。") % written[:40])
    on = values.day(cell, earliest=EARLIEST)
    if on is None:
        raise values.Unsure("date_missing", _("没有写日期。"))
    if on > clock.today():
        raise values.Unsure("date_later", _("日期「%s」还没有到，请核对。") % written[:40])
    return on


def _said_twice(rows: Sequence[OpeningRow]) -> list[Problem]:
    """A purpose has one opening: a second row of the same is a mistake, whichever of them is right."""
    found: list[Problem] = []
    first: dict[tuple[str, str], OpeningRow] = {}
    for row in rows:
        before = first.setdefault((name_key(row.fund), name_key(row.purpose)), row)
        if before is not row:
            told = {"fund": row.fund[:40], "purpose": row.purpose[:40] or _("不限用途"), "row": before.number}
            say = _("「%(fund)s · %(purpose)s」在第 %(row)s 行已经有了，请留一行。") % told
            found.append(fault("said_twice", say, sheet=row.sheet, row=row.number))
    return found


def _totals_that_differ(table: Table, rows: Sequence[OpeningRow], totals: Sequence[Total]) -> list[Problem]:
    """A grand total that is not the sum of its rows says that some are missing or wrong."""
    is_sum = sum(row.fen for row in rows)
    found = []
    for total in totals:
        try:
            said = _fen(total.cells.get("fen"))
        except values.Unsure:
            continue  # left empty, or a count
        if not total.is_partial and said != is_sum:
            told = {"said": money.yuan(said), "sum": money.yuan(is_sum)}
            say = _("合计是 %(said)s 元，加起来是 %(sum)s 元，请核对。") % told
            found.append(fault("total_differs", say, sheet=table.sheet, row=total.number))
    return found
