"""The full-text index of either engine: FTS5 beside the table on SQLite, GIN on it in PostgreSQL; the same answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from hehuo.core.db.models import raw_uuid
from hehuo.core.db.scope import current_id
from hehuo.domain.ground.search.models import SearchDoc

_ROWS = 200


@dataclass(frozen=True, slots=True)
class Ask:
    """One tier of one kind: the tokens that a thing must have, from where on, in which order, how many at most."""

    kind: str
    tokens: Sequence[str]
    public_only: bool
    newest_first: bool
    limit: int
    after: int | None = None


def answers(asks: Sequence[Ask]) -> list[list[tuple[int, UUID]]]:
    """Number and thing of what each ask finds, in its order: one statement for all of them."""
    found: list[list[tuple[int, UUID]]] = [[] for _ in asks]
    if not asks:
        return found
    parts, params = [], []
    for at, ask in enumerate(asks):
        sql, values = _one(at, ask)
        parts.append(f"SELECT * FROM ({sql}) AS a{at}")  # noqa: S608  numbers of our own
        params += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        for at, number, thing_id in cursor.fetchall():
            found[at].append((number, thing_id if isinstance(thing_id, UUID) else UUID(thing_id)))
    return [sorted(each, key=lambda row: -row[0] if asks[at].newest_first else row[0]) for at, each in enumerate(found)]


def _one(at: int, ask: Ask) -> tuple[str, list[Any]]:
    order, beyond = ("DESC", "<") if ask.newest_first else ("ASC", ">")
    where = "d.community_id = %s AND d.kind = %s"
    params: list[Any] = [raw_uuid(current_id()), ask.kind]
    where += " AND d.is_public" if ask.public_only else ""
    if connection.vendor == "sqlite":
        head = "search_words CROSS JOIN search_searchdoc d ON d.number = search_words.rowid"
        row, where = "search_words.rowid", f"search_words MATCH %s AND {where}"
        params.insert(0, " AND ".join(f'"{token}"' for token in ask.tokens))
    else:
        head, row = "search_searchdoc d", "d.number"
        where += " AND string_to_array(d.words, ' ') @> %s"
        params.append(list(ask.tokens))
    if ask.after is not None:
        where += f" AND {row} {beyond} %s"
        params.append(ask.after)
    sql = f"SELECT {at}, d.number, d.thing_id FROM {head} WHERE {where} ORDER BY {row} {order} LIMIT {ask.limit}"  # noqa: S608  names of this file only
    return sql, params


def put(docs: list[SearchDoc]) -> None:
    """Write new rows and what they are found by."""
    SearchDoc.objects.bulk_create(docs, batch_size=_ROWS)
    _tell("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", docs)


def put_anew(docs: list[tuple[SearchDoc, str]]) -> None:
    """Write rows whose words changed; beside each the words that stood there."""
    _tell(_FORGET, [SearchDoc(number=doc.number, words=before) for doc, before in docs])
    changed = [doc for doc, _before in docs]
    SearchDoc.objects.bulk_update(changed, ["words", "is_public"], batch_size=_ROWS)
    _tell("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", changed)


def take_out(docs: Sequence[SearchDoc]) -> None:
    """Remove rows."""
    _tell(_FORGET, docs)
    for start in range(0, len(docs), _ROWS):
        SearchDoc.objects.filter(pk__in=[doc.pk for doc in docs[start : start + _ROWS]]).delete()


# FTS5 keeps no text of its own here, so that it has to be told the old words.
_FORGET = "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', %s, %s)"


def _tell(sql: str, docs: Iterable[SearchDoc]) -> None:
    rows = [(doc.number, doc.words) for doc in docs]
    if rows and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def last_number() -> int:
    """The highest number in use: in the community, or on SQLite, whose index has one row of numbers, in any."""
    last = "SELECT max(number) FROM search_searchdoc WHERE community_id = "
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT max(({last} c.id)) FROM db_community c")  # noqa: S608  names of this file only
        else:
            cursor.execute(f"{last} %s", [current_id()])
        number = cursor.fetchone()[0]
        if number is None and connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    return int(number or 0)


def count_anew() -> None:
    """Let the engine count anew what is common and what is rare: its plans rest on it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_searchdoc")
