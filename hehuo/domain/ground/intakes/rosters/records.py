"""What one row of a roster was read as."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from hehuo.domain.ground.places.addresses import HomeNumber

UNKNOWN_ROOM = "待核"  # a home that is surely there, in a stairwell where its number was left blank


@dataclass(frozen=True, slots=True)
class Address:
    """A home as the paper names it: estate, building, stairwell (may be empty), room."""

    estate: str
    building: str
    stairwell: str
    room: str

    @property
    def number(self) -> HomeNumber:
        return HomeNumber(self.building, self.stairwell, self.room)

    @property
    def path(self) -> str:
        return f"{self.estate}/{self.number.path}"

    @property
    def short(self) -> str:
        return self.number.short


@dataclass(slots=True)
class PersonRecord:
    """A person who lives in a home. Blank means not said, never to be erased. Dates are ISO texts."""

    sheet: str
    row: int
    name: str
    sex: str = ""
    born_on: str = ""
    identity: str = ""
    phone: str = ""
    relation: str = ""
    living: str = ""
    note: str = ""
    cares: Sequence[list[str]] = ()  # [kind, note]

    def as_json(self) -> dict[str, Any]:
        """Without what is blank: a large file is kept small."""
        return {name: value for name in _PERSON_FIELDS if (value := getattr(self, name))}


_PERSON_FIELDS = tuple(one.name for one in fields(PersonRecord))


@dataclass(slots=True)
class OwnerRecord:
    """An owner named beside a home."""

    name: str
    phone: str = ""
    identity: str = ""


@dataclass(slots=True)
class HomeRecord:
    """A home as a list of homes says it."""

    sheet: str
    row: int
    area_x100: int | None = None
    is_fitted_out: bool | None = None
    note: str = ""
    handed_on: str = ""
    owners: list[OwnerRecord] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value not in (None, "", [])}


@dataclass(slots=True)
class Household:
    """All that a file says about one home."""

    address: Address
    home: HomeRecord | None = None
    people: list[PersonRecord] = field(default_factory=list)
    was_unknown: bool = False  # its number was mended: the home stands in the books as 待核

    def as_json(self) -> dict[str, Any]:
        return {
            "at": [self.address.estate, self.address.building, self.address.stairwell, self.address.room],
            "home": self.home.as_json() if self.home else None,
            "people": [person.as_json() for person in self.people],
            "was_unknown": self.was_unknown,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Household":
        home = None
        if data["home"] is not None:
            said = dict(data["home"])
            said["owners"] = [OwnerRecord(**owner) for owner in said.get("owners", [])]
            home = HomeRecord(**said)
        people = [PersonRecord(**person) for person in data["people"]]
        return cls(Address(*data["at"]), home, people, data["was_unknown"])
