"""Walking along the threads."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hehuo.domain.ground.threads.models import Thread

# A journey longer than this is no longer a line a person follows.
STEPS = 12
THINGS = 500


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the journey: its kind (`needs.need`) and id."""

    kind: str
    id: UUID


def later_of(start: UUID) -> list[Thing]:
    """Everything that came of a thing, nearest first."""
    return _walk({start}, forward=True)


def earlier_of(start: UUID) -> list[Thing]:
    """Everything a thing came from, nearest first."""
    return _walk({start}, forward=False)


def next_of(ids: Iterable[UUID], *, kind: str) -> dict[UUID, list[UUID]]:
    """The things of one kind that directly followed each of these."""
    found: dict[UUID, list[UUID]] = {}
    for earlier, later in Thread.objects.filter(earlier_id__in=list(ids), later_kind=kind).values_list(
        "earlier_id", "later_id"
    ):
        found.setdefault(earlier, []).append(later)
    return found


def _walk(start: set[UUID], *, forward: bool) -> list[Thing]:
    here, there, kind = (
        ("earlier_id", "later_id", "later_kind") if forward else ("later_id", "earlier_id", "earlier_kind")
    )
    seen, edge, found = set(start), set(start), list[Thing]()
    for _ in range(STEPS):
        rows = Thread.objects.filter(**{f"{here}__in": edge}).order_by("tied_at").values_list(kind, there)[:THINGS]
        fresh = {thing_id: Thing(thing_kind, thing_id) for thing_kind, thing_id in rows if thing_id not in seen}
        if not fresh or len(seen) > THINGS:
            break
        found += fresh.values()
        seen |= fresh.keys()
        edge = set(fresh)
    return found
