"""Home numbers as people write them: 1-2-101, 1栋2单元101室, １－２－１０１, 1#2-101."""

import re
import unicodedata
from dataclasses import dataclass

_LEVELS = re.compile(
    r"^(?:(?P<building>[0-9A-Za-z]{1,4})(?:栋|幢|号楼|座|#|-))?"
    r"(?:(?P<stairwell>[0-9A-Za-z甲乙丙丁]{1,3})(?:单元|门|-))?"
    r"(?P<room>[0-9A-Za-z]{2,6})(?:室|号|房)?$"
)

_BUILDING = re.compile(
    r"^(?P<building>[0-9A-Za-z]{1,4})(?:栋|幢|号楼|座|#|-(?=.))(?:(?P<stairwell>[0-9A-Za-z甲乙丙丁]{1,3})(?:单元|门)?)?$"
)


@dataclass(frozen=True, slots=True)
class HomeNumber:
    """Building, stairwell (may be empty) and room, in plain half-width letters."""

    building: str
    stairwell: str
    room: str

    @property
    def path(self) -> str:
        """As a place path below the estate: 1栋/2单元/101."""
        return "/".join([f"{self.building}栋", *([f"{self.stairwell}单元"] if self.stairwell else []), self.room])

    @property
    def short(self) -> str:
        """As printed on labels: 1-2-101."""
        return "-".join(part for part in (self.building, self.stairwell, self.room) if part)


def plain(written: object) -> str:
    """Half-width, without blanks, dashes made equal."""
    text = str(written if written is not None else "")
    if text.isascii() and text.isalnum():
        return text  # most cells of a large roster
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[‐‑‒–—―−~]", "-", re.sub(r"\s+", "", text))


def number_of(written: object) -> str:
    """The number of a level without its word: `1栋`, `１ 栋`, `1.0` are all `1`."""
    text = re.sub(r"(栋|幢|号楼|座|#|单元|门|室|号|房)$", "", plain(written))
    return text.removesuffix(".0")


def read_home(written: object) -> HomeNumber | None:
    """A whole home number in one cell, or None where it cannot be read for sure."""
    match = _LEVELS.match(plain(written))
    if not match or not match["building"]:
        return None
    return HomeNumber(match["building"], match["stairwell"] or "", match["room"])


def order_of(path: str) -> str:
    """A text that sorts as people count: digits padded to six."""
    return re.sub(r"\d+", lambda digits: digits.group().zfill(6), path)


def read_building(written: object) -> str:
    """The path below the estate of a building or a stairwell (3栋, 3-2, 3栋2单元), or an empty text."""
    match = _BUILDING.match(plain(written))
    if not match:
        return ""
    return f"{match['building']}栋" + (f"/{match['stairwell']}单元" if match["stairwell"] else "")
