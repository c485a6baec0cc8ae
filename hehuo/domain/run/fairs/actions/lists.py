"""A list of past fairs: handed in, looked at, taken in, and taken back as one."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.actions import receiving
from hehuo.domain.ground.intakes.kinds import ROW_MOVES, IntakeState, PieceState, Problem, RowState
from hehuo.domain.ground.intakes.models import Intake, IntakeRow, Piece
from hehuo.domain.ground.intakes.steps import move
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fairs import queries, rules
from hehuo.domain.run.fairs.actions.fairs import add_kind, begin_kinds
from hehuo.domain.run.fairs.entering import enter
from hehuo.domain.run.fairs.kinds import MOST_AT_ONCE, CountHow, StallState
from hehuo.domain.run.fairs.locks import locked_stall
from hehuo.domain.run.fairs.models import Count, Fair, Stall, StallKind
from hehuo.domain.run.fairs.papers import cells
from hehuo.domain.run.fairs.papers.matching import kinds_meant
from hehuo.domain.run.fairs.papers.reading import NO_UNIT, FairList, ListRow, read_list


@transaction.atomic
def receive_list(*, actor: Person | None, content: bytes, file_name: str) -> Intake:
    """Read a list and keep what was read, to be looked at; nothing else is changed. Raises FileFault, Refused."""
    rules.may_take_in(actor).or_refuse()
    found = read_list(content, file_name, queries.words_of(begin_kinds()))
    _sort(found)
    sure = found.sure
    counts = {
        "read": len(found.rows), "new": len(sure), "refused": len(found.rows) - len(sure),
        "visits": sum(row.visits or 0 for row in sure), "fairs": len({row.on for row in sure}),
    }  # fmt: skip
    return receiving.stage_pieces(
        actor=actor, kind=queries.PAPER, file_name=file_name, content=content, notes=found.notes, counts=counts,
        bodies=[json.dumps([row.as_json() for row in sure], ensure_ascii=False)], tray=_tray(found), problems=[],
    )  # fmt: skip


def _tray(found: FairList) -> list[tuple[str, int, dict[str, str], list[Problem]]]:
    """The rows that need a person; several cells of one row of a table stand together."""
    rows: dict[tuple[str, int], tuple[str, int, dict[str, str], list[Problem]]] = {}
    for row in found.rows:
        if row.problems:
            kept = rows.setdefault((row.sheet, row.number), (row.sheet, row.number, row.written, []))
            kept[3].extend(row.problems)
    return list(rows.values())


def _sort(found: FairList) -> None:
    """A word that may mean several kinds needs a person."""
    words = queries.words_of(queries.kinds())
    for row in found.rows:
        if len(meant := kinds_meant(row.kind, words)) > 1:
            row.tell("kind_unsure", "kind", _("「%(kind)s」像是几类：%(which)s，请分开写。") % {
                "kind": row.kind, "which": "、".join(meant),
            })  # fmt: skip


def new_words(intake: Intake) -> dict[str, int]:
    """The words of a looked-at list that mean no kind known here, each with how many rows write it."""
    words, found = queries.words_of(queries.kinds()), dict[str, int]()
    for said in _body(intake):
        if not kinds_meant(said["kind"], words):
            found[said["kind"]] = found.get(said["kind"], 0) + 1
    return found


@transaction.atomic
def take_list(*, actor: Person | None, intake: Intake, meaning: Mapping[str, StallKind] | None = None) -> Intake:
    """Take a looked-at list in: its fairs, stalls and figures, each row under its own year.

    `meaning` says which kind a new word is; without it, the word becomes a kind of its own. A row that stands in the
    books already changes nothing; one that says another figure waits in the tray.
    """
    rules.may_take_in(actor).or_refuse()
    intake = move(intake, IntakeState.TAKING)
    rows = _body(intake)
    named = {word: kind for word, kind in (meaning or {}).items() if word}
    for word, kind in named.items():
        if word not in kind.words:
            kind.words = [*kind.words, word]
            kind.save(update_fields=["words"])
    counts = dict(intake.counts) | {"new": 0, "unchanged": 0}
    for said in rows:
        counts[_take(actor, intake, said, named)] += 1
    counts["refused"] = _waiting(intake)
    intake.counts, intake.state = counts, IntakeState.TAKEN
    intake.save(update_fields=["counts", "state"])
    Piece.objects.filter(intake=intake).update(state=PieceState.TAKEN, counts=counts)
    journal.record(
        actor=actor, act="intakes.taken", thing=intake, kind=queries.PAPER, words=intake.file_name, counts=counts
    )
    return intake


def _waiting(intake: Intake) -> int:
    """How many rows wait for a person."""
    return IntakeRow.objects.filter(intake=intake, state=RowState.TRAY).count()


def _take(actor: Person | None, intake: Intake, said: dict[str, Any], named: Mapping[str, StallKind]) -> str:
    """One row: `new` or `unchanged`; another figure for a stall that stands goes to the tray and counts as neither."""
    kind = _kind(actor, said["kind"], named)
    fair = _fair(actor, intake, date.fromisoformat(said["on"]), said["place"])
    stall, made = Stall.objects.get_or_create(
        fair=fair, kind=kind, unit=said["unit"][:60],
        defaults={"state": StallState.AWAY, "answered_by": actor, "intake": intake},
    )  # fmt: skip
    stall = locked_stall(stall)
    back = stall.state == StallState.WITHDRAWN
    if back:
        stall.move_to(StallState.AWAY)
        stall.intake = intake
        stall.save(update_fields=["state", "intake"])
    if not made and not back:
        if stall.visits != said["visits"]:
            _to_tray(intake, said, stall)
        return "unchanged"
    if said["visits"]:
        source = _("%(sheet)s 第 %(row)s 行") % {"sheet": said["sheet"], "row": said["cell"] or said["number"]}
        enter(stall, said["visits"], CountHow.PAPER, by=actor, intake=intake, source=source[:120])
    return "new"


def _kind(actor: Person | None, word: str, named: Mapping[str, StallKind]) -> StallKind:
    if word in named:
        return named[word]
    known = list(queries.kinds())
    meant = kinds_meant(word, queries.words_of(known))
    return next((kind for kind in known if kind.name in meant), None) or add_kind(actor=actor, name=word)


def _fair(actor: Person | None, intake: Intake, on: date, place: str) -> Fair:
    """The fair of that day: the one at the same place, or at a place whose name begins alike."""
    there = list(Fair.objects.filter(on=on, cancelled_why="").order_by("made_at", "id"))
    for fair in there:
        if not place or not fair.place or fair.place.startswith(place) or place.startswith(fair.place):
            if place and len(place) < len(fair.place) and fair.intake_id == intake.id:
                fair.place = place  # 文苑广场 says more than 文苑广场榕树下: the whole place
                fair.save(update_fields=["place"])
            return fair
    title = _("%(month)s 月集市") % {"month": on.month}
    return Fair.objects.create(title=title, on=on, place=place[:60], intake=intake, made_by=actor)


def _to_tray(intake: Intake, said: dict[str, Any], stall: Stall) -> None:
    row = IntakeRow(intake=intake, sheet=said["sheet"][:60], number=said["number"], state=RowState.TRAY)
    row.data = {
        name: str(said[name] if said[name] is not None else "")
        for name in ("on", "place", "kind", "unit", "visits", "note")
    }
    say = _("账上这个摊位已经是 %(have)s 人次，表上是 %(said)s。要改，请到这个摊位更正。") % {
        "have": stall.visits, "said": said["visits"],
    }  # fmt: skip
    row.problems = [{"code": "stall_known", "column": "人次", "say": say}]
    if not IntakeRow.objects.filter(intake=intake, sheet=row.sheet, number=row.number).exists():
        row.save(force_insert=True)


@transaction.atomic
def drop_list(*, actor: Person, intake: Intake) -> Intake:
    """Put a looked-at list away."""
    rules.may_take_in(actor).or_refuse()
    intake = move(intake, IntakeState.DROPPED)
    for kept in (Piece, IntakeRow):
        kept.objects.filter(intake=intake).delete()
    journal.record(actor=actor, act="intakes.dropped", thing=intake, words=intake.file_name)
    return intake


@transaction.atomic
def undo_list(*, actor: Person | None, intake: Intake) -> Intake:
    """Take a whole list back: every figure by its reversal, every stall that nothing else stands on withdrawn.

    What was counted or put right since then stays.
    """
    rules.may_take_in(actor).or_refuse()
    intake = move(intake, IntakeState.UNDOING)
    why = _("整份撤回：%s") % intake.file_name
    for stall in Stall.objects.filter(counts__intake=intake).distinct():
        held = locked_stall(stall)
        mine = queries.sum_of(Count.objects.filter(stall=held, intake=intake))
        back = min(mine, held.visits)
        if back:
            enter(held, -back, CountHow.FIX, by=actor, why=why[:200], intake=intake)
    for stall in Stall.objects.filter(intake=intake, visits=0, state__in=[StallState.APPROVED, StallState.AWAY]):
        stall.move_to(StallState.WITHDRAWN)
        stall.save(update_fields=["state"])
    IntakeRow.objects.filter(intake=intake, state=RowState.TRAY).update(state=RowState.LEFT)
    intake.state = IntakeState.UNDONE
    intake.save(update_fields=["state"])
    journal.record(actor=actor, act="intakes.undone", thing=intake, words=intake.file_name)
    return intake


@transaction.atomic
def mend_row(*, actor: Person, row: IntakeRow, data: Mapping[str, str]) -> IntakeRow:
    """Take in a row of a list that was taken, as a person has put it right. Raises Invalid with the column at fault."""
    rules.may_take_in(actor).or_refuse()
    row = IntakeRow.objects.select_for_update().get(pk=row.pk)
    ROW_MOVES.check(RowState(row.state), RowState.MENDED)
    intake = Intake.objects.select_for_update().get(pk=row.intake_id)
    if intake.state != IntakeState.TAKEN:
        raise Conflict(_("先把整份收进来，再改等人看的行。"))
    said = _read_again(row, data)
    if _take(actor, intake, said, {}) == "unchanged":
        raise Invalid("visits", _("这个摊位已经收过了。要改人次，请到这个摊位更正。"))
    row.data, row.state = dict(data), RowState.MENDED
    row.save(update_fields=["data_sealed", "state"])
    journal.record(actor=actor, act="intakes.row_mended", thing=row, sheet=row.sheet, row=row.number)
    return row


def _read_again(row: IntakeRow, data: Mapping[str, str]) -> dict[str, Any]:
    said = ListRow(
        row.sheet, row.number, dict(data), kind=data.get("kind", "").strip(), place=data.get("place", "").strip()
    )
    try:
        said.on, said.visits = cells.day(data.get("on", ""), None), cells.visits(data.get("visits", ""))
    except values.Unsure as fault:
        raise Invalid("on" if fault.code.startswith("da") else "visits", fault.say) from None
    said.unit = data.get("unit", "").strip() or NO_UNIT
    if said.on is None or said.on > clock.today():
        raise Invalid("on", _("请写哪一天，例如：2024-03-05。"))
    if len(kinds_meant(said.kind, queries.words_of(queries.kinds()))) != 1:
        raise Invalid("kind", _("请写一类摊位，例如：%s。") % "、".join(kind.name for kind in queries.kinds()[:3]))
    if said.visits is None or said.visits > MOST_AT_ONCE:
        raise Invalid("visits", _("请写人次，没来写 0。"))
    return said.as_json()


@transaction.atomic
def leave_row(*, actor: Person, row: IntakeRow) -> IntakeRow:
    """A row was looked at and is not taken in."""
    rules.may_take_in(actor).or_refuse()
    row = IntakeRow.objects.select_for_update().get(pk=row.pk)
    ROW_MOVES.check(RowState(row.state), RowState.LEFT)
    row.state = RowState.LEFT
    row.save(update_fields=["state"])
    journal.record(actor=actor, act="intakes.row_left", thing=row, sheet=row.sheet, row=row.number)
    return row


def _body(intake: Intake) -> list[dict[str, Any]]:
    piece = Piece.objects.filter(intake=intake).first()
    return list(piece.body) if piece and piece.body_sealed else []
