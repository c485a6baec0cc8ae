"""Reading a year's fee book as offices keep it: a row a home, with what was due, waived, paid and owed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.core.errors import Invalid
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Column, Row, Table, Total, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, open_table_file
from hehuo.domain.ground.places.addresses import HomeNumber, read_home

COLUMNS = (
    Column("home", "房号", ("房号", "门牌", "房间号", "住址", "房屋")),
    Column("owner", "业主", ("业主", "户主", "姓名", "缴费人")),
    Column("area", "面积", ("面积", "建筑面积", "计费面积")),
    Column("due", "应收", ("应收", "应收金额", "应缴", "应交")),
    Column("waived", "减免", ("减免", "减免金额", "优惠")),
    Column("why", "减免原因", ("减免原因", "减免说明", "优惠原因")),
    Column("paid", "实收", ("实收", "实收金额", "已缴", "已交", "收款")),
    Column("on", "缴费日期", ("缴费日期", "收款日期", "交费日期", "日期")),
    Column("receipt", "收据号", ("收据号", "票据号", "收据", "单号")),
    Column("owed", "欠费", ("欠费", "未收", "欠缴")),
    Column("note", "备注", ("备注", "说明")),
)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One home of the book, in fen. `paid_on` is the last day that stands there, `said` the days as written."""

    number: int
    home: HomeNumber
    owner: str
    due_fen: int | None
    waived_fen: int
    why: str
    paid_fen: int
    paid_on: date | None
    said: str
    receipt_no: str
    note: str


@dataclass(slots=True)
class FeeBook:
    """The rows that were understood, and what a person has to look at."""

    rows: list[FeeRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_book(content: bytes, name: str, *, year: int) -> FeeBook:
    """The book; `year` is meant where a day is written without one (8月10日). Raises FileFault for no book at all."""
    for raw in open_table_file(content, name):
        table = read_sheet(raw, COLUMNS)
        if table and {"home", "due", "paid"} <= set(table.columns):
            return _read(table, year)
    raise FileFault("header_missing", _("没有找到表头。收费表要有房号、应收、实收几列。"))


def _read(table: Table, year: int) -> FeeBook:
    book = FeeBook()
    sums = {"due": 0, "paid": 0}
    block = dict(sums)
    for each in table.rows():
        if isinstance(each, Total):
            _check_total(each, block if each.is_partial else sums, table.sheet, book)
            block = {"due": 0, "paid": 0}
            continue
        row = _row(each, table.sheet, year, book)
        if row:
            book.rows.append(row)
            for group in (sums, block):
                group["due"] += row.due_fen or 0
                group["paid"] += row.paid_fen
    return book


def _row(row: Row, sheet: str, year: int, book: FeeBook) -> FeeRow | None:
    cells = row.cells
    home = read_home(cells.get("home"))
    if home is None:
        book.problems.append(_problem(row, sheet, "房号", _("房号「%s」看不懂。") % values.written(cells.get("home"))))
        return None
    try:
        due, waived, paid, owed = (_fen(cells.get(name)) for name in ("due", "waived", "paid", "owed"))
        days = _days(cells.get("on"), year)
    except values.Unsure as fault:
        book.problems.append(_problem(row, sheet, "", fault.say))
        return None
    if due is not None and due - (waived or 0) - (paid or 0) != (owed or 0) and due - (waived or 0) >= (paid or 0):
        book.problems.append(_problem(row, sheet, "欠费", _("应收减去减免、实收，和欠费对不上，按前三项记。")))
    if paid and not days:
        book.problems.append(_problem(row, sheet, "缴费日期", _("有实收，没有缴费日期，没有记这笔收款。")))
    return FeeRow(
        row.number, home, _name(cells), due, waived or 0, values.written(cells.get("why"))[:200],
        (paid or 0) if days else 0, max(days, default=None), values.written(cells.get("on"))[:60],
        values.plain(cells.get("receipt"))[:40], values.written(cells.get("note"))[:100],
    )  # fmt: skip


def _fen(cell: Cell | None) -> int | None:
    if not values.plain(cell):
        return None
    try:
        fen = money.parse_yuan(values.written(cell))
    except Invalid:
        raise values.Unsure("amount_unreadable", _("「%s」不是金额。") % values.written(cell)[:40]) from None
    if fen < 0:
        raise values.Unsure("amount_negative", _("金额「%s」是负数，请核对。") % values.written(cell)[:40])
    return fen


def _days(cell: Cell | None, year: int) -> list[date]:
    """One day or several (2022.6.19、10.17), a year written once or not at all. Raises Unsure."""
    if isinstance(cell, date):
        return [day for day in [values.day(cell)] if day]
    text = values.plain(cell)
    if not text:
        return []
    days, meant = [], year
    for part in re.split(r"[、,，;；和]", text):
        numbers = [int(each) for each in re.findall(r"\d+", part)]
        if len(numbers) == 3:
            meant = numbers[0]
        elif len(numbers) == 2:
            numbers = [meant, *numbers]
        else:
            days.append(values.day(part))
            continue
        try:
            days.append(date(*numbers))
        except ValueError:
            raise values.Unsure("date_unreadable", _("日期「%s」看不懂。") % values.written(cell)) from None
    return [day for day in days if day]


def _name(cells: Mapping[str, Cell]) -> str:
    try:
        return values.name(cells.get("owner"))
    except values.Unsure:
        return ""


def _check_total(total: Total, sums: dict[str, int], sheet: str, book: FeeBook) -> None:
    """A total that differs from its rows is told; the rows count."""
    for name, label in (("due", "应收"), ("paid", "实收")):
        try:
            said = _fen(total.cells.get(name))
        except values.Unsure:
            continue
        if said is not None and said != sums[name]:
            told = {"label": label, "said": money.yuan(said), "sum": money.yuan(sums[name])}
            say = _("这一行的%(label)s合计是 %(said)s 元，加起来是 %(sum)s 元，按各户的记。") % told
            book.problems.append(
                Problem(
                    "total_differs",
                    _("第 %(row)s 行：%(say)s") % {"row": total.number, "say": say},
                    sheet,
                    total.number,
                )
            )


def _problem(row: Row, sheet: str, column: str, say: str) -> Problem:
    told = _("第 %(row)s 行：%(say)s") % {"row": row.number, "say": say}
    return Problem("fee_row", told, sheet, row.number, column, stops=True)
