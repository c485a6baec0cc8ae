"""Reading voices and needs."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power, people_with
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs import likening
from hehuo.domain.plan.needs.kinds import PUBLIC_STATES, NeedKind, NeedState, VoiceState
from hehuo.domain.plan.needs.models import Likeness, Need, Voice

PAGE = 30
TO_CHOOSE = 300  # needs in the list of all that go on
PROPOSED = 5  # needs offered for a voice, one key each
ALIKE = 400  # likenesses looked at for one page of groups
COUNTED_TO = 1000  # a list says "1,000+" beyond this, so that 100,000 needs cost what 1,000 cost


@dataclass(frozen=True, slots=True)
class NeedPage:
    """One page of the list, newest first; `after` is where the next one begins."""

    needs: list[Need]
    after: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A need that a voice may belong to, and why it is offered."""

    need: Need
    because: str


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of every voice: each is in exactly one of these. Voices (人次), never homes."""

    total: int
    tray: int
    joined: int
    thanks: int
    chat: int
    withdrawn: int


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
    found = Need.objects.filter(state__in=[NeedState.OPEN, NeedState.UNDERWAY]).select_related("owner")
    return found.order_by("-home_count", "number")


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


def proposals_for(voice: Voice) -> list[Proposal]:
    """Needs that a voice may belong to: those of voices that read alike, then by the letters of their titles, then the
    newest drafts. At most PROPOSED; three statements."""
    going = (NeedState.DRAFT, NeedState.OPEN, NeedState.UNDERWAY)
    found: dict[UUID, Proposal] = {}
    for other in alike_to(voice):
        if other.need and other.need.state in going and other.need_id not in found:
            because = _("像这一句：%s") % other.words[:40]
            found[other.need.id] = Proposal(other.need, because)
    for need in similar_needs(voice.words, limit=PROPOSED):
        found.setdefault(need.id, Proposal(need, _("名字里有相同的字")))
    for need in drafts()[:PROPOSED]:
        found.setdefault(need.id, Proposal(need, _("刚立的")))
    return list(found.values())[:PROPOSED]


def going_needs() -> QuerySet[Need]:
    """Needs that can take another voice in, by number."""
    going = (NeedState.DRAFT, NeedState.OPEN, NeedState.UNDERWAY)
    return Need.objects.filter(state__in=going).order_by("-number").only("id", "number", "title")


def alike_to(voice: Voice) -> list[Voice]:
    """Voices that read like this one, the likest first."""
    pairs = Likeness.objects.filter(Q(one=voice) | Q(other=voice), score__gte=likening.THRESHOLD)
    found = pairs.select_related("one__need", "other__need").order_by("-score", "id")[: likening.AT_MOST]
    return [pair.other if pair.one_id == voice.id else pair.one for pair in found]


def alike_in_tray() -> list[list[Voice]]:
    """Voices in the tray that seem to say the same, in groups, the largest first. One statement."""
    pairs = (
        Likeness.objects.filter(score__gte=likening.THRESHOLD, one__state=VoiceState.TRAY, other__state=VoiceState.TRAY)
        .select_related("one__home", "one__speaker", "other__home", "other__speaker")
        .order_by("-score", "id")[:ALIKE]
    )
    voices = {voice.id: voice for pair in pairs for voice in (pair.one, pair.other)}
    groups = likening.groups_of([(pair.one_id, pair.other_id, pair.score) for pair in pairs])
    return [sorted((voices[each] for each in group), key=lambda voice: voice.id) for group in groups]


def not_compared() -> bool:
    """Whether the worker has voices to compare yet."""
    return Voice.objects.filter(likened_at=None).exists()


def last_sorted_by(person: Person) -> list[Voice]:
    """What somebody sorted last, in one act: it is what one key takes back."""
    last = Voice.objects.filter(sorted_by=person).order_by("-sorted_at").values("sorted_at")[:1]
    return list(Voice.objects.filter(sorted_by=person, sorted_at=last).select_related("need").order_by("id"))


def all_voices(*, state: VoiceState | None = None) -> QuerySet[Voice]:
    """Every voice, the newest first, or those of one fate."""
    found = voices().select_related("speaker", "home", "collector", "need").order_by("-heard_at", "-id")
    return found.filter(state=state) if state else found


def fates() -> Fates:
    """How many voices came to what end; one statement."""
    counted = dict(Voice.objects.values_list("state").annotate(n=Count("id")))
    by_state = {state.name.lower(): counted.get(state.value, 0) for state in VoiceState}
    return Fates(total=sum(by_state.values()), **by_state)


def to_tell(need: Need) -> QuerySet[Voice]:
    """Voices whose speakers have not had the answer yet, door by door."""
    return voices_of(need).filter(told_at=None).order_by("collector_name", "door", "id")


def quotes_of(need: Need) -> list[str]:
    """Words that may be shown: their speakers agreed to that by itself, and have not taken it back."""
    allowed = need.voices.filter(quote_consent__isnull=False, quote_consent__withdrawn_at=None)
    return list(allowed.order_by("heard_at", "id").values_list("words", flat=True))


def may_own() -> list[Person]:
    """Who can answer for a need, by name."""
    return list(people_with(Power.SORT_NEEDS).order_by("name", "id"))


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
