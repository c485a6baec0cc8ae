"""The search box for programs: what the one who asks may find, and nothing else."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema

from hehuo.domain.ground.search import queries
from hehuo.domain.ground.search.queries import Group

router = Router(tags=["search"])


class Said(Schema):
    """A refusal: one plain sentence."""

    say: str


class FoundOut(Schema):
    """A thing that was found; `tier` says how: 0 is it, 1 begins so, 2 holds it, 3 by initials, 4 in its text."""

    kind: str
    id: UUID
    title: str
    line: str
    tier: int


class GroupOut(Schema):
    """The things of one kind, best first; ask again with its `kind`, and then with `after`, for more."""

    kind: str
    label: str
    found: list[FoundOut]
    after: str


@router.get("", response={200: list[GroupOut], 404: Said, 422: Any}, summary="Search, a few of every kind or one kind")
def search(request: HttpRequest, community: Path[str], q: str = "", kind: str = "", after: str = "") -> list[Group]:
    """What is public; with a session of somebody who entered, what that person may see."""
    person = getattr(request, "person", None)
    if not kind:
        return queries.find(person, q)
    one = queries.find_of_kind(person, q, kind, after=after)
    return [one] if one else []
