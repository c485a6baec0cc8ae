"""Reading seals, and proving that nothing under them was changed."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hehuo.core.db.rows import hexed, one_moment, stream
from hehuo.core.db.scope import current_id
from hehuo.domain.ground.journal.models import Entry, Head, canonical, leaf_of_texts
from hehuo.domain.ground.ledger import proof
from hehuo.domain.ground.ledger.kinds import Fault
from hehuo.domain.ground.seals.kinds import HASH_BYTES, code_of, hash_of, read_code, root_of
from hehuo.domain.ground.seals.models import Seal

_Row = tuple[int, bytes, str]  # position, leaf, act


def last_seal() -> Seal | None:
    """The newest seal of the community in scope."""
    return Seal.objects.order_by("-number").first()


def seal_by_code(written: str) -> Seal | None:
    """The seal of a code as a person typed it from paper."""
    code = read_code(written)
    return Seal.objects.filter(code=code).first() if code else None


def seal_of_thing(thing_id: UUID, act: str) -> Seal | None:
    """The seal that covers the last entry of this act on a thing."""
    entry = Entry.objects.filter(thing_id=thing_id, act=act, position__isnull=False).order_by("position").last()
    if entry is None:
        return None
    return Seal.objects.filter(first__lte=entry.position, last__gte=entry.position).first()


def entries_under(seal: Seal) -> QuerySet[Entry]:
    """The entries that a seal covers, in order."""
    return Entry.objects.filter(position__range=(seal.first, seal.last)).order_by("position")


def check_seal(seal: Seal) -> list[Fault]:
    """Prove one seal: its own hash and each entry under it (anyone may ask, so it costs one batch at most)."""
    previous = Seal.objects.filter(number=seal.number - 1).values_list("hash", flat=True).first()
    rows = ((entry.position or 0, entry.leaf(), entry.act) for entry in entries_under(seal))
    return [*_check_chain(seal, bytes(previous or bytes(HASH_BYTES))), *_check_leaves(seal, rows)]


def verify() -> list[Fault]:
    """Recompute the books, the journal's leaves and the chain of seals of the community in scope; what differs."""
    with one_moment():
        return [*proof.faults(), *_journal_faults()]


def _journal_faults() -> Iterator[Fault]:
    rows = _Ahead(_leaves())
    previous, position, number = bytes(HASH_BYTES), 0, 0
    for seal in Seal.objects.order_by("number").iterator(50):
        number += 1
        if seal.number != number:
            yield Fault("seal_missing", str(number), _("封存链断了：缺第 %s 号封存。") % number)
            number = seal.number
        if seal.first != position + 1:
            yield Fault("seal_gap", str(seal.number), _("第 %s 号封存没有接着上一号。") % seal.number)
        yield from _check_chain(seal, previous)
        yield from _check_leaves(seal, rows.until(seal.last))
        previous, position = bytes(seal.hash), seal.last
    yield from _check_tail(rows.until(None), position)


def _check_chain(seal: Seal, previous: bytes) -> Iterator[Fault]:
    said = hash_of(
        community=current_id(), number=seal.number, first=seal.first, last=seal.last, at=seal.at,
        root=bytes(seal.root), previous=bytes(seal.previous),
    )  # fmt: skip
    if bytes(seal.previous) != previous or said != bytes(seal.hash) or code_of(said) != seal.code:
        yield Fault("seal_changed", str(seal.number), _("第 %s 号封存被改过，和前后对不上。") % seal.number)


def _check_leaves(seal: Seal, rows: Iterable[_Row]) -> Iterator[Fault]:
    leaves = bytes(seal.leaves)
    kept = [leaves[at : at + HASH_BYTES] for at in range(0, len(leaves), HASH_BYTES)]
    if not kept or len(leaves) != HASH_BYTES * seal.entry_count or root_of(kept) != bytes(seal.root):
        yield Fault("seal_changed", str(seal.number), _("第 %s 号封存里的指纹被改过。") % seal.number)
    expected = seal.first
    for position, leaf, act in rows:
        yield from _missing(expected, position)
        expected = position + 1
        if kept[position - seal.first : position - seal.first + 1] != [leaf]:
            say = _("第 %(position)s 条流水（%(act)s）被改过。") % {"position": position, "act": act}
            yield Fault("entry_changed", str(position), say)
    yield from _missing(expected, seal.last + 1)


def _check_tail(rows: Iterator[_Row], position: int) -> Iterator[Fault]:
    """Entries numbered but not sealed yet follow without a gap, up to the head's position."""
    for found, _leaf, _act in rows:
        yield from _missing(position + 1, found)
        position = found
    head = Head.objects.values_list("position", flat=True).first() or 0
    yield from _missing(position + 1, head + 1)


def _missing(expected: int, found: int) -> Iterator[Fault]:
    for position in range(expected, min(found, expected + 100)):
        yield Fault("entry_missing", str(position), _("第 %s 条流水不见了。") % position)


class _Ahead:
    """Rows handed out up to a position; the first one beyond it is kept for the next seal."""

    def __init__(self, rows: Iterator[_Row]) -> None:
        self.rows = rows
        self.kept: _Row | None = next(rows, None)

    def until(self, last: int | None) -> Iterator[_Row]:
        """The rows up to `last`, or all that are left."""
        while self.kept and (last is None or self.kept[0] <= last):
            yield self.kept
            self.kept = next(self.rows, None)


def _leaves() -> Iterator[_Row]:
    """Position, leaf and act of every numbered entry, in order, straight from the columns' texts."""
    for position, pk, at, act, actor, for_id, kind, thing, facts, text_hash, digest in stream(_entries_sql()):
        yield position, leaf_of_texts(
            pk, str(position), str(at), act, actor or "", for_id or "", kind, thing,
            "{}" if facts == "{}" else canonical(json.loads(facts)),
            text_hash.hex() if text_hash else "", digest.hex() if digest else "",
        ), act  # fmt: skip


def _entries_sql() -> str:
    at = _SQLITE_MICROSECONDS if connection.vendor == "sqlite" else _MICROSECONDS
    ids: dict[str, Any] = {name: hexed(name) for name in ("id", "actor_id", "for_id", "thing_id")}
    return (
        f"SELECT position, {ids['id']}, {at}, act,"  # noqa: S608  column names of this file only
        f" {ids['actor_id']}, {ids['for_id']}, thing_kind, {ids['thing_id']},"
        " CAST(facts AS text), text_hash, digest FROM journal_entry"
        " WHERE community_id = %s AND position IS NOT NULL ORDER BY position"
    )


# A moment in whole microseconds; SQLite keeps it as `2024-10-05 01:00:00.000123`, the fraction only where there is one.
_MICROSECONDS = 'CAST(extract(epoch FROM "at") * 1000000 AS bigint)'
_SQLITE_MICROSECONDS = (
    'CAST(strftime(\'%%s\', substr("at", 1, 19)) AS integer) * 1000000 + CAST(substr("at", 21) AS integer)'
)
