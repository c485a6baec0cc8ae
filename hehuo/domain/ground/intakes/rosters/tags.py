"""Reasons for special care and ways of living, as offices write them in a column of tags or notes."""

import re

from hehuo.domain.ground.people.kinds import CareKind, Living

# The word in the paper, the kind of care. The first that fits counts.
_CARES: tuple[tuple[str, CareKind], ...] = (
    ("独居", CareKind.ALONE),
    ("孤寡", CareKind.ALONE),
    ("低保", CareKind.MIN_ALLOWANCE),
    ("特困", CareKind.EXTREME_POVERTY),
    ("五保", CareKind.EXTREME_POVERTY),
    ("残疾", CareKind.DISABLED),
    ("残障", CareKind.DISABLED),
    ("困境儿童", CareKind.HARDSHIP_CHILD),
    ("孤儿", CareKind.HARDSHIP_CHILD),
    ("留守", CareKind.LEFT_BEHIND),
    ("重病", CareKind.CHRONIC),
    ("大病", CareKind.CHRONIC),
    ("慢病", CareKind.CHRONIC),
    ("慢性病", CareKind.CHRONIC),
    ("空巢", CareKind.OTHER),
    ("失独", CareKind.OTHER),
    ("失能", CareKind.OTHER),
    ("高龄", CareKind.OTHER),
    ("边缘户", CareKind.OTHER),
)
_LIVING: tuple[tuple[str, Living], ...] = (
    ("租", Living.TENANT),
    ("空挂", Living.AWAY),
    ("人户分离", Living.AWAY),
    ("户在人不在", Living.AWAY),
    ("不住", Living.AWAY),
    ("外出", Living.AWAY),
    ("业主", Living.OWNER),
    ("自住", Living.OWNER),
    ("产权人", Living.OWNER),
    ("常住", Living.RESIDENT),
    ("户籍", Living.RESIDENT),
    ("在住", Living.RESIDENT),
    ("居住", Living.RESIDENT),
    ("借住", Living.OTHER),
    ("寄住", Living.OTHER),
    ("其他", Living.OTHER),
)


def split(text: str) -> list[str]:
    """The single tags in a cell."""
    return [] if not text else [tag for tag in re.split(r"[\s、,，/;；|+]+", text) if tag]


def cares(text: str) -> list[list[str]]:
    """[kind, note] for each reason for care; the note keeps the paper's word where the kind alone would lose it."""
    found = []
    for tag in split(text):
        kind = next((kind for word, kind in _CARES if word in tag and not re.match(r"^[非不]", tag)), None)
        if kind is not None and [kind.value, _note(kind, tag)] not in found:
            found.append([kind.value, _note(kind, tag)])
    return found


def _note(kind: CareKind, tag: str) -> str:
    return tag[:100] if kind is CareKind.OTHER else ""


def others(text: str) -> str:
    """The tags that are no reason for care (党员, 志愿者 …), as a note."""
    return "、".join(tag for tag in split(text) if not cares(tag))


def living(text: str) -> str:
    """How a person lives here; empty where nothing is said or nothing known is said."""
    return next((kind.value for word, kind in _LIVING if word in text), "")
