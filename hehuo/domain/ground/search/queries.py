"""Searching: what the index proposes, what was found without it and what it has not read yet, judged as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from hehuo.core.db.scope import current_id
from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.search import index
from hehuo.domain.ground.search.grams import Asked, grams_asked, marked, tier_of, token
from hehuo.domain.ground.search.index import Ask
from hehuo.domain.ground.search.kinds import READER, Tier
from hehuo.domain.ground.search.models import SearchDoc
from hehuo.domain.ground.search.sources import Source, Viewer, all_sources, source_of

A_FEW = 8  # of each kind where all kinds are shown
PAGE = 30
SPARE = 3  # so many times as many are proposed as are shown: tokens may fall together, and rows may have changed
UNREAD = 100  # of the newest entries that the index has not read yet, things are looked at one by one


_Key = tuple[Tier, int]  # where a thing stands: its tier, and its number in the index
_BEFORE, _BEHIND = -(1 << 62), 1 << 62  # where things stand that were found without a number


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found, as its viewer may see it: what it is, its title in marked pieces, one line below."""

    kind: str
    id: UUID
    title: str
    pieces: list[tuple[str, bool]]
    line: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Group:
    """The things of one kind, best first; `after` is where its next page begins, empty where there is none."""

    kind: str
    label: str
    found: list[Found] = field(default_factory=list)
    after: str = ""


def find(viewer: Viewer, written: str) -> list[Group]:
    """A few of every kind that this person may find; kinds without any are left out."""
    sources = [source for source in all_sources() if source.is_asked_by(viewer)]
    return [group for group in _Look(viewer, Asked.of(written), A_FEW).groups(sources) if group.found]


def find_of_kind(viewer: Viewer, written: str, kind: str, *, after: str = "") -> Group | None:
    """One page of a kind; None where there is no such kind for this person. A wrong `after` begins at the top."""
    source = source_of(kind)
    if source is None or not source.is_asked_by(viewer):
        return None
    return _Look(viewer, Asked.of(written), PAGE, _read_key(after)).groups([source])[0]


def gone(kind: str, rows: QuerySet[Any]) -> set[UUID]:
    """Things of a kind that the index holds and that are no more."""
    here = rows.filter(pk=OuterRef("thing_id"))
    return set(SearchDoc.objects.filter(~Exists(here), kind=kind).values_list("thing_id", flat=True))


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What the index has for one tier of a kind, and whether it may have more."""

    tier: Tier
    rows: list[tuple[int, UUID]]
    has_more: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """One search: who asks for what, how many of a kind are shown, and after which."""

    viewer: Viewer
    asked: Asked
    size: int
    after: _Key | None = None

    def groups(self, sources: Sequence[Source]) -> list[Group]:
        """A group for every source, empty ones too."""
        if not self.asked.joined:
            return [Group(source.kind, str(source.label)) for source in sources]
        proposed, unread = self._proposed(sources), {} if self.after else _unread(sources)
        return [self._group(source, proposed[source.kind], unread.get(source.kind, set())) for source in sources]

    def _proposed(self, sources: Sequence[Source]) -> dict[str, list[_Proposal]]:
        """For each kind, tier by tier, what its tokens name."""
        grams, limit = grams_asked(self.asked), self.size * SPARE
        asks = [
            (source, tier, self._ask(source, tier, grams[tier], limit))
            for source in sources
            for tier in grams
            if self._is_asked(source, tier)
        ]
        found: dict[str, list[_Proposal]] = {source.kind: [] for source in sources}
        for (source, tier, _ask), rows in zip(asks, index.answers([ask for *_, ask in asks]), strict=True):
            found[source.kind].append(_Proposal(tier, rows, len(rows) == limit))
        return found

    def _is_asked(self, source: Source, tier: Tier) -> bool:
        begun = self.after is None or tier >= self.after[0]
        return source.is_indexed and begun and (tier != Tier.TEXT or source.has_text)

    def _ask(self, source: Source, tier: Tier, grams: Sequence[str], limit: int) -> Ask:
        return Ask(
            kind=source.kind,
            tokens=[token(current_id(), source.kind, gram) for gram in grams],
            public_only=not source.sees_all(self.viewer),
            newest_first=source.newest_first,
            limit=limit,
            after=self.after[1] if self.after and self.after[0] == tier else None,
        )

    def _group(self, source: Source, proposals: list[_Proposal], unread: set[UUID]) -> Group:
        """The best of a kind, each judged by its words of today."""
        direct = [] if self.after else source.direct(self.asked.written)
        wanted = {pk for each in proposals for _number, pk in each.rows} | unread | set(direct)
        rows = {row.pk: row for row in source.visible(self.viewer).filter(pk__in=wanted)} if wanted else {}
        tiers = {pk: tier_of(source.doc(row), self.asked) for pk, row in rows.items()}
        told: dict[UUID, _Key] = {pk: (Tier.EXACT, _BEFORE) for pk in direct if pk in rows}
        for each in proposals:
            told |= {pk: (each.tier, at) for at, pk in each.rows if tiers.get(pk) == each.tier and pk not in told}
        for pk in unread - told.keys():
            if (tier := tiers.get(pk)) is not None:
                told[pk] = (tier, _BEHIND)
        known_to = next(((each.tier, each.rows[-1][0]) for each in proposals if each.has_more), None)
        best = _best_first(told, source.newest_first, known_to)
        shown = best[: self.size]
        rest = told[shown[-1]] if len(best) > self.size else known_to
        found = [self._found(source, rows[pk], told[pk][0]) for pk in shown]
        return Group(source.kind, str(source.label), found, f"{int(rest[0])}~{rest[1]}" if rest else "")

    def _found(self, source: Source, row: Any, tier: Tier) -> Found:
        kind, thing_id = source.shown_as(row) if source.shown_as else (source.kind, row.pk)
        title = source.doc(row).title
        return Found(kind, thing_id, title, marked(title, self.asked), source.line(row), tier)


def _unread(sources: Sequence[Source]) -> dict[str, set[UUID]]:
    """Things that the newest unread entries touched: who was registered a second ago is found too."""
    found: dict[str, set[UUID]] = {}
    for entry in journal.unread_by(READER)[:UNREAD]:
        for source in sources:
            if source.is_indexed and (ids := source.touched_by(entry)):
                found.setdefault(source.kind, set()).update(ids)
    return found


def _best_first(told: dict[UUID, _Key], newest_first: bool, known_to: _Key | None) -> list[UUID]:
    """By tier, then by number; nothing beyond the point up to which the index has told everything."""

    def place(key: _Key) -> tuple[int, int]:
        tier, number = key
        return int(tier), number if number == _BEFORE or not newest_first else -number

    ordered = sorted(told, key=lambda pk: (place(told[pk]), pk))
    return [pk for pk in ordered if known_to is None or place(told[pk]) <= place(known_to)]


def _read_key(after: str) -> _Key | None:
    try:
        tier, number = after.split("~")
        return Tier(int(tier)), min(max(int(number), _BEFORE), _BEHIND)
    except ValueError:
        return None
