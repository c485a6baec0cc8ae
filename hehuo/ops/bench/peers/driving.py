"""What every driver shares. Runs in a peer's own environment: nothing of this house may be imported here."""

import csv
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from urllib.parse import parse_qsl, unquote, urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

FIRST = date(2014, 1, 1)
MIDDLE = date(2019, 1, 15)
PAGE = 50


def begin(apps: list[str], **more: object) -> None:
    """Django with these apps on the database of the command line, as durable as ours; its tables made."""
    settings.configure(
        DATABASES={"default": _database(sys.argv[1])},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", *apps],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        SECRET_KEY="bench",
        **more,
    )
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def _database(address: str) -> dict[str, object]:
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
            "CONN_MAX_AGE": None,
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
    }


def answer(works: dict[str, Callable[..., object]]) -> None:
    """Do what is asked until there is nothing more: `{"do": "balance"}`, answered by `{"value": 52.1}`."""
    for line in sys.stdin:
        asked = json.loads(line)
        value = works[asked.pop("do")](**asked)
        sys.stdout.write(json.dumps({"value": value}) + "\n")
        sys.stdout.flush()


def rate(work: Callable[[], object], seconds: float) -> float:
    """Calls a second."""
    calls, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        work()
        calls += 1
    return calls / (time.perf_counter() - start)


def milliseconds(work: Callable[[], object], times: int = 5) -> float:
    """The median time of one call."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found) * 1000


def seconds_of(rows: Callable[[], Iterable[Iterable[object]]]) -> float:
    """The time in which all rows become a CSV file."""
    start = time.perf_counter()
    csv.writer(_Nowhere()).writerows(rows())
    return time.perf_counter() - start


def day_of(number: int, size: int) -> date:
    """So many transactions lie evenly over ten years."""
    return FIRST + timedelta(days=number * 3600 // size)


def settle() -> None:
    """What an engine does by itself within minutes of a large change."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class _Nowhere:
    def write(self, text: str) -> int:
        return len(text)
