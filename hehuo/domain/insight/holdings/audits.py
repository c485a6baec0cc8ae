"""Who did and who saw what: the journal and the access log for those who watch over the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from hehuo.core import clock
from hehuo.core.db.models import TenantModel
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.journal.models import Entry, Look, Words
from hehuo.domain.ground.people.models import Person

M = TypeVar("M", bound=TenantModel)

# What a supervisor reads in full: money, decisions, postings (domain facts 7.4). Words about people are not among it.
OPEN_WORDS = ("books.", "funds.", "ledger.", "postings.", "agreements.", "recruitment.", "services.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are asked for; nothing set asks for all."""

    who: tuple[UUID, ...] | None = None  # acted, or was acted for, or is what it was about
    thing: UUID | None = None
    room: str = ""  # `books`
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """Some lines, the newest first, and from where the older ones go on."""

    rows: list[Any]
    older: str


def entries(wanted: Wanted) -> QuerySet[Entry]:
    """What was done."""
    found = _within(Entry.objects.all(), wanted)
    if wanted.room:
        found = found.filter(act__startswith=f"{wanted.room}.")
    if wanted.who is not None:
        found = found.filter(Q(actor_id__in=wanted.who) | Q(for_id__in=wanted.who) | Q(thing_id__in=wanted.who))
    return found


def looks(wanted: Wanted) -> QuerySet[Look]:
    """What was looked at."""
    found = _within(Look.objects.all(), wanted)
    if wanted.who is not None:
        found = found.filter(Q(actor_id__in=wanted.who) | Q(thing_id__in=wanted.who))
    return found


def _within(found: QuerySet[M], wanted: Wanted) -> QuerySet[M]:
    if wanted.thing:
        found = found.filter(thing_id=wanted.thing)
    if wanted.since:
        found = found.filter(at__gte=clock.at(wanted.since, 0))
    if wanted.until:
        found = found.filter(at__lt=clock.at(wanted.until + timedelta(days=1), 0))
    return found.order_by("-at", "-id")


def slice_of(found: QuerySet[M], before: str, rows: int) -> Slice:
    """The lines after the one that `before` names: by its time and id, so that new lines shift nothing."""
    if after := _mark(before):
        at, pk = after
        found = found.filter(Q(at__lt=at) | Q(at=at, id__lt=pk))
    held: list[Any] = list(found[: rows + 1])
    last = held[rows - 1] if len(held) > rows else None
    return Slice(held[:rows], f"{last.at.isoformat()}~{last.id}" if last else "")


def _mark(before: str) -> tuple[datetime, UUID] | None:
    at, _sign, pk = before.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None


def words_for(viewer: Person, shown: Iterable[Entry]) -> dict[UUID, str]:
    """The words of these entries that the viewer may read, by entry."""
    mine = has_power(viewer, Power.SEE_SENSITIVE)
    readable = [each.pk for each in shown if mine or each.act.startswith(OPEN_WORDS)]
    return dict(Words.objects.filter(entry__in=readable).values_list("entry_id", "text"))
