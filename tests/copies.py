"""A database with all its tables and nothing in it: migrated once for a run, and copied for whoever needs their own."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

VAR = Path(os.environ["HEHUO_TEST_VAR"])
KEPT = VAR / f"tables-{os.getpid()}.sqlite3"


def keep() -> None:
    """Keep what this process's test database is as it was made. On PostgreSQL a copy beside it, under its name."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(KEPT)) as kept:
            connection.ensure_connection()
            connection.connection.backup(kept)
    else:
        _copy(str(connection.settings_dict["NAME"]), _kept_name())
    connection.close()


def forget() -> None:
    """Nothing of it stays behind the run."""
    if connection.vendor == "sqlite":
        KEPT.unlink(missing_ok=True)
    else:
        connection.close()
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # of PostgreSQL only
            cursor.execute(f'DROP DATABASE IF EXISTS "{_kept_name()}"')


def tables_for(address: str, folder: Path) -> bool:
    """Give an office of its own its tables, in the database of this address or in its folder; False: it makes them."""
    if address:
        _copy(_kept_name(), address.partition("?")[0].rsplit("/", 1)[1])
    elif KEPT.exists():
        (folder / "office").mkdir(parents=True, exist_ok=True)
        shutil.copy(KEPT, folder / "office" / "hehuo.sqlite3")
    return bool(address) or KEPT.exists()


def _kept_name() -> str:
    return f"{connection.settings_dict['NAME']}_tables"


def _copy(one: str, other: str) -> None:
    connection.close()  # nobody may be in what is copied
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # of PostgreSQL only
        cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')
        cursor.execute(f'CREATE DATABASE "{other}" TEMPLATE "{one}"')
