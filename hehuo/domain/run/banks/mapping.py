"""A statement whose columns a person says: the file as it looks, what each column is, and how it would be read."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.core.errors import Invalid
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import Faults, FileFault, Problem
from hehuo.domain.ground.intakes.tables.sheets import Header, Table, guess_columns, plain_word
from hehuo.domain.ground.intakes.tables.workbooks import Cell, RawSheet, open_table_file
from hehuo.domain.run.banks.kinds import EARLIEST_YEAR, LINES_LIMIT, PREVIEWED, SHOWN_COLUMNS, SHOWN_ROWS, BankColumn
from hehuo.domain.run.banks.models import ColumnTemplate, HeldPaper
from hehuo.domain.run.banks.reading import COLUMNS, Moved, Read, day_and_time, gather, read_table

_FAULTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """The first rows of one sheet as they stand in the file, those of its columns that hold anything, and its width."""

    sheets: list[str]
    sheet: int
    rows: list[tuple[int, list[str]]]
    columns: list[int]
    width: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the columns may be, the row where the data would begin, and the template that says so."""

    columns: dict[str, int]
    start: int
    called: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """How the file would be read: its first lines, how many there are, and every fault."""

    lines: list[Moved]
    count: int
    problems: list[Problem]


def look_at(content: bytes, name: str, sheet: int | None = None, *, keep: Collection[int] = ()) -> Shown:
    """The sheet as it is, the first that says anything unless one is named; columns to `keep` are shown though empty.

    Raises FileFault where the file is no table, Invalid where it has no such sheet.
    """
    sheets = open_table_file(content, name)
    if sheet is not None and not 0 <= sheet < len(sheets):
        raise Invalid("sheet", _("这份文件里没有这一张表。"))
    found = Shown([], 0, [], [], 0)
    for index in range(len(sheets)) if sheet is None else [sheet]:
        found = _shown(sheets, index, keep)
        if found.rows:
            return found
    return found


def _shown(sheets: Sequence[RawSheet], sheet: int, keep: Collection[int]) -> Shown:
    rows: list[tuple[int, list[str]]] = []
    used, widths = set(keep), Counter[int]()
    for number, cells in islice(sheets[sheet].rows, LINES_LIMIT):
        said = [values.written(cell) for cell in cells]
        used |= {index for index, text in enumerate(said) if text}
        if any(said):
            widths[len(said)] += 1
            rows += [(number, said)] if len(rows) < SHOWN_ROWS else []
    columns = sorted(used)[:SHOWN_COLUMNS]
    picked = [(number, [said[index] if index < len(said) else "" for index in columns]) for number, said in rows]
    width = widths.most_common(1)[0][0] if widths else 0
    return Shown([each.name for each in sheets], sheet, picked, columns, width)


def columns_of(said: Mapping[int, str]) -> dict[str, int]:
    """Column of the program → column of the sheet. Raises Invalid for one said twice, and for what is missing."""
    counts = Counter(name for name in said.values() if name)
    for name, count in counts.items():
        if name not in BankColumn:
            raise Invalid("columns", _("没有「%s」这一种列。") % name[:20])
        if count > 1:
            raise Invalid("columns", _("「%s」选了两列，只能选一列。") % BankColumn(name).label)
    if "on" not in counts:
        raise Invalid("columns", _("还没有指哪一列是日期。"))
    if not {"out", "into", "amount"} & set(counts):
        raise Invalid("columns", _("还没有指哪一列是金额：支出、收入各一列，或者一列金额。"))
    if "amount" in counts and {"out", "into"} & set(counts):
        raise Invalid("columns", _("金额只用一种：支出、收入各一列，或者只一列金额。"))
    if "sign" in counts and "amount" not in counts:
        raise Invalid("columns", _("指了借贷标志，还要指哪一列是金额。"))
    return {name: index for index, name in sorted(said.items()) if name}


def propose(shown: Shown, templates: Sequence[ColumnTemplate]) -> Proposal:
    """As a template of this account says, where the file has its shape; else what the heads and the days let guess."""
    for template in templates:
        if start := _start_by(template, shown):
            return Proposal(dict(template.columns), start, template.name)
    guesses = [
        (guess_columns(cells, COLUMNS), place) for place, (_number, cells) in enumerate(shown.rows) if _is_head(cells)
    ]
    columns, place = max(guesses, key=lambda guess: len(guess[0]), default=({}, -1))
    found = {name: shown.columns[index] for name, index in columns.items()}
    if len(found) >= 2 and place + 1 < len(shown.rows):
        return Proposal(found, shown.rows[place + 1][0])
    return _by_days(shown)


def open_paper(
    paper: HeldPaper, templates: Sequence[ColumnTemplate], sheet: int | None = None
) -> tuple[Shown, Proposal]:
    """A held file as it looks, with what was said of it; of another sheet of it, with what can be guessed.

    Raises Invalid where it has no such sheet.
    """
    if sheet is None or sheet == paper.sheet:
        shown = look_at(paper.content, paper.file_name, paper.sheet, keep=paper.columns.values())
        return shown, Proposal(paper.columns, paper.start, paper.called)
    shown = look_at(paper.content, paper.file_name, sheet)
    return shown, propose(shown, templates)


def shape_of(shown: Shown, start: int) -> str:
    """The same for two files with the same head above their data; without a head, with as many columns."""
    above = [cells for number, cells in shown.rows if number < start]
    if above and _is_head(above[-1]):
        return _shape_of_head(above[-1])
    return _hash(f"{shown.width} columns")


def read_paper(paper: HeldPaper) -> Read:
    """The whole file by what was said of it. Raises FileFault (Faults with each row's reason), Invalid."""
    columns = _checked(paper)
    opening = None if "balance" in columns else paper.opening_fen
    return read_table(_table(paper, columns), opening_fen=opening)


def preview(paper: HeldPaper) -> Preview:
    """The first lines as they would be read, and every fault; nothing is stored. Raises FileFault, Invalid."""
    lines, _totals, problems = gather(_table(paper, _checked(paper)))
    if not problems:
        try:
            read_paper(paper)
        except FileFault as fault:
            problems = fault.problems if isinstance(fault, Faults) else [fault.problem]
    return Preview(lines[:PREVIEWED], len(lines), problems[:_FAULTS_SHOWN])


def _checked(paper: HeldPaper) -> dict[str, int]:
    columns = columns_of({index: name for name, index in paper.columns.items()})
    if "balance" not in columns and paper.opening_fen is None:
        raise Invalid("opening_fen", _("没有余额一列，请写期初余额：期初加收减支等于期末，才知道没少行。"))
    return columns


def _table(paper: HeldPaper, columns: dict[str, int]) -> Table:
    """The sheet from the row where its data begin, as if its head had been understood."""
    sheets = open_table_file(paper.content, paper.file_name)
    if not 0 <= paper.sheet < len(sheets):
        raise Invalid("sheet", _("这份文件里没有这一张表。"))
    raw = sheets[paper.sheet]
    rows = list(islice(raw.rows, LINES_LIMIT + paper.start + 1))
    above = [cells for number, cells in rows if number < paper.start]
    below = [(number, cells) for number, cells in rows if number >= paper.start]
    if not below:
        raise Invalid("start", _("第 %d 行以后没有内容，请看数据从哪一行开始。") % paper.start)
    passed = [number for number, cells in rows if number < paper.start and _is_line(cells, columns)]
    if passed:
        raise Invalid("start", _("第 %d 行看着也是一笔，会漏掉。请看数据从哪一行开始。") % passed[0])
    title = " ".join(str(cell) for cells in above for cell in cells if cell)
    header = Header(paper.start - 1, _head(above, below), dict(columns))
    plain = RawSheet(raw.name, below, raw.merges)
    return Table(raw.name, title, header, plain, below, iter(()), {}, columns=dict(columns))


def _head(above: Sequence[Sequence[Cell]], below: Sequence[tuple[int, Sequence[Cell]]]) -> list[str]:
    """The words above the data, as wide as the data are: a line shorter than most had been broken in two."""
    width = Counter(len(cells) for _number, cells in below).most_common(1)[0][0]
    words = [values.written(cell) for cell in above[-1]] if above and _is_head(above[-1]) else []
    return [*words[:width], *[""] * (width - len(words))]


def _is_line(cells: Sequence[Cell], columns: Mapping[str, int]) -> bool:
    """A day and a sum stand where days and sums are: a movement, wherever the data are said to begin."""
    said = {name: values.written(cells[index]) for name, index in columns.items() if index < len(cells)}
    sums = [said[name] for name in ("into", "out", "amount") if said.get(name)]
    return _is_day(said.get("on", "")) and any(_is_sum(each) for each in sums)


def _is_sum(text: str) -> bool:
    try:
        return bool(money.parse_yuan(text))
    except Invalid:
        return False


def _is_head(cells: Sequence[Cell]) -> bool:
    """At least two words, and nothing that is a day or a sum."""
    said = [text for cell in cells if (text := plain_word(values.written(cell)))]
    return len(said) >= 2 and not any(letter.isdigit() for text in said for letter in text)


def _shape_of_head(cells: Sequence[str]) -> str:
    return _hash("|".join(word for cell in cells if (word := plain_word(cell))))


def _hash(shape: str) -> str:
    return hashlib.sha256(shape.encode()).hexdigest()


def _start_by(template: ColumnTemplate, shown: Shown) -> int | None:
    """Where the data begin in a file of the template's shape; None where it has another."""
    for place, (_number, cells) in enumerate(shown.rows[:-1]):
        if _is_head(cells) and _shape_of_head(cells) == template.header_hash:
            return shown.rows[place + 1][0]
    if template.header_hash != _hash(f"{shown.width} columns") or template.columns["on"] not in shown.columns:
        return None
    place = shown.columns.index(template.columns["on"])
    return next((number for number, cells in shown.rows if _is_day(cells[place])), None)


def _by_days(shown: Shown) -> Proposal:
    """Nothing but the days is known without a head: the first row that has one, and its column."""
    for number, cells in shown.rows:
        for place, text in enumerate(cells):
            if _is_day(text):
                return Proposal({"on": shown.columns[place]}, number)
    return Proposal({}, shown.rows[0][0] if shown.rows else 1)


def _is_day(text: str) -> bool:
    try:
        return values.day(day_and_time(text)[0], earliest=date(EARLIEST_YEAR, 1, 1)) is not None
    except values.Unsure:
        return False
