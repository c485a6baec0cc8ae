"""A list of fairs read by meaning: a row a stall, or a table of fairs by kinds, whichever way round."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Column, Table, Total, find_header, plain_word, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import Cell, RawSheet, column_letters, open_table_file
from hehuo.domain.run.fairs.papers import cells
from hehuo.domain.run.fairs.papers.matching import Words, kinds_meant

COLUMNS = (
    Column("on", "日期", ("日期", "集市日期", "活动日期", "举办日期", "开集日期", "开集日", "服务日期", "时间",
                             "活动时间", "哪天")),
    Column("place", "地点", ("地点", "举办地点", "活动地点", "场地", "位置", "在哪儿")),
    Column("kind", "摊位类别",
           ("摊位类别", "服务类别", "类别", "服务项目", "项目", "摊位项目", "服务内容", "摊位名称", "摊位", "品类",
            "种类", "内容")),
    Column("unit", "承办单位",
           ("承办单位", "服务单位", "承办", "单位", "参与单位", "共建单位", "提供单位", "负责单位", "摊主",
            "合伙人", "队伍", "由谁办")),
    Column("visits", "服务人次",
           ("服务人次", "人次", "接待人次", "受益人次", "参与人次", "服务人数", "服务量", "人数", "服务数量", "数量")),
    Column("note", "备注", ("备注", "说明", "情况")),
    Column("number", "序号", ("序号", "编号", "摊位号", "号")),
)  # fmt: skip
NO_UNIT = "表上没写单位"
LABELS = {column.name: column.label for column in COLUMNS}


@dataclass(slots=True)
class ListRow:
    """A stall of a fair as the list says, or what is wrong with the row. `visits` 0 says that it was not kept."""

    sheet: str
    number: int
    written: dict[str, str]
    on: date | None = None
    place: str = ""
    kind: str = ""  # as written
    unit: str = ""
    visits: int | None = None
    note: str = ""
    cell: str = ""  # where the figure stands, in a table
    problems: list[Problem] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        return any(problem.stops for problem in self.problems)

    def tell(self, code: str, column: str, say: str, *, stops: bool = True) -> None:
        """Something that a person has to look at."""
        self.problems.append(
            Problem(code, say, self.sheet, self.number, LABELS.get(column), self.written.get(column, ""), stops=stops)
        )

    def as_json(self) -> dict[str, Any]:
        """As it is kept until the list is taken in."""
        said = {
            name: getattr(self, name) for name in ("sheet", "number", "place", "kind", "unit", "visits", "note", "cell")
        }
        return said | {"on": self.on.isoformat() if self.on else ""}


@dataclass(slots=True)
class FairList:
    """What was read of a file: its rows in order, and what was seen beside them."""

    rows: list[ListRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def sure(self) -> list[ListRow]:
        return [row for row in self.rows if not row.stops]


def read_list(content: bytes, name: str, words: Words) -> FairList:
    """The rows of every sheet that lists stalls. `words` are the kinds known here. Raises FileFault for none at all."""
    found, read = FairList(), False
    for raw in open_table_file(content, name):
        raw.rows = list(raw.rows)
        year = cells.year_said(raw.name, _title(raw)) or cells.year_said(name)
        start = len(found.rows)
        if _read_stalls(raw, year, found) or _read_table(raw, year, words, found):
            read = True
            found.notes += _sums_by_year(found.rows[start:], raw.name)
        elif raw.rows:
            found.notes.append(_("「%s」里没有找到集市的表，没有读。") % raw.name)
    if not read:
        raise FileFault("header_missing", _("没有找到表头。集市登记表要有日期、摊位类别、人次几列。"))
    _tell_doubles(found.rows)
    return found


def _title(raw: RawSheet) -> str:
    return " ".join(str(cell) for _number, line in list(raw.rows)[:2] for cell in line if isinstance(cell, str))


def _read_stalls(raw: RawSheet, year: int | None, found: FairList) -> bool:
    """A row a stall."""
    table = read_sheet(raw, COLUMNS)
    if table is None or not {"kind", "visits"} <= set(table.columns):
        return False
    heading = cells.day_said(table.title, year) or cells.day_said(raw.name, year)
    if (
        "on" not in table.columns
        and heading is None
        and not any(
            cells.day_said(str(line[0]), year) for _number, line in raw.rows if line and isinstance(line[0], str)
        )
    ):
        return False
    if raw.hidden:
        found.notes.append(_("「%(sheet)s」有藏起来的列：%(columns)s。") % {
            "sheet": raw.name, "columns": "、".join(column_letters(each) for each in sorted(raw.hidden)),
        })  # fmt: skip
    if "人数" in plain_word(table.header.words[table.columns["visits"]]):
        found.notes.append(_("「%s」的表头写的是人数，一个摊位上的按人次记。") % raw.name)
    found.rows += _stall_rows(table, heading, year, found.notes)
    return True


def _stall_rows(table: Table, heading: date | None, year: int | None, notes: list[str]) -> Iterator[ListRow]:
    block, whole, by_year, before = 0, 0, Counter[int](), heading
    for each in table.rows():
        said = " ".join(values.written(each.cells.get(name)) for name in ("on", "place", "kind", "unit", "number"))
        if isinstance(each, Total) or (cells.SUM.search(said) and not values.plain(each.cells.get("unit"))):
            part = (isinstance(each, Total) and each.is_partial) or cells.is_part_sum(said)
            _check_sum(
                each.number, each.cells, block=block, whole={whole, *by_year.values()}, part=part, sheet=table.sheet,
                notes=notes,
            )  # fmt: skip
            block = 0
            continue
        for _number, remark in table.remarks:
            before = cells.day_said(remark, year) or before
        row = _stall_row(each.number, each.cells, table.sheet, year, before)
        if cells.is_void(row.note, each.comment):
            row.tell("row_void", "note", _("这一行写着「%s」，没有收。") % (each.comment or row.note)[:60])
        before = row.on or before
        if row.visits and row.on and not row.stops:
            block, whole = block + row.visits, whole + row.visits
            by_year[row.on.year] += row.visits
        yield row
    notes += [
        _("「%(sheet)s」第 %(row)s 行：%(say)s") % {"sheet": table.sheet, "row": number, "say": remark}
        for number, remark in table.remarks
    ]


def _stall_row(number: int, said: Any, sheet: str, year: int | None, before: date | None) -> ListRow:
    row = ListRow(sheet, number, {name: values.written(said.get(name)) for name in LABELS if name != "number"})
    row.place, row.kind, row.unit, row.note = (
        _one_line(row.written[name]) for name in ("place", "kind", "unit", "note")
    )
    _read_day(row, said.get("on"), year, before)
    if not row.kind:
        row.tell("kind_missing", "kind", _("没有写是哪类摊位。"))
    if not row.unit:
        row.unit = NO_UNIT
    _read_visits(row, said.get("visits"))
    return row


def _read_day(row: ListRow, cell: Cell | None, year: int | None, before: date | None) -> None:
    try:
        row.on = cells.day(cell, year)
    except values.Unsure as fault:
        row.tell(fault.code, "on", fault.say)
        return
    if row.on is None and before:
        row.on = before  # written once above its block
    if row.on is None:
        row.tell("day_missing", "on", _("没有写哪一天。"))


def _read_visits(row: ListRow, cell: Cell | None) -> None:
    try:
        row.visits = cells.visits(cell)
    except values.Unsure as fault:
        row.tell(fault.code, "visits", fault.say)
        return
    if row.visits is None:
        row.tell("visits_missing", "visits", _("没有写人次。没来请写 0。"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _read_table(raw: RawSheet, year: int | None, words: Words, found: FairList) -> bool:
    """Fairs by kinds, whichever way round; the first line with three kinds or three days is its head."""
    lines = list(raw.rows)
    for place, (_number, head) in enumerate(lines[:40]):
        kinds = {
            index: str(cell) for index, cell in enumerate(head) if isinstance(cell, str) and kinds_meant(cell, words)
        }
        if len(kinds) >= 3:
            return _read_wide(raw, lines[place:], kinds, year, found)
        days = {index: on for index, cell in enumerate(head) if (on := _day_head(cell, year))}
        if len(days) >= 3:
            return _read_tall(raw, lines[place:], days, words, found)
    return False


def _day_head(cell: Cell | None, year: int | None) -> date | None:
    try:
        return cells.day(cell, year) if not isinstance(cell, (int, float)) or cell > 30_000 else None
    except values.Unsure:
        return None


def _read_wide(raw: RawSheet, lines: list[Any], kinds: dict[int, str], year: int | None, found: FairList) -> bool:
    """A row a fair, a column a kind."""
    head = lines[0][1]
    sums = [index for index, cell in enumerate(head) if cells.SUM.search(str(cell))]
    known = find_header([(0, [*head[: min(kinds)], "", ""])], [], COLUMNS)
    at = known.columns if known else {}
    day_at = at.get("on", _first_of(head, ("日期", "时间", "哪天")))
    place_at = _first_of(head, ("地点", "场地", "位置"))
    more = {
        index: str(cell) for index, cell in enumerate(head)
        if index > min(kinds) and index not in sums and index not in kinds and str(cell).strip()
        and not any(word in str(cell) for word in ("备注", "说明", "地点", "单位", "人数"))
    }  # fmt: skip
    for number, line in lines[1:]:
        text = " ".join(str(cell) for cell in line[: min(kinds)])
        if not any(str(cell).strip() for cell in line) or line == head:
            continue
        if cells.SUM.search(text):
            _check_columns(number, line, kinds | more, found, raw.name)
            continue
        made = []
        for index, kind in (kinds | more).items():
            cell = line[index] if index < len(line) else ""
            if values.written(cell) == "":
                continue
            on = line[day_at] if day_at is not None else ""
            made.append(_table_row(raw.name, number, index, on=on, kind=kind, cell=cell, year=year))
            made[-1].place = _one_line(values.written(line[place_at])) if place_at is not None else ""
        for index in sums:
            wrote, is_sum = (
                cells.sum_written(line[index] if index < len(line) else ""),
                sum(row.visits or 0 for row in made),
            )
            if wrote is not None and wrote != is_sum:
                found.notes.append(_wrong(raw.name, number, wrote, is_sum))
        found.rows += made
    return True


def _read_tall(raw: RawSheet, lines: list[Any], days: dict[int, date], words: Words, found: FairList) -> bool:
    """A row a kind, a column a fair."""
    head = lines[0][1]
    kind_at = max(range(min(days)), key=lambda index: _kinds_in(lines, index, words), default=None)
    unit_at = _first_of(head, ("单位", "承办", "队伍"))
    if kind_at is None:
        return False
    for number, line in lines[1:]:
        kind = _one_line(str(line[kind_at])) if kind_at < len(line) else ""
        if not kind:
            continue
        if cells.SUM.search(kind):
            _check_columns(number, line, {index: on.isoformat() for index, on in days.items()}, found, raw.name)
            continue
        for index, on in days.items():
            cell = line[index] if index < len(line) else ""
            if values.written(cell) == "":
                continue
            row = _table_row(raw.name, number, index, on=on, kind=kind, cell=cell, year=None)
            if unit_at is not None:
                row.unit = _one_line(str(line[unit_at])) or NO_UNIT
            found.rows.append(row)
    return True


def _kinds_in(lines: list[Any], index: int, words: Words) -> int:
    """How many cells of a column mean a kind of service."""
    return sum(bool(kinds_meant(str(line[index]), words)) for _number, line in lines[1:] if index < len(line))


def _table_row(sheet: str, number: int, index: int, *, on: Any, kind: str, cell: Cell, year: int | None) -> ListRow:
    said = {"on": values.written(on), "kind": _one_line(kind), "visits": values.written(cell)}
    row = ListRow(sheet, number, said, kind=_one_line(kind), unit=NO_UNIT, cell=f"{column_letters(index)}{number}")
    _read_day(row, on, year, None)
    _read_visits(row, cell)
    return row


def _first_of(head: list[Cell], words: Iterable[str]) -> int | None:
    return next((index for index, cell in enumerate(head) if any(word in str(cell) for word in words)), None)


def _check_columns(number: int, line: list[Cell], columns: dict[int, str], found: FairList, sheet: str) -> None:
    """A line of sums below a table: each against its own column."""
    for index in columns:
        wrote = cells.sum_written(line[index] if index < len(line) else "")
        mine = [row for row in found.rows if row.sheet == sheet and row.cell.startswith(column_letters(index))]
        is_sum = sum(row.visits or 0 for row in mine if row.cell == f"{column_letters(index)}{row.number}")
        if wrote is not None and wrote != is_sum:
            found.notes.append(_wrong(sheet, number, wrote, is_sum))


def _check_sum(
    number: int, said: Any, *, block: int, whole: set[int], part: bool, sheet: str, notes: list[str]
) -> None:
    """A sum among the rows is not taken in; a wrong one is told with what the rows come to."""
    wrote = cells.sum_written(said.get("visits"))
    if wrote is None:
        return
    right = {block} if part else whole | {block}
    if wrote not in right:
        notes.append(_wrong(sheet, number, wrote, block if part else max(whole)))


def _wrong(sheet: str, number: int, wrote: int, is_sum: int) -> str:
    said = {"sheet": sheet, "row": number, "wrote": wrote, "sum": is_sum}
    say = _("「%(sheet)s」第 %(row)s 行的合计写的是 %(wrote)s，读到的行加起来是 %(sum)s，照行里的收。")
    return say % said


def _sums_by_year(rows: list[ListRow], sheet: str) -> list[str]:
    visits, fairs = Counter[int](), dict[int, set[date]]()
    for row in rows:
        if row.on and not row.stops:
            visits[row.on.year] += row.visits or 0
            fairs.setdefault(row.on.year, set()).add(row.on)
    say = _("「%(sheet)s」%(year)s 年：%(fairs)s 场，%(visits)s 人次。")
    return [
        say % {"sheet": sheet, "year": year, "fairs": len(fairs[year]), "visits": visits[year]}
        for year in sorted(fairs)
    ]


def _tell_doubles(rows: list[ListRow]) -> None:
    """The same stall of the same day twice: the first counts, the second waits for a person."""
    seen: dict[tuple[Any, ...], ListRow] = {}
    for row in rows:
        if row.stops:
            continue
        this = (row.on, row.place if row.unit == NO_UNIT else "", row.kind, row.unit)
        if (first := seen.setdefault(this, row)) is row:
            continue
        same = first.visits == row.visits
        say = _("和第 %d 行一样，只收一次。") if same else _("和第 %d 行是同一个摊位，人次不一样，请看哪个对。")
        row.tell("row_repeated" if same else "stall_twice", "kind", say % first.number)
