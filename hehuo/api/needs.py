"""The public needs list."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema

from hehuo.domain.plan.needs import queries
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need

router = Router(tags=["needs"])


class Said(Schema):
    """A refusal: one plain sentence."""

    say: str


class NeedOut(Schema):
    """A published need. Counts are of voices and of homes (户)."""

    id: UUID
    number: str
    title: str
    wording: str
    kind: str
    layer: str
    urgency: str
    state: str
    answer: str
    voice_count: int
    home_count: int
    published_at: datetime | None


class NeedsOut(Schema):
    """A page of needs, newest first; ask again with `after` for the next."""

    needs: list[NeedOut]
    after: str


@router.get("", response={200: NeedsOut, 404: Said, 422: Any}, summary="Published needs, newest first")
def published(
    request: HttpRequest,
    community: Path[str],
    kind: NeedKind | None = None,
    state: NeedState | None = None,
    after: str = "",
) -> queries.NeedPage:
    """One page of at most 30."""
    return queries.page_of(queries.published_needs(kind=kind, state=state), after=after)


@router.get("{need_id}", response={200: NeedOut, 404: Said, 422: Any}, summary="One need")
def one(request: HttpRequest, community: Path[str], need_id: UUID) -> Need:
    """A need that everyone may see."""
    return queries.public_need(need_id)
