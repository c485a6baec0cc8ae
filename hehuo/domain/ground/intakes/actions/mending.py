"""Rows that need a person: put right, left aside, or mended in a list that was sent out."""

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.intakes import queries, rules
from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.kinds import ROW_MOVES, IntakeState, RowState
from hehuo.domain.ground.intakes.models import Intake, IntakeRow
from hehuo.domain.ground.intakes.rosters import problem_lists
from hehuo.domain.ground.intakes.rosters.columns import LABELS, Shape, shape_of
from hehuo.domain.ground.intakes.rosters.reading import Reading, read_row
from hehuo.domain.ground.intakes.rosters.records import Household
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def mend_row(*, actor: Person, row: IntakeRow, data: Mapping[str, str]) -> IntakeRow:
    """Take in a row as a person has put it right. Raises Invalid with the column that still cannot be read."""
    rules.may_take_in(actor).or_refuse()
    row = IntakeRow.objects.select_for_update().get(pk=row.pk)
    ROW_MOVES.check(RowState(row.state), RowState.MENDED)
    intake = Intake.objects.select_for_update().get(pk=row.intake_id)
    if intake.state not in (IntakeState.LOOKING, IntakeState.TAKING, IntakeState.TAKEN):
        raise Conflict(_("这份名册已经撤回，不能再改里面的行。"))
    reading = _read_again(intake, row, data)
    household = _household_of(reading, was_unknown=_had(row, "room_missing"))
    receiving.add_piece(intake=intake, body=json.dumps([household.as_json()], ensure_ascii=False))
    row.data, row.state = dict(data), RowState.MENDED
    row.save(update_fields=["data_sealed", "state"])
    if intake.state == IntakeState.TAKEN:
        taking.take_next_piece(intake=intake)
    journal.record(actor=actor, act="intakes.row_mended", thing=row, sheet=row.sheet, row=row.number)
    return row


def _read_again(intake: Intake, row: IntakeRow, data: Mapping[str, str]) -> Reading:
    """The mended row read by the same rules, against the homes that are known by now."""
    shape = shape_of(data.keys())
    known = queries.known_places()
    estate = (
        data.get("estate") or (known.estates[0] if len(known.estates) == 1 else "") or _estate_of(intake, row.sheet)
    )
    reading = read_row(row.sheet, row.number, data, shape=shape or Shape.PEOPLE, estate=estate)
    address = reading.address
    listed = known.listed.get(address.estate) if address else None
    if address and shape is Shape.PEOPLE and listed and address.path not in listed and not _had(row, "room_missing"):
        raise Invalid("room", _("%(estate)s没有 %(home)s 这套房，请核对门牌。") % {
            "estate": address.estate, "home": address.short,
        })  # fmt: skip
    if address and shape is Shape.HOMES and listed and address.path in listed and _had(row, "room_missing"):
        raise Invalid("room", _("%s 已经登记过，不是这一套。请核对房号。") % address.short)
    if reading.problems:
        first = reading.problems[0]
        column = next((name for name, label in LABELS.items() if label == first.column), "name")
        raise Invalid(column, first.say)
    return reading


def _estate_of(intake: Intake, sheet: str) -> str:
    """The estate that the sheet's other rows were read into."""
    return str(intake.columns.get(sheet, {}).get("estate", ""))


def _had(row: IntakeRow, code: str) -> bool:
    return any(problem["code"] == code for problem in row.problems)


def _household_of(reading: Reading, *, was_unknown: bool) -> Household:
    address = reading.address
    if address is None:  # read_row leaves no address only beside a problem that stops
        raise Invalid("room", _("看不出是哪一户，请核对门牌。"))
    people = [reading.person] if reading.person else []
    return Household(address, reading.home, people, was_unknown)


@transaction.atomic
def mend_from_list(*, actor: Person, intake: Intake, content: bytes, file_name: str) -> tuple[int, list[str]]:
    """Take in the rows that were mended in a downloaded problem list; how many, and what still stands in the way."""
    rules.may_take_in(actor).or_refuse()
    rows = {(row.sheet, row.number): row for row in IntakeRow.objects.filter(intake=intake, state__in=queries.OPEN)}
    mended, left = 0, []
    for sheet, number, said in problem_lists.read_list(content, file_name):
        row = rows.get((sheet, number))
        # The list has the columns of all sheets; a row has those of its own.
        data = {name: said.get(name, "") for name in row.data} if row else {}
        if row is None or data == row.data:
            continue
        try:
            mend_row(actor=actor, row=row, data=data)
            mended += 1
        except Invalid as still:
            left.append(_("「%(sheet)s」第 %(row)d 行：%(say)s") % {"sheet": sheet, "row": number, "say": still.say})
    return mended, left


def write_problem_list(*, actor: Person, intake: Intake) -> bytes:
    """The rows that need a person, as a workbook to be mended and sent again. Looking at it is logged."""
    rules.may_take_in(actor).or_refuse()
    journal.look(actor=actor, thing=intake, field="rows", why="problem list")
    return problem_lists.write_list(queries.rows_of(intake).filter(state__in=queries.OPEN))


@transaction.atomic
def leave_row(*, actor: Person, row: IntakeRow) -> IntakeRow:
    """Say that a row was looked at and is not to be taken in."""
    rules.may_take_in(actor).or_refuse()
    row = IntakeRow.objects.select_for_update().get(pk=row.pk)
    ROW_MOVES.check(RowState(row.state), RowState.LEFT)
    row.state = RowState.LEFT
    row.save(update_fields=["state"])
    journal.record(actor=actor, act="intakes.row_left", thing=row, sheet=row.sheet, row=row.number)
    return row
