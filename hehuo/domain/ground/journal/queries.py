"""Reading the journal."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hehuo.domain.ground.journal.models import Cursor, Entry, Head


def entries_of(thing_id: UUID) -> QuerySet[Entry]:
    """What happened to one thing, oldest first."""
    return Entry.objects.filter(thing_id=thing_id).order_by("at", "id")


def entries_of_all(thing_ids: Iterable[UUID], *, acts: Iterable[str] | None = None) -> QuerySet[Entry]:
    """What happened to any of these things, oldest first; only the named acts where given."""
    found = Entry.objects.filter(thing_id__in=list(thing_ids))
    if acts is not None:
        found = found.filter(act__in=list(acts))
    return found.order_by("at", "id")


def entries_for(person_id: UUID, *, since: datetime) -> QuerySet[Entry]:
    """What others did for a person since a moment, newest first."""
    return Entry.objects.filter(for_id=person_id, at__gte=since).order_by("-at", "-id")


def last_position() -> int:
    """The last position that was given."""
    return Head.objects.values_list("position", flat=True).first() or 0


def unread_by(reader: str) -> QuerySet[Entry]:
    """What a reader has not come to yet, numbered or not, the newest first."""
    read = Cursor.objects.filter(reader=reader).values_list("position", flat=True).first() or 0
    return Entry.objects.filter(Q(position=None) | Q(position__gt=read)).order_by("-at", "-id")
