"""Walking along the threads."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from hehuo.core.db import scope
from hehuo.core.db.models import raw_uuid
from hehuo.domain.ground.threads.models import Thread

# A journey longer than this is no longer a line a person follows.
STEPS = 12
THINGS = 500


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the journey: its kind (`needs.need`) and id."""

    kind: str
    id: UUID

    def kind_name(self) -> str:
        """As a row says it, so that a thing known by its id only can be tied like one."""
        return self.kind


def later_of(start: UUID) -> list[Thing]:
    """Everything that came of a thing, nearest first."""
    return _walk(start, forward=True)


def earlier_of(start: UUID) -> list[Thing]:
    """Everything a thing came from, nearest first."""
    return _walk(start, forward=False)


def next_of(ids: Iterable[UUID], *, kind: str) -> dict[UUID, list[UUID]]:
    """The things of one kind that directly followed each of these."""
    found: dict[UUID, list[UUID]] = {}
    for earlier, later in Thread.objects.filter(earlier_id__in=list(ids), later_kind=kind).values_list(
        "earlier_id", "later_id"
    ):
        found.setdefault(earlier, []).append(later)
    return found


def before(thing_id: UUID, *, kind: str) -> "QuerySet[Thread, UUID]":
    """The ids of the things of one kind that led directly to this one, to be asked for within another question."""
    return Thread.objects.filter(later_id=thing_id, earlier_kind=kind).values_list("earlier_id", flat=True)


def _walk(start: UUID, *, forward: bool) -> list[Thing]:
    """One statement however long the line is. The direction only picks column names, never text from outside."""
    here, there = ("earlier", "later") if forward else ("later", "earlier")
    community = raw_uuid(scope.current_id())
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE walk (kind, id, depth, is_end) AS (
                SELECT {there}_kind, {there}_id, 1, is_gathering
                FROM threads_thread WHERE community_id = %s AND {here}_id = %s
                UNION
                SELECT t.{there}_kind, t.{there}_id, w.depth + 1, t.is_gathering
                FROM threads_thread t JOIN walk w ON t.{here}_id = w.id AND NOT w.is_end
                WHERE t.community_id = %s AND w.depth < %s
            )
            SELECT kind, id, MIN(depth) FROM walk GROUP BY kind, id ORDER BY 3, 2 LIMIT %s
            """,  # noqa: S608  column names only
            [community, raw_uuid(start), community, STEPS, THINGS],
        )
        return [Thing(kind, UUID(str(thing_id))) for kind, thing_id, _depth in cursor.fetchall()]
