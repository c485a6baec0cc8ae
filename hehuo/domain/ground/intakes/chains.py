"""Reading a chain message (接龙) pasted from a group: who joins for which home, who leaves, who puts a number right.

Every line comes back: those that say something, and the chat between them, so that nothing is dropped in silence.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from hehuo.domain.ground.places.addresses import HomeNumber

_NUMBERED = re.compile(r"^\s*(\d{1,4})\s*[.、:,)）．]\s*(?=\S)(.*)$")
_HOME = re.compile(
    r"(?<!\d)(?<!\d-)(?P<building>\d{1,3})\s*(?:栋|幢|号楼|座|#|-)\s*"
    r"(?:(?P<stairwell>\d{1,2})\s*(?:单元|门|-)\s*)?(?P<room>\d{3,4})(?:室|号|房)?(?![\d-])"
)
_ROOM = re.compile(r"(?<![\d-])(?P<room>\d{3,4})(?:室|号|房)?(?![\d-])(?!\s*元)")
_MANY = re.compile(
    r"(?P<building>\d{1,3})\s*(?:栋|幢|号楼)\s*(?P<count>\d{1,3})\s*户"
)  # a collector's cash, paid in at once
_DOOR = re.compile(r"(?<![\d-])(\d{1,2})-(\d{3,4})(?![\d-])")
_BUILDING = re.compile(r"(?<![\d-])(\d{1,3})\s*(?:栋|幢|号楼)")
_RIGHT = re.compile(r"更正|写错|打错|应该是|应为|改成|改为")
_LEAVE = re.compile(r"撤回|退出|取消|不交|不参加|不接了|不要了|不出")
_AFTER_ALL = re.compile(r"还是(?:交|参加|要|出|同意|接)|气话|重新接|又要了")
_ASKING = re.compile(r"[?？]|吗|呢|抓紧|收口|截止|大家|群公告")
# What stands beside a name and is none.
_NO_NAME = re.compile(
    r"同意|支持|已转|已交|收到|确认|参加|报名|接龙|代接|代交|更正|撤回|退出|先不|还是|刚才|上面|房号|我家|手滑|重复|帮|网格员|楼栋长|投|选|改"
)
_WORD = re.compile(
    r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff](?:[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff·]{0,14})"
)


class Act(Enum):
    """What a line does."""

    JOIN = "join"
    LEAVE = "leave"
    RIGHT = "right"  # the number of the line before was wrong
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was written: its place in the message, its number in the chain, and what was read from it."""

    row: int
    number: int | None
    text: str
    act: Act
    homes: tuple[HomeNumber, ...] = ()
    building: str = ""  # where only the building is named
    name: str = ""


@dataclass(slots=True)
class Chain:
    """A message: its heading, and its lines in order."""

    heading: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands for one home when the message ends: joined or left, by which lines, under which name."""

    home: HomeNumber
    joined: bool
    lines: tuple[Line, ...]
    name: str


def homes_written(text: str) -> list[HomeNumber]:
    """The homes in a line of text, in their order: 3-2-402, 3栋2单元402, or 2栋3户 1-302、1-201、2-502."""
    plain = unicodedata.normalize("NFKC", text)
    if found := _MANY.search(plain):
        rest = [HomeNumber(found["building"], m[1], m[2]) for m in _DOOR.finditer(plain, found.end())]
        return list(dict.fromkeys(rest)) if len(rest) == int(found["count"]) else []
    return list(dict.fromkeys(_homes(plain, "")))


def read_chain(message: str, *, building: str = "") -> Chain:
    """A pasted message; `building` is meant where a line writes a bare room number, as in a group of one building."""
    chain, heading = Chain(), []
    for row, raw in enumerate(message.splitlines(), start=1):
        text = unicodedata.normalize("NFKC", raw).strip()
        if not text:
            continue
        numbered = _NUMBERED.match(text)
        if not numbered and not chain.lines:
            heading.append(raw.strip())
            continue
        number, said = (int(numbered[1]), numbered[2]) if numbered else (None, text)
        chain.lines.append(_line(row, number, raw.strip(), said, building))
    chain.heading = " ".join(heading)
    return chain


def standings(chain: Chain) -> tuple[list[Standing], list[Line]]:
    """How it ends for each home, and the lines that no home was found for. The last word of a home counts."""
    found: dict[str, Standing] = {}
    unsure: list[Line] = []
    before: Line | None = None
    for line in chain.lines:
        if line.act == Act.CHAT:
            continue
        if not line.homes:
            unsure.append(line)
            continue
        if line.act == Act.RIGHT and before:
            _take_back(found, before)
        for home in line.homes:
            was = found.get(home.path)
            lines = (*(was.lines if was else ()), line)
            name = line.name if home == line.homes[0] else ""
            found[home.path] = Standing(home, line.act != Act.LEAVE, lines, name or (was.name if was else ""))
        before = line
    return list(found.values()), unsure


def _take_back(found: dict[str, Standing], wrong: Line) -> None:
    """The line before named a wrong home: it never stood there."""
    for home in wrong.homes:
        standing = found.get(home.path)
        if standing and standing.lines[-1] is wrong:
            del found[home.path]


def _line(row: int, number: int | None, written: str, said: str, building: str) -> Line:
    homes = tuple(dict.fromkeys(_homes(said, building)))
    only_building = _BUILDING.search(said)
    if number is None and (not homes or _ASKING.search(said)):
        return Line(row, None, written, Act.CHAT)
    return Line(
        row, number, written, _act(said), homes, only_building[1] if only_building and not homes else "",
        _name(said),
    )  # fmt: skip


def _homes(said: str, building: str) -> Iterable[HomeNumber]:
    whole = [HomeNumber(m["building"], m["stairwell"] or "", m["room"]) for m in _HOME.finditer(said)]
    if whole or not building:
        return whole
    return [HomeNumber(building, "", m["room"]) for m in list(_ROOM.finditer(said))[:1]]


def _act(said: str) -> Act:
    if _RIGHT.search(said):
        return Act.RIGHT
    if _LEAVE.search(said) and not _AFTER_ALL.search(said):
        return Act.LEAVE
    return Act.JOIN


def _name(said: str) -> str:
    """The first word that is no word of the chain: two to four letters, or more with a dot between."""
    bare = _ROOM.sub(" ", _BUILDING.sub(" ", _HOME.sub(" ", said)))
    for word in _WORD.findall(re.sub(r"[(（].*?[)）]", " ", bare)):
        part = _NO_NAME.split(word)[0]
        if 2 <= len(part) <= 4 or ("·" in part and len(part) > 2):
            return str(part)
    return ""
