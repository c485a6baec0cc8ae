"""Reading voices and needs."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.kinds import PUBLIC_STATES, NeedKind, NeedState, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice

PAGE = 30
COUNTED_TO = 1000  # a list says "1,000+" beyond this, so that 100,000 needs cost what 1,000 cost


@dataclass(frozen=True, slots=True)
class NeedPage:
    """One page of the list, newest first; `after` is where the next one begins."""

    needs: list[Need]
    after: str


def visible_to(viewer: Person | None) -> QuerySet[Need]:
    """Published needs for everyone; drafts too for those who sort."""
    found = Need.objects.select_related("place")
    if viewer is not None and has_power(viewer, Power.SORT_NEEDS):
        return found
    return found.filter(state__in=PUBLIC_STATES)


def published_needs(*, kind: NeedKind | None = None, state: NeedState | None = None) -> QuerySet[Need]:
    """The public list, newest first."""
    found = Need.objects.filter(published_at__isnull=False).order_by("-published_at", "-id")
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    return found


def page_of(needs: QuerySet[Need], *, after: str = "") -> NeedPage:
    """The page that begins after a key given by the page before (a wrong key begins at the top)."""
    if key := _read_key(after):
        at, need_id = key
        needs = needs.filter(Q(published_at__lte=at) & (Q(published_at__lt=at) | Q(id__lt=need_id)))
    found = list(needs.select_related("place")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return NeedPage(found[:PAGE], f"{last.published_at.isoformat()}~{last.id}" if last and last.published_at else "")


def _read_key(after: str) -> tuple[datetime, UUID] | None:
    try:
        at, need_id = after.split("~")
        return datetime.fromisoformat(at), UUID(need_id)
    except ValueError:
        return None


def open_needs() -> QuerySet[Need]:
    """Published and not yet settled: what a call for partners may answer."""
    return Need.objects.filter(state__in=[NeedState.OPEN, NeedState.UNDERWAY]).order_by("-home_count", "number")


def drafts() -> QuerySet[Need]:
    """Needs being sorted."""
    return Need.objects.filter(state=NeedState.DRAFT).order_by("-made_at")


def tray() -> QuerySet[Voice]:
    """Voices nobody has sorted yet, oldest first: the clock starts at receipt (R-42)."""
    return (
        Voice.objects.filter(state=VoiceState.TRAY)
        .select_related("speaker", "home", "collector")
        .order_by("heard_at", "id")
    )


def tray_count() -> int:
    """How many wait to be sorted."""
    return Voice.objects.filter(state=VoiceState.TRAY).count()


def voices_of(need: Need) -> QuerySet[Voice]:
    """The voices behind a need, oldest first."""
    return need.voices.select_related("speaker", "home", "collector").order_by("heard_at", "id")


def voices_by(person: Person) -> QuerySet[Voice]:
    """What a person has said, newest first."""
    return Voice.objects.filter(speaker=person).select_related("need").order_by("-heard_at")


def similar_needs(words: str, *, limit: int = 5) -> list[Need]:
    """Needs that share the most pairs of characters with these words: a proposal, joined by a person only."""
    pairs = _pairs(words)
    recent = Need.objects.filter(state__in=[NeedState.DRAFT, NeedState.OPEN, NeedState.UNDERWAY]).order_by("-made_at")
    scored = [(len(pairs & _pairs(f"{need.title} {need.wording}")), need) for need in recent[:COUNTED_TO]]
    return [need for score, need in sorted(scored, key=lambda each: -each[0])[:limit] if score > 1]


def _pairs(words: str) -> set[str]:
    letters = [letter for letter in words if letter.isalnum()]
    return {a + b for a, b in pairwise(letters)}


def count_up_to(found: QuerySet[Need]) -> int:
    """How many, counted no further than COUNTED_TO + 1."""
    return found.order_by()[: COUNTED_TO + 1].count()


def needs() -> QuerySet[Need]:
    """Every need, for those who sort."""
    return Need.objects.select_related("place", "owner")


def voices() -> QuerySet[Voice]:
    """Every voice, for those who sort."""
    return Voice.objects.select_related("speaker", "home", "collector")


def public_need(need_id: UUID) -> Need:
    """A published need. Raises Missing."""
    need = published_needs().filter(pk=need_id).first()
    if need is None:
        raise Missing(_("没有这件需求，或者还没有公布。"))
    return need
