"""Reading the journal."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hehuo.domain.ground.journal.models import Entry


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
