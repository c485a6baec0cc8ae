"""Writing many new rows as each engine takes them fastest."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from hehuo.core.db.models import TenantModel


def insert_many(rows: Sequence[TenantModel]) -> None:
    """Insert new rows of one kind: COPY on PostgreSQL, one prepared statement on SQLite. Inside a transaction.

    What `bulk_create` does, in half its time: every value is there already, and nothing has to come back.
    """
    if not rows:
        return
    for row in rows:
        row.require_scope()
    meta, quote = type(rows[0])._meta, connection.ops.quote_name
    columns = [quote(str(field.column)) for field in meta.local_concrete_fields]
    into = f"{quote(meta.db_table)} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for values in _values(rows):
                    copy.write_row(values)
        else:
            places = ", ".join("%s" for _column in columns)
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", list(_values(rows)))  # noqa: S608  own columns
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _values(rows: Sequence[TenantModel]) -> Iterator[list[Any]]:
    """Each row as the engine stores it."""
    ways = [(field.attname, field.get_db_prep_save) for field in type(rows[0])._meta.local_concrete_fields]
    for row in rows:
        yield [way(getattr(row, name), connection) for name, way in ways]


def count_again(models: Iterable[type[TenantModel]]) -> None:
    """Tell PostgreSQL how much its tables hold by now: it would keep the plans it made for a few rows."""
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")
