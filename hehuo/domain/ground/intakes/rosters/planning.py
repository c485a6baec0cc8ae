"""A whole roster read into households and a tray, before anything is written."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import FileFault, Problem
from hehuo.domain.ground.intakes.rosters.columns import COLUMNS, LABELS, Shape, shape_of
from hehuo.domain.ground.intakes.rosters.reading import Reading, read_row
from hehuo.domain.ground.intakes.rosters.records import UNKNOWN_ROOM, Address, Household, PersonRecord
from hehuo.domain.ground.intakes.rosters.totals import TotalsCheck
from hehuo.domain.ground.intakes.tables.sheets import Row, Table, Total, read_sheet
from hehuo.domain.ground.intakes.tables.workbooks import RawSheet, column_letters, open_table_file
from hehuo.domain.ground.places import addresses

TELL_EVERY = 2_000  # rows
PIECE_PEOPLE = 600  # whole households up to about this many rows: a transaction of about a quarter of a second
_ESTATE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,10}?(?:小区|花园|家园|新村|公寓|苑|佳园|华庭|名邸|大院|宿舍)")
# Their formulas only repeat what the ID number says.
_MAY_BE_FORMULA = frozenset({"born_on", "sex", "community"})


@dataclass(slots=True)
class Known:
    """What the community already knows: its estates, and the homes of those whose homes were listed once."""

    estates: list[str] = field(default_factory=list)
    listed: dict[str, set[str]] = field(default_factory=dict)  # estate → paths of its homes


@dataclass(slots=True)
class TrayRow:
    """A row for a person to look at, and whether the rest of it is taken in."""

    sheet: str
    number: int
    data: dict[str, str]
    problems: list[Problem]

    @property
    def stops(self) -> bool:
        return any(problem.stops for problem in self.problems)


@dataclass(slots=True)
class Plan:
    """All that a file says: households to take in, rows that wait, and what was seen on the way."""

    households: dict[str, Household] = field(default_factory=dict)
    tray: list[TrayRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)  # of no single row: totals
    notes: list[str] = field(default_factory=list)
    columns: dict[str, Any] = field(default_factory=dict)
    read: int = 0
    repeated: int = 0
    skipped: int = 0

    @property
    def refused(self) -> int:
        return sum(1 for row in self.tray if row.stops)

    @property
    def all_problems(self) -> list[Problem]:
        """Every problem, those of rows first."""
        return [*(problem for row in self.tray for problem in row.problems), *self.problems]

    def pieces(self) -> Iterator[str]:
        """Whole households as JSON, in counting order, a few hundred people at a time."""
        piece: list[dict[str, Any]] = []
        size = 0
        for path in sorted(self.households, key=addresses.order_of):
            household = self.households[path]
            piece.append(household.as_json())
            size += 1 + len(household.people)
            if size >= PIECE_PEOPLE:
                yield json.dumps(piece, ensure_ascii=False)
                piece, size = [], 0
        if piece:
            yield json.dumps(piece, ensure_ascii=False)


def plan_roster(
    content: bytes,
    file_name: str,
    *,
    known: Known,
    estate: str = "",
    remembered: Mapping[str, dict[str, int]] | None = None,
    only: str = "",
    tell: Callable[[int], None] = lambda rows: None,
) -> Plan:
    """Read a roster. Raises FileFault where the file as a whole cannot be read; writes nothing.

    `estate` names the estate where the paper does not; `only` takes the rows of one community of a street's file.
    `tell` hears now and then how many rows were read.
    """
    planner = _Planner(known, file_name, estate, only, tell)
    tables = planner.tables(open_table_file(content, file_name), remembered or {})
    for table, shape in sorted(tables, key=lambda pair: pair[1] is Shape.PEOPLE):
        planner.read_table(table, shape)
    planner.finish()
    return planner.plan


def communities_named(content: bytes, file_name: str) -> dict[str, int]:
    """The communities that a street's file names, with the rows of each; empty where it has no such column."""
    found: dict[str, int] = {}
    for raw in open_table_file(content, file_name):
        table = read_sheet(raw, COLUMNS)
        if table is None or "community" not in table.columns:
            continue
        for row in table.rows():
            if isinstance(row, Row):
                name = addresses.plain(row.cells["community"])
                found[name] = found.get(name, 0) + 1
    return found


class _Planner:
    """One reading of one file."""

    def __init__(self, known: Known, file_name: str, estate: str, only: str, tell: Callable[[int], None]) -> None:
        self.plan = Plan()
        self._known = known
        self._file_name = file_name
        self._estate = estate
        self._only = only
        self._tell = tell
        self._listed = {name: set(paths) for name, paths in known.listed.items()}
        self._by_identity: dict[str, tuple[Household, PersonRecord]] = {}

    def tables(self, sheets: list[RawSheet], remembered: Mapping[str, dict[str, int]]) -> list[tuple[Table, Shape]]:
        """The sheets that list homes or people; FileFault where none does."""
        found = []
        seen: list[str] = []
        for raw in sheets:
            table = read_sheet(raw, COLUMNS, remembered)
            shape = shape_of(table.columns) if table else None
            if table is None or shape is None:
                seen += [word for word in table.header.words if word] if table else []
                self.plan.notes.append(_("没有读工作表「%s」：里面没有房屋或人员的表头。") % raw.name)
                continue
            if shape is Shape.BOTH and table.header.words[table.columns.get("owner", 0)].startswith("户主"):
                table.columns.pop("owner", None)  # beside each person's name it only says whose household it is
                shape = shape_of(table.columns) or shape
            self.plan.columns[raw.name] = {
                "header": table.header.words, "digest": table.header.digest, "columns": table.columns,
            }  # fmt: skip
            self._note_hidden(table)
            found.append((table, shape))
        if not found:
            raise FileFault("columns_unknown", self._no_header(seen))
        return found

    def _no_header(self, seen: list[str]) -> str:
        if seen:
            return _("「%(name)s」的表头是：%(seen)s。花名册要有门牌（或楼栋、房号）和姓名（或业主）。") % {
                "name": self._file_name, "seen": "、".join(seen[:8]),
            }  # fmt: skip
        return _("「%s」里没有花名册的表头。请写上“房号、姓名、身份证号、电话”这样的列名。") % self._file_name

    def _note_hidden(self, table: Table) -> None:
        for column in sorted(table.raw.hidden):
            word = table.header.words[column] if column < len(table.header.words) else ""
            self.plan.notes.append(
                _("「%(sheet)s」的 %(letters)s 列（%(word)s）是隐藏的，也一起读了。")
                % {"sheet": table.sheet, "letters": column_letters(column), "word": re.sub(r"\s", "", word)}
            )

    def read_table(self, table: Table, shape: Shape) -> None:
        """Every row of a table, into households or the tray."""
        estate = self._estate_of(table)
        self.plan.columns[table.sheet]["estate"] = estate  # a row mended later is read as this sheet was
        totals = TotalsCheck(table.sheet, shape)
        fill = _Blanks(shape, table.columns)
        for row in table.rows():
            if isinstance(row, Total):
                if not self._only:
                    self.plan.problems += totals.compare(row)
                continue
            if self._only and addresses.plain(row.cells.get("community")) != self._only:
                continue
            self._refuse_formula(table, row)
            self.plan.read += 1
            if self.plan.read % TELL_EVERY == 0:
                self._tell(self.plan.read)
            reading = read_row(
                table.sheet, row.number, fill.filled(row.cells), shape=shape, estate=estate, comment=row.comment
            )
            _note_line(reading, row)
            totals.add(reading)
            self._place(reading, shape)
        self.plan.skipped += table.skipped
        self.plan.notes += [
            _("「%(sheet)s」第 %(row)d 行是一句话，没有当作数据：%(text)s")
            % {"sheet": table.sheet, "row": number, "text": text[:60]}
            for number, text in table.remarks
        ]

    def _estate_of(self, table: Table) -> str:
        """Where homes are whose row names no estate: as told, as the title says, or the community's only one."""
        if self._estate:
            return self._estate
        told = f"{table.title} {table.sheet} {self._file_name}"
        for name in sorted(self._known.estates, key=len, reverse=True):
            if name in told:
                return name
        for match in _ESTATE.finditer(told):
            name = re.split(r"街道|社区|居委会|镇|乡", match[0])[-1]
            if len(name) > 2:
                return name
        return self._known.estates[0] if len(self._known.estates) == 1 else ""

    def _refuse_formula(self, table: Table, row: Row) -> None:
        """A formula may show anything: the file is sent back, with the first cell named."""
        for name, column in table.columns.items():
            if (row.number, column) in table.raw.formulas and name not in _MAY_BE_FORMULA:
                raise FileFault(
                    "file_formulas",
                    _("「%(sheet)s」%(cell)s 的「%(label)s」是公式。请全选复制，再“选择性粘贴 → 数值”，另存后再传。")
                    % {"sheet": table.sheet, "cell": f"{column_letters(column)}{row.number}", "label": LABELS[name]},
                )

    def _place(self, reading: Reading, shape: Shape) -> None:
        """Put what a row says where it belongs; a row that stops goes to the tray whole."""
        if reading.address and not reading.stops:
            if reading.home and shape is Shape.HOMES:
                self._place_home(reading, reading.address)
            elif reading.person:
                self._place_person(reading, reading.address, shape)
        if reading.problems:
            self.plan.tray.append(TrayRow(reading.sheet, reading.number, reading.as_written(), reading.problems))

    def _place_home(self, reading: Reading, address: Address) -> None:
        household = self._household(address)
        if household.home is not None:
            reading.add(
                "home_twice",
                _("%(home)s 已在第 %(row)d 行登记过。请核对哪一行是对的。")
                % {"home": address.short, "row": household.home.row},
                "room",
                stops=True,
            )
            return
        household.home = reading.home
        self._listed.setdefault(address.estate, set()).add(address.path)

    def _place_person(self, reading: Reading, address: Address, shape: Shape) -> None:
        listed, path = self._listed.get(address.estate), address.path
        if listed and path not in listed and shape is Shape.PEOPLE:
            say = _("%(estate)s没有 %(home)s 这套房，请核对门牌。") % {"estate": address.estate, "home": address.short}
            reading.add("home_unknown", say, "room", stops=True)
            return
        if address.room == UNKNOWN_ROOM and not (listed and path in listed):
            reading.add("home_unreadable", _("房号没有填，不知道住哪一套，请补上。"), "room", stops=True)
            return
        person = reading.person
        if person is None or self._is_repeated(reading, address, person):
            return
        household = self._household(address)
        if shape is Shape.BOTH and household.home is None:
            household.home = reading.home
        elif shape is Shape.BOTH and reading.home and household.home:
            _fill_home(household, reading)
        household.people.append(person)
        if person.identity:
            self._by_identity[person.identity] = (household, person)

    def _is_repeated(self, reading: Reading, address: Address, person: PersonRecord) -> bool:
        """Whether the person stands in the file already; the row then adds what the first left blank, or stops."""
        household, first = self._by_identity.get(person.identity, (None, None)) if person.identity else (None, None)
        path = household.address.path if household else address.path
        first = first or self._same_name_at(address, person)
        if first is None:
            return False
        if first.name != person.name:
            reading.add(
                "id_of_another",
                _("这个身份证号在第 %(row)d 行是%(name)s的，请核对。") % {"row": first.row, "name": first.name},
                "identity",
                stops=True,
            )
        elif path != address.path:
            home = path.partition("/")[2].replace("/", " ")
            say = _("%(name)s在第 %(row)d 行已登记在 %(home)s。一个人只记一处，请核对住在哪里。")
            reading.add(
                "person_in_two_homes", say % {"name": person.name, "row": first.row, "home": home}, "room", stops=True
            )
        else:
            say = _("%(name)s和第 %(row)d 行是同一个人，已合成一条。") % {"name": person.name, "row": first.row}
            reading.add("person_twice", say, "name")
            _fill_person(first, person)
            self.plan.repeated += 1
        return True

    def _same_name_at(self, address: Address, person: PersonRecord) -> PersonRecord | None:
        """Somebody of this name in the home, unless ID numbers or birth dates say they are two."""
        household = self.plan.households.get(address.path)
        for other in household.people if household else ():
            apart = (person.identity and other.identity) or (
                person.born_on and other.born_on and person.born_on != other.born_on
            )
            if other.name == person.name and not apart:
                return other
        return None

    def _household(self, address: Address) -> Household:
        found = self.plan.households.get(address.path)
        if found is None:
            found = self.plan.households[address.path] = Household(address)
        return found

    def finish(self) -> None:
        """Nothing read at all is a fault of the file."""
        if self.plan.read == 0 and not self._only:
            raise FileFault("rows_missing", _("「%s」只有表头，下面没有一行数据。") % self._file_name)
        self._by_identity.clear()


class _Blanks:
    """Blank cells that mean `as above`: building and stairwell always, the home for those who are not its head."""

    def __init__(self, shape: Shape, columns: Mapping[str, int]) -> None:
        levels = [name for name in ("estate", "building", "stairwell") if name in columns]
        # Only where a building is named at all in its own column can a blank one mean the one above.
        self._fill = levels if "building" in columns else [name for name in levels if name == "estate"]
        self._fill_room = shape is Shape.PEOPLE
        self._above: dict[str, Any] = {}

    def filled(self, cells: Mapping[str, Any]) -> Mapping[str, Any]:
        blank = [name for name in self._fill if cells.get(name) in ("", None) and name in self._above]
        is_head = str(cells.get("relation", "")).strip() in {"户主", "本人", "承租人", ""}
        if self._fill_room and cells.get("room") in ("", None) and not is_head and "room" in self._above:
            blank.append("room")
        if blank:
            # A stairwell is only as above while the building is.
            cells = {**cells, **{name: self._above[name] for name in blank}}
        self._above = {name: cells[name] for name in (*self._fill, "room") if cells.get(name) not in ("", None)}
        return cells


def _note_line(reading: Reading, row: Row) -> None:
    if row.is_shifted:
        reading.add("columns_shifted", _("这一行错开了一格，已按内容对齐，请核对。"))
    if row.is_joined:
        reading.add("line_joined", _("这一行在文件里断成了两行，已接起来，请核对。"))
    if row.is_short and not any(values.written(row.cells.get(name)) for name in ("identity", "phone", "area", "sex")):
        reading.add("row_cut", _("这一行后半截断了，只收了前面几格。请补上。"))


def _fill_person(first: PersonRecord, again: PersonRecord) -> None:
    for name in ("sex", "born_on", "identity", "phone", "relation", "living", "note"):
        if not getattr(first, name):
            setattr(first, name, getattr(again, name))
    first.cares = [*first.cares, *(care for care in again.cares if care not in first.cares)]


def _fill_home(household: Household, reading: Reading) -> None:
    home, again = household.home, reading.home
    if home is None or again is None:
        return
    home.area_x100 = home.area_x100 if home.area_x100 is not None else again.area_x100
    home.is_fitted_out = home.is_fitted_out if home.is_fitted_out is not None else again.is_fitted_out
    home.owners += [owner for owner in again.owners if owner.name not in {known.name for known in home.owners}]
