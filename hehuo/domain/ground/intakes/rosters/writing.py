"""The roll as a workbook with the columns that it is read from: taken in again, it changes nothing."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from hehuo.core.sentences import on_paper
from hehuo.domain.ground.intakes.rosters.columns import LABELS
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import CareKind, Living, Sex
from hehuo.domain.ground.people.models import Care, Ownership, Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Home

PLACE = ["estate", "building", "stairwell", "room"]
HOMES = [*PLACE, "owner", "owner_phone", "area", "fitted_out", "note"]
PEOPLE = [*PLACE, "name", "relation", "sex", "born_on", "identity", "phone", "living", "tags", "note"]
_CHUNK = 2000


def write_roll() -> tuple[bytes, int]:
    """A sheet of homes and one of people, all as text, minors without numbers and cares; how many people are on it."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        text = book.add_format({"num_format": "@"})
        _write(book, text, "房屋台账", HOMES, _homes())
        count = _write(book, text, "人员台账", PEOPLE, _people())
    return out.getvalue(), count


def _write(book: Any, text: Any, name: str, columns: Sequence[str], rows: Iterator[list[str]]) -> int:
    sheet, line = book.add_worksheet(name), 0
    sheet.set_column(0, len(columns) - 1, 14, text)
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(columns):
        sheet.write_string(0, column, LABELS[head])
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(line, column, cell)
    return line


def _homes() -> Iterator[list[str]]:
    owned: dict[object, list[Person]] = {}
    for owning in Ownership.objects.filter(until_on=None).select_related("person").order_by("id"):
        owned.setdefault(owning.home_id, []).append(owning.person)
    for home in places.homes().order_by("order").iterator(_CHUNK):
        owners = owned.get(home.id, [])
        yield [
            *_address(home), "、".join(owner.name for owner in owners), _phone(owners),
            f"{home.area_x100 / 100:.2f}" if home.area_x100 else "", "是" if home.is_fitted_out else "", home.note,
        ]  # fmt: skip


def _phone(owners: list[Person]) -> str:
    """The first owner's, unless it is a child's."""
    return owners[0].phone if owners and not owners[0].is_minor else ""


def _people() -> Iterator[list[str]]:
    cares: dict[object, list[Care]] = {}
    for care in people.cares_today():
        cares.setdefault(care.person_id, []).append(care)
    found = people.present().filter(household__isnull=False).select_related("household__home")
    for person in found.order_by("household__home__order", "id").iterator(_CHUNK):
        assert person.household is not None  # noqa: S101  filtered above
        # One person alone takes no child's numbers along: they are seen with leave, one at a time (`access.Permit`).
        is_told = not person.is_minor
        tags = "、".join(_care(care) for care in cares.get(person.id, []) if is_told)
        yield [
            *_address(person.household.home), person.name, person.relation, on_paper(Sex(person.sex).label)
            if person.sex else "", person.born_on.isoformat() if person.born_on else "",
            person.identity if is_told else "", person.phone if is_told else "",
            on_paper(Living(person.living).label), tags, person.note,
        ]  # fmt: skip


def _address(home: Home) -> list[str]:
    """Estate, building, stairwell (may be empty) and room, as the columns name them."""
    estate, building, *rest = home.path.split("/")
    return [estate, building, rest[0] if len(rest) > 1 else "", home.room]


def _care(care: Care) -> str:
    return care.note if care.kind == CareKind.OTHER and care.note else on_paper(CareKind(care.kind).label)
