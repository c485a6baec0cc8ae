"""One row of a roster, read by meaning: an address, a home, a person, and the problems found on the way.

Words that a large roster says again and again (an estate, a room, a day) are kept once (`intern`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from sys import intern
from typing import TypeVar

from django.utils.translation import gettext as _

from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.kinds import Problem
from hehuo.domain.ground.intakes.rosters import tags
from hehuo.domain.ground.intakes.rosters.columns import LABELS, Shape
from hehuo.domain.ground.intakes.rosters.records import (
    UNKNOWN_ROOM,
    Address,
    HomeRecord,
    OwnerRecord,
    PersonRecord,
)
from hehuo.domain.ground.intakes.tables.workbooks import Cell
from hehuo.domain.ground.places import addresses

T = TypeVar("T")
# 育才小区1栋2单元101: the estate before the number, in one cell.
_ESTATE_FIRST = re.compile(r"^(.*?(?:小区|花园|家园|新村|公寓|苑|城|园|里|湾|庭|府))(?=[0-9A-Za-z])(.+)$")
_CHINESE = {word: str(number) for number, word in enumerate("一二三四五六七八九十", 1)}


@dataclass(slots=True)
class Reading:
    """What one row says, and what is wrong with it. A row with a problem that stops is not taken in."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    problems: list[Problem] = field(default_factory=list)
    address: Address | None = None
    home: HomeRecord | None = None
    person: PersonRecord | None = None

    @property
    def stops(self) -> bool:
        return any(problem.stops for problem in self.problems)

    def add(self, code: str, say: str, column: str | None = None, *, stops: bool = False) -> None:
        """Note a problem of this row."""
        value = values.written(self.cells.get(column)) if column else None
        label = LABELS.get(column, column) if column else None
        self.problems.append(Problem(code, say, self.sheet, self.number, label, value, stops))

    def read(self, column: str, reader: Callable[[Cell | None], T], blank: T, *, stops: bool = False) -> T:
        """A cell through its reader; what is unsure becomes a problem and stays blank."""
        try:
            return reader(self.cells.get(column))
        except values.Unsure as unsure:
            self.add(unsure.code, unsure.say, column, stops=stops)
            return blank

    def as_written(self) -> dict[str, str]:
        """Every column of the program as it stands in the file, for the tray."""
        return {name: values.written(cell) for name, cell in self.cells.items()}


def read_row(
    sheet: str, number: int, cells: Mapping[str, Cell], *, shape: Shape, estate: str, comment: str = ""
) -> Reading:
    """Read a row of a sheet of this shape; `estate` is where homes are whose row names none."""
    reading = Reading(sheet, number, cells)
    reading.address = _address(reading, estate)
    if reading.address is None:
        return reading
    if shape is not Shape.PEOPLE:
        reading.home = _home(reading, comment)
    if shape is not Shape.HOMES:
        reading.person = _person(reading, comment if shape is Shape.PEOPLE else "")
    return reading


def _address(reading: Reading, estate: str) -> Address | None:
    estate = addresses.plain(reading.cells.get("estate")) or estate
    building = _level(reading.cells.get("building"))
    stairwell = _level(reading.cells.get("stairwell"))
    room = addresses.plain(values.written(reading.cells.get("room")))
    if estate and room.startswith(estate):
        room = room[len(estate) :]
    whole = _ESTATE_FIRST.match(room)
    if whole and not building:
        estate, room = whole[1] if not reading.cells.get("estate") else estate, whole[2]
    found = addresses.read_home(room)
    if found and (not building or found.building == building):
        # The cell names the whole home: 1-2-101. Beside columns of their own it only says them again.
        return _named(reading, Address(estate, found.building, found.stairwell or stairwell, found.room))
    if not building:
        partial = re.match(r"^([0-9A-Za-z]+)(?:栋|幢|号楼|座|#|-)(?:([0-9A-Za-z]+)(?:单元|门|-)?)?$", room)
        if partial:
            building, stairwell, room = partial[1], partial[2] or "", ""
    room = re.sub(r"(室|号|房)$", "", room)
    return _named(reading, Address(estate, building, stairwell, room))


def _named(reading: Reading, address: Address) -> Address | None:
    """The address if it can be told for sure; a home without its room number keeps a place of its own."""
    if not address.estate:
        reading.add("estate_missing", _("看不出是哪个小区，请填上小区名称。"), "estate", stops=True)
        return None
    if not address.building:
        reading.add("home_unreadable", _("看不出是哪一栋哪一户，请写成 1-2-101 这样。"), "room", stops=True)
        return None
    if address.room in ("", UNKNOWN_ROOM):
        reading.add("room_missing", _("房号没有填。先记在「待核」名下，请补上房号。"), "room")
        return Address(address.estate, address.building, address.stairwell, UNKNOWN_ROOM)
    if not re.fullmatch(r"[0-9A-Za-z]{1,6}(-[0-9A-Za-z]{1,3})?", address.room):
        reading.add("home_unreadable", _("房号「%s」看不懂，请写成 101 这样。") % address.room, "room", stops=True)
        return None
    return Address(intern(address.estate), address.building, address.stairwell, intern(address.room))


@lru_cache(maxsize=4096, typed=True)  # a large estate says the same few hundred again and again
def _level(cell: Cell | None) -> str:
    text = addresses.number_of(values.written(cell))
    return _CHINESE.get(text, text)


def _home(reading: Reading, comment: str) -> HomeRecord:
    handed_on = reading.read("handed_on", values.day, None)
    return HomeRecord(
        sheet=reading.sheet,
        row=reading.number,
        area_x100=reading.read("area", values.area_x100, None),
        is_fitted_out=reading.read("fitted_out", values.yes, None),
        note=_notes(values.written(reading.cells.get("note")) if "name" not in reading.cells else "", comment),
        handed_on=handed_on.isoformat() if handed_on else "",
        owners=_owners(reading),
    )


def _owners(reading: Reading) -> list[OwnerRecord]:
    """The owners in one cell; the phone beside them is the first one's, as is the ID number."""
    names: list[str] = reading.read("owner", values.names, [])
    if not names:
        return []
    phone = reading.read("owner_phone", values.phone, "")
    identity = reading.read("owner_identity", values.identity, "") if len(names) == 1 else ""
    first = OwnerRecord(names[0], phone, identity)
    return [first, *(OwnerRecord(name) for name in names[1:])]


def _notes(*parts: str) -> str:
    return "；".join(part for part in parts if part)[:200]


def _person(reading: Reading, comment: str) -> PersonRecord | None:
    name = reading.read("name", values.name, "", stops=True)
    if not name:
        if not reading.stops:
            reading.add("name_missing", _("姓名没有填，请补上。"), "name", stops=True)
        return None
    identity = reading.read("identity", values.identity, "")
    tagged = values.written(reading.cells.get("tags"))
    note = values.written(reading.cells.get("note"))
    return PersonRecord(
        sheet=reading.sheet,
        row=reading.number,
        name=name,
        sex=_sex(reading, identity),
        born_on=_born_on(reading, identity),
        identity=identity,
        phone=reading.read("phone", values.phone, ""),
        relation=intern(values.written(reading.cells.get("relation"))[:20]),
        living=tags.living(values.written(reading.cells.get("living"))) or tags.living(note if len(note) < 5 else ""),
        note=_notes(tags.others(tagged), tags.others(note) if len(note) < 12 and tags.cares(note) else note, comment),
        cares=_cares(tagged, note),
    )


def _cares(tagged: str, note: str) -> Sequence[list[str]]:
    """Reasons for care, of the tags first; most people have none, and share it."""
    found = tags.cares(tagged)
    return found + [care for care in tags.cares(note) if care not in found] or ()


def _sex(reading: Reading, identity: str) -> str:
    """As written, unless the ID number (whose check digit is right) says otherwise: then a person should look."""
    said, known = reading.read("sex", values.sex, ""), values.sex_of(identity)
    if said and known and said != known:
        reading.add("sex_differs", _("性别和身份证号对不上，已按身份证号记，请核对。"), "sex")
    return known or said


def _born_on(reading: Reading, identity: str) -> str:
    said, known = reading.read("born_on", values.day, None), values.born_of(identity)
    if said and known and not _same_birth(said, known):
        reading.add("birth_differs", _("出生日期和身份证号对不上，已按身份证号记，请核对。"), "born_on")
    born = known or said
    return intern(born.isoformat()) if born else ""


def _same_birth(said: date, known: date) -> bool:
    """The same day, or the same month where the paper names no day (it was read as the first)."""
    return said == known or (said.day == 1 and (said.year, said.month) == (known.year, known.month))
