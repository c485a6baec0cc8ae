"""Finding a header by meaning, and saying of each row below it what it is."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice

from hehuo.domain.ground.intakes.tables.workbooks import Cell, Merge, RawSheet

LOOK_FOR_HEADER = 40  # rows
_TOTAL = re.compile(r"^(本页|本栋|本单元|本楼|\d+栋|\d+号楼)?(小计|合计|总计|共计|累计|总数|合计数)[:：]?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a paper may have: its name in the program, its label, and the words that offices head it with."""

    name: str
    label: str
    words: tuple[str, ...]
    pattern: str = ""  # what its values look like where that is telling: a line that slipped sideways is found by it


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: where it stands and each column as it was written.

    `is_short`: the line ends before the header does. `is_shifted`: it had slipped sideways, `is_joined`: it had been
    broken in two; both were put right.
    """

    number: int
    cells: Mapping[str, Cell]
    comment: str = ""
    is_short: bool = False
    is_shifted: bool = False
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """A row of totals, and the count of data rows above it."""

    number: int
    cells: Mapping[str, Cell]
    is_partial: bool


@dataclass(slots=True)
class Header:
    """Where the header stands, its words, and which column of the program each column of the sheet is."""

    last_row: int
    words: list[str]
    columns: dict[str, int]

    @property
    def digest(self) -> str:
        """The same for two files with the same header words in the same order."""
        return hashlib.sha256("|".join(plain_word(word) for word in self.words).encode()).hexdigest()


@dataclass(slots=True)
class Table:
    """A sheet that was understood. `rows` streams its data and totals; blank and repeated lines are only counted."""

    sheet: str
    title: str
    header: Header
    raw: RawSheet
    head: list[tuple[int, list[Cell]]]
    rest: Iterator[tuple[int, list[Cell]]]
    patterns: dict[str, re.Pattern[str]]
    skipped: int = 0
    remarks: list[tuple[int, str]] = field(default_factory=list)  # single lines of text among the rows
    columns: dict[str, int] = field(default_factory=dict)

    def rows(self) -> Iterator[Row | Total]:
        """Data rows and totals below the header, merged cells filled down."""
        fill = _Filler(self.raw.merges)
        below = (pair for pair in self.head if pair[0] > self.header.last_row)
        width = len(self.header.words)
        for number, cells, is_joined in _joined(chain(below, self.rest), width):
            line = [cell.strip() if isinstance(cell, str) else cell for cell in fill.row(number, cells)]
            if self._is_nothing(number, line):
                self.skipped += 1
                continue
            if total := _TOTAL.match(_first_text(cells)):
                yield Total(number, self._picked(line), is_partial="小计" in total[0] or bool(total[1]))
                continue
            straight = self._straightened(line)
            whole = _with_rest_in_last(straight, width)
            is_short = len(cells) < width
            yield Row(number, self._picked(whole), self._comment(number), is_short, straight is not line, is_joined)

    def _picked(self, line: Sequence[Cell]) -> dict[str, Cell]:
        return {name: line[index] if index < len(line) else "" for name, index in self.columns.items()}

    def _straightened(self, line: list[Cell]) -> list[Cell]:
        """A line that slipped by one cell, moved back: only where every telling column then looks right."""
        telling = [(self.columns[name], pattern) for name, pattern in self.patterns.items() if name in self.columns]
        if not telling or any(_looks(line, index, pattern) for index, pattern in telling):
            return line
        for moved in (line[1:], ["", *line]):
            if "" in (*line[:1], *moved[:1]) and all(_looks(moved, index, pattern) for index, pattern in telling):
                return moved
        return line

    def _is_nothing(self, number: int, cells: Sequence[Cell]) -> bool:
        """A blank line, the header again on a new page, or a line of text (kept as a remark)."""
        said = [cell for cell in cells if cell not in ("", None)]
        if not said:
            return True
        same = sum(
            1 for cell, word in zip(cells, self.header.words, strict=False) if cell and str(cell).strip() == word
        )
        if same >= 3 and same >= len(said) - 1:
            return True
        if len({str(cell) for cell in said}) == 1 and len(str(said[0])) > 4 and len(self.columns) > 2:
            self.remarks.append((number, str(said[0])))
            return True
        return False

    def _comment(self, number: int) -> str:
        return "；".join(text for (row, _column), text in self.raw.comments.items() if row == number)


class _Filler:
    """Fills merged cells: each of a merged block says what its first one says."""

    def __init__(self, merges: Sequence[Merge]) -> None:
        self._by_row: dict[int, list[tuple[int, int, int, int]]] = {}
        for (top, left), (bottom, right) in merges:
            for row in range(top, bottom + 1):
                self._by_row.setdefault(row, []).append((top, left, bottom, right))
        self._said: dict[tuple[int, int], Cell] = {}

    def row(self, number: int, cells: list[Cell]) -> list[Cell]:
        blocks = self._by_row.get(number)
        if not blocks:
            return cells
        cells = list(cells)
        for top, left, _bottom, right in blocks:
            if left >= len(cells):
                continue
            if number == top:
                self._said[(top, left)] = cells[left]
            for column in range(left, min(right + 1, len(cells))):
                cells[column] = self._said.get((top, left), "")
        return cells


def _joined(rows: Iterator[tuple[int, list[Cell]]], width: int) -> Iterator[tuple[int, list[Cell], bool]]:
    """Rows, with a line that was broken in two inside a cell put together again (its number is the first line's)."""
    held: tuple[int, list[Cell]] | None = None
    for number, cells in rows:
        if held is not None:
            first, start = held
            held = None
            if 0 < len(cells) < width and len(start) + len(cells) - 1 == width and len(start) > 1:
                yield first, [*start[:-1], f"{start[-1]}{cells[0]}", *cells[1:]], True
                continue
            yield first, start, False
        if 0 < len(cells) < width:
            held = number, cells
        else:
            yield number, cells, False
    if held is not None:
        yield *held, False


def _looks(line: Sequence[Cell], index: int, pattern: re.Pattern[str]) -> bool:
    return index < len(line) and bool(pattern.fullmatch(str(line[index])))


def _with_rest_in_last(line: list[Cell], width: int) -> list[Cell]:
    """A note with commas of its own was cut into cells: put it together again."""
    if len(line) <= width or width == 0:
        return line
    return [*line[: width - 1], "，".join(str(cell) for cell in line[width - 1 :] if cell != "")]


def _first_text(cells: Sequence[Cell]) -> str:
    """The first thing a row says, without blanks: `合　计` is `合计`."""
    return next((re.sub(r"\s", "", str(cell)) for cell in cells if cell not in ("", None)), "")


def plain_word(written: object) -> str:
    """A header's words without blanks, line breaks, brackets and what stands in them."""
    text = unicodedata.normalize("NFKC", str(written if written is not None else ""))
    text = re.sub(r"\(.*?\)|（.*?）|\[.*?\]|【.*?】", "", text)
    return re.sub(r"[\s*:：/、,，.。\-_]", "", text)


def guess_columns(words: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Which of a header's cells is which column: the exact word first, then the longest word that is part of it."""
    plain = [plain_word(word) for word in words]
    found: dict[str, int] = {}
    taken: set[int] = set()
    for is_match in (_is_word, _holds_word):
        offers = [
            (-length, index, column.name)
            for column in columns
            for index, text in enumerate(plain)
            if text and (length := is_match(text, column))
        ]
        for _length, index, name in sorted(offers):
            if index not in taken and name not in found:
                found[name] = index
                taken.add(index)
    return found


def _is_word(text: str, column: Column) -> int:
    """The earlier a word stands in the column's list, the better it fits."""
    return 100 - column.words.index(text) if text in column.words else 0


def _holds_word(text: str, column: Column) -> int:
    if len(text) > 14:
        return 0  # a sentence, not a header
    return max((len(word) for word in column.words if len(word) > 1 and word in text), default=0)


def find_header(
    rows: Sequence[tuple[int, list[Cell]]], merges: Sequence[Merge], columns: Sequence[Column]
) -> Header | None:
    """The row (or two rows) whose words mean the most columns; None where no row means three."""
    fill = _Filler(merges)
    filled = [(number, fill.row(number, cells)) for number, cells in rows]
    best: Header | None = None
    for place, (number, cells) in enumerate(filled):
        words = [_header_text(cell) for cell in cells]
        one = Header(number, words, guess_columns(words, columns))
        if best is None or len(one.columns) > len(best.columns):
            best = one
        if place + 1 < len(filled) and len(one.columns) >= 1:
            below_number, below = filled[place + 1]
            both = _two_rows(words, [_header_text(cell) for cell in below])
            two = Header(below_number, both, guess_columns(both, columns))
            # Two rows of header only where the second adds meaning and holds no data.
            if len(two.columns) > len(best.columns) and not any(_is_data(cell) for cell in below):
                best = two
    return best if best is not None and len(best.columns) >= 3 else None


def _two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    return [low if high == low or not high else high + low for high, low in zip(above, below, strict=True)]


def _header_text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _is_data(cell: Cell) -> bool:
    return isinstance(cell, (int, float, date, datetime)) or bool(re.search(r"\d{3,}", str(cell)))


def read_sheet(
    raw: RawSheet, columns: Sequence[Column], remembered: Mapping[str, dict[str, int]] | None = None
) -> Table | None:
    """The sheet as a table, or None where no header of these columns is found.

    `remembered` are columns that a person put right before, by the header's digest.
    """
    rows = iter(raw.rows)
    head = list(islice(rows, LOOK_FOR_HEADER))
    header = find_header(head, raw.merges, columns)
    if header is None:
        return None
    title = " ".join(str(cell) for number, cells in head if number < header.last_row for cell in cells if cell)
    chosen = (remembered or {}).get(header.digest, header.columns)
    patterns = {column.name: re.compile(column.pattern) for column in columns if column.pattern}
    return Table(raw.name, title, header, raw, head, rows, patterns, columns=dict(chosen))
