"""Keeping the index: reading on in the journal, and building it anew."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from hehuo.core.db.scope import current_id
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal import queries as entries
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.search import index
from hehuo.domain.ground.search.grams import Doc, grams_of, token
from hehuo.domain.ground.search.kinds import READER, VERSION
from hehuo.domain.ground.search.models import SearchDoc, Shelf
from hehuo.domain.ground.search.sources import Source, all_sources

AT_ONCE = 50  # entries in one transaction: a piece of a roster is one of them, and touches hundreds of people
_ROWS = 1000


def catch_up() -> int:
    """Take what happened since the last time into the index; build it where there is none. How many entries were read.

    Numbers the entries itself, so that it need not wait for the sealer.
    """
    if not Shelf.objects.filter(version=VERSION).exists():
        return rebuild()
    journal.number_entries()
    count = 0
    while read := _read_some():
        count += read
    return count


@transaction.atomic
def _read_some() -> int:
    touched: dict[str, set[UUID]] = {}

    def note(entry: Entry) -> None:
        for source in _indexed():
            touched.setdefault(source.kind, set()).update(source.touched_by(entry, in_bulk=True))

    count = journal.read_on(READER, note, limit=AT_ONCE)
    for source in _indexed():
        if ids := touched.get(source.kind):
            _write(source, ids)
    return count


def rebuild() -> int:
    """Make the community's index anew, each kind in the order of its own list; how many things can be found.

    Goes in short transactions, and search finds what is there so far. What happens meanwhile is read afterwards.
    """
    Shelf.objects.all().delete()
    journal.number_entries()
    position = entries.last_position()
    while old := list(SearchDoc.objects.only("pk", "community", "number", "words")[:_ROWS]):
        _take_out(old)
    count = sum(_write_all(source) for source in _indexed())
    with transaction.atomic():
        journal.read_from(READER, position)
        Shelf.objects.create(version=VERSION)
    index.count_anew()
    return count


@transaction.atomic
def _take_out(docs: list[SearchDoc]) -> None:
    index.take_out(docs)


def _write_all(source: Source) -> int:
    """Every thing of a kind. The list's order is read first, so that no cursor stays open while others write."""
    ids = list(source.rows().values_list("pk", flat=True))
    if source.newest_first:
        ids.reverse()  # the newest has the highest number, and so has whatever comes later
    for start in range(0, len(ids), _ROWS):
        with transaction.atomic():
            _write(source, ids[start : start + _ROWS])
    return len(ids)


def _write(source: Source, ids: Iterable[UUID]) -> None:
    """Put the things of these ids into the index as they stand, and take out those that are no more."""
    wanted = list(ids) if isinstance(ids, list) else sorted(ids)  # ids are made in order of time
    for start in range(0, len(wanted), _ROWS):
        some = wanted[start : start + _ROWS]
        rows = {row.pk: row for row in source.rows().filter(pk__in=some).order_by().select_related(None)}
        known = {doc.thing_id: doc for doc in SearchDoc.objects.filter(kind=source.kind, thing_id__in=some)}
        index.take_out([doc for thing_id, doc in known.items() if thing_id not in rows])
        _put(source, [(pk, source.doc(rows[pk])) for pk in some if pk in rows], known)


def _put(source: Source, said: list[tuple[UUID, Doc]], known: dict[UUID, SearchDoc]) -> None:
    number, made, changed = index.last_number(), [], []
    for pk, doc in said:
        words = " ".join(sorted(token(current_id(), source.kind, gram) for gram in grams_of(doc)))
        if pk not in known:
            number += 1
            made.append(SearchDoc(kind=source.kind, thing_id=pk, number=number, is_public=doc.is_public, words=words))
        elif (known[pk].words, known[pk].is_public) != (words, doc.is_public):
            before = known[pk].words
            known[pk].words, known[pk].is_public = words, doc.is_public
            changed.append((known[pk], before))
    index.put(made)
    index.put_anew(changed)


def _indexed() -> list[Source]:
    return [source for source in all_sources() if source.is_indexed]
