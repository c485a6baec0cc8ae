"""A chain message (接龙) in which families sign up for a class: who, for how many, who left, who stands there twice."""

import re
import unicodedata
from dataclasses import dataclass, field

from hehuo.domain.ground.intakes.chains import Act, Line, read_chain

_NUMBER = re.compile(r"^\s*\d{1,4}\s*[.、:,)）．]\s*")
_NAME = re.compile(
    r"^((?:[\u4e00-\u9fff\u3400-\u4dbf·]\s*){2,8}?)(?=$|[,，。+(（\d]|[一二两三四五]\s*[个人位]|不好意思|有事|去不了|来不了|取消|退出|改)"
)
_COUNT = re.compile(r"(?:\+\s*(\d{1,2}))|(?:(\d{1,2}|[一二两三四五])\s*[个人位]娃?)")
_LEFT = re.compile(r"去不了|来不了|取消|退出|不参加|不去了|不来了")
_CHANGED = re.compile(r"改为|改成|更正|应为")
_LETTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


@dataclass(slots=True)
class Party:
    """A name in the chain, as it stands at its end: for how many, and whether it left again."""

    name: str
    seats: int
    row: int
    text: str
    left: bool = False
    has_ages: bool = False


@dataclass(slots=True)
class Parties:
    """All of a chain: names as they first stood there, lines that say the same again, and the rest."""

    standing: list[Party] = field(default_factory=list)
    doubles: list[Line] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    chat: list[Line] = field(default_factory=list)

    @property
    def joined(self) -> list[Party]:
        return [party for party in self.standing if not party.left]

    @property
    def left(self) -> list[Party]:
        return [party for party in self.standing if party.left]

    @property
    def seats(self) -> int:
        return sum(party.seats for party in self.joined)


def read_parties(message: str) -> Parties:
    """A pasted chain. The last word of a name counts: who cancelled left, who changed the number has the new one."""
    found, by_name = Parties(), dict[str, Party]()
    for line in read_chain(message).lines:
        if line.number is None:
            found.chat.append(line)
            continue
        said = _NUMBER.sub("", unicodedata.normalize("NFKC", line.text))
        named = _NAME.match(said)
        if named is None or line.act == Act.CHAT:
            found.unread.append(line)
            continue
        name = re.sub(r"\s", "", named[1])
        _stand(found, by_name, name, said[named.end() :], line)
    return found


def _stand(found: Parties, by_name: dict[str, Party], name: str, rest: str, line: Line) -> None:
    before, left = by_name.get(name), bool(_LEFT.search(rest))
    if before is None:
        party = Party(name, _seats(rest), line.row, line.text, left=left, has_ages="岁" in rest or "年级" in rest)
        by_name[name] = party
        found.standing.append(party)
    elif left or _CHANGED.search(rest) or before.left:
        before.left = left
        before.seats = before.seats if left else _seats(rest)
    else:
        found.doubles.append(line)


def _seats(rest: str) -> int:
    counted = _COUNT.search(rest)
    if counted is None:
        return 1
    said = counted[1] or counted[2]
    return _LETTERS.get(said) or int(said) or 1
