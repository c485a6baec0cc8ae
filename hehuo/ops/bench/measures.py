"""A measured figure, and the few ways to get one that can be trusted."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

Statement = tuple[str, Sequence[Any] | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: the row of performance.md, what was done, how much of which unit, and the goal in words."""

    row: int
    what: str
    value: float
    unit: str
    goal: str = ""


def milliseconds(work: Callable[[], object], *, times: int = 30) -> float:
    """The median time of one call."""
    return statistics.median(_timed(work, times)) * 1000


def rate(work: Callable[[], object], *, seconds: float = 1.5, rounds: int = 3) -> float:
    """Calls a second: the median of a few rounds after a warm-up."""
    work()
    found = []
    for _ in range(rounds):
        calls, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds / rounds:
            work()
            calls += 1
        found.append(calls / (time.perf_counter() - start))
    return statistics.median(found)


def in_turn(one: Callable[[], object], other: Callable[[], object], *, rounds: int = 5) -> tuple[float, float, float]:
    """Calls a second of both, measured turn about, and the median of their ratios."""
    pairs = [(rate(one, seconds=0.5, rounds=1), rate(other, seconds=0.5, rounds=1)) for _ in range(rounds)]
    ratios = [a / b for a, b in pairs]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), statistics.median(ratios)


def statements_of(work: Callable[[], object]) -> list[Statement]:
    """The statements that a piece of work sends, with their parameters, as the driver gets them."""
    sent: list[Statement] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        work()
    return sent


def count_statements(work: Callable[[], object]) -> int:
    """How many statements a piece of work sends, BEGIN and COMMIT included."""
    with CaptureQueriesContext(connection) as sent:
        work()
    return len(sent)


def settle() -> None:
    """What an engine does by itself within minutes of a large change: learn how its tables are filled now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def raw(statements: list[Statement]) -> Callable[[], None]:
    """The same statements straight through the driver, every row fetched: what the engine allows."""
    connection.ensure_connection()
    driver: Any = connection.connection
    if connection.vendor == "sqlite":
        statements = [(sql.replace("%s", "?"), params) for sql, params in statements]

    def run() -> None:
        cursor = driver.cursor()
        for sql, params in statements:
            cursor.execute(sql, params or ())
            if cursor.description:
                cursor.fetchall()

    return run


def _timed(work: Callable[[], object], times: int) -> Iterator[float]:
    work()
    for _ in range(times):
        start = time.perf_counter()
        work()
        yield time.perf_counter() - start
