"""Reading rows past the ORM: very many as plain tuples from one moment, or a few columns of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, models

from hehuo.core.db import scope

M = TypeVar("M", bound=models.Model)
_CHUNK = 2000


def stream(sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement whose one placeholder is the community in scope; memory stays flat."""
    community = scope.current_id()
    value = community if connection.features.has_native_uuid_field else community.hex
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, [value])
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows


def hexed(column: str) -> str:
    """SQL for an id as 32 letters, which is how SQLite keeps it."""
    return f"replace(CAST({column} AS text), '-', '')" if connection.features.has_native_uuid_field else column


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything inside as it stood at one moment, whoever writes meanwhile; nobody waits for it.

    Inside a transaction that is open already it is that transaction's view.
    """
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def partly(model: type[M], **known: Any) -> M:
    """A row of which some columns are known; the others are read when they are asked for."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db("default", names, [known[name] for name in names])


def by_hand(model: type[M], sql: str, params: list[Any]) -> Any:
    """Rows of a model by a hand-written statement that names the community itself; more columns become attributes.

    Not through the manager, which would build the query that the statement replaces.
    """
    return models.query.RawQuerySet(sql, model=model, params=tuple(params))
