"""What can be found. A room registers its things in a module `search_sources`, which is loaded with the house."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.search.grams import Doc

Viewer = Person | None


def _nothing(_written: str) -> Sequence[UUID]:
    return []


def _anyone(_viewer: Viewer) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of thing. What is shown is read anew by `visible`, whatever the index says."""

    kind: str  # `needs.need`, as the journal names it
    label: str | Promise
    place: int  # where its group stands on the page
    rows: Callable[[], "QuerySet[Any]"]  # everything that can be found, in the order of its own list
    visible: Callable[[Viewer], "QuerySet[Any]"]  # of these, what this person may see
    doc: Callable[[Any], Doc]
    line: Callable[[Any], str]  # one line below the title
    # Who finds what is not public; a kind without anything public is not asked for anyone else.
    sees_all: Callable[[Viewer], bool] = _anyone
    has_public: bool = True
    has_text: bool = True
    is_indexed: bool = True
    newest_first: bool = True
    # Found without the index, at once: by numbers, codes, doors.
    direct: Callable[[str], Sequence[UUID]] = _nothing
    # Things of this kind that an entry of the journal touched, but for the thing that it is about.
    touched: Callable[[Entry], Iterable[UUID]] | None = None
    # The same for entries that touch things by the hundred: left to the worker.
    touched_in_bulk: Callable[[Entry], Iterable[UUID]] | None = None
    # Under which kind and id a thing has its page, where these are not its own.
    shown_as: Callable[[Any], tuple[str, UUID]] | None = None

    def is_asked_by(self, viewer: Viewer) -> bool:
        """Whether this person may find any thing of this kind."""
        return self.has_public or self.sees_all(viewer)

    def touched_by(self, entry: Entry, *, in_bulk: bool = False) -> set[UUID]:
        """The things whose words may have changed with an entry."""
        found = {entry.thing_id} if entry.thing_kind == self.kind else set()
        for touched in (self.touched, self.touched_in_bulk if in_bulk else None):
            found |= set(touched(entry)) if touched else set()
        return found


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a kind of thing findable."""
    _sources[source.kind] = source


def all_sources() -> list[Source]:
    """Every kind, in the order of the page."""
    return sorted(_sources.values(), key=lambda source: source.place)


def source_of(kind: str) -> Source | None:
    """One kind, where it is registered."""
    return _sources.get(kind)
