"""Writing the journal, numbering it, and reading on from where a reader stopped."""

import hashlib
import os
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from hehuo.core import acting, clock
from hehuo.core.db.models import TenantModel
from hehuo.core.db.scope import HasId
from hehuo.domain.ground.journal.models import Cursor, Entry, Head, Look, Words

BATCH = 2000


def record(
    *,
    actor: HasId | None,
    act: str,
    thing: TenantModel,
    acting_for: HasId | None = None,
    words: str = "",
    digest: bytes | None = None,
    **facts: Any,
) -> Entry:
    """Write that `actor` did `act` (`room.verb_past`) to `thing`; call it inside the act's transaction.

    `facts` are figures, states and ids; `words` may name people and can be erased by law without breaking the seal.
    What is done while a helper acts for the actor (R-36) carries both: the helper did it, for the actor.
    """
    actor_id, for_id = acting.both_names(actor.id if actor else None, acting_for.id if acting_for else None)
    salt = os.urandom(16) if words else b""
    entry = Entry(
        at=clock.now(),
        act=act,
        actor_id=actor_id,
        for_id=for_id,
        thing_kind=thing.kind_name(),
        thing_id=thing.id,
        facts=facts,
        text_hash=hashlib.sha256(salt + words.encode()).digest() if words else None,
        digest=digest,
    )
    entry.save(force_insert=True)
    if words:
        Words(entry=entry, salt=salt, text=words).save(force_insert=True)
    return entry


@transaction.atomic
def number_entries() -> int:
    """Give every committed entry without a position the next one; how many got one.

    Holds the community's head row, so that positions follow one another whoever seals.
    """
    Head.objects.get_or_create()
    head = Head.objects.select_for_update().get()
    numbered = 0
    while batch := list(Entry.objects.filter(position=None).order_by("at", "id").only("id", "community")[:BATCH]):
        for entry in batch:
            numbered += 1
            entry.position = head.position + numbered
        Entry.objects.bulk_update(batch, ["position"], batch_size=400)
    if numbered:
        Head.objects.filter(pk=head.pk).update(position=F("position") + numbered)
    return numbered


@transaction.atomic
def read_on(reader: str, handle: Callable[[Entry], None], *, limit: int = 200) -> int:
    """Hand the entries after the reader's cursor to `handle`, in order, each exactly once; how many there were."""
    Cursor.objects.get_or_create(reader=reader)
    cursor = Cursor.objects.select_for_update().get(reader=reader)
    entries = list(Entry.objects.filter(position__gt=cursor.position).order_by("position")[:limit])
    for entry in entries:
        handle(entry)
    if entries:
        cursor.position = entries[-1].position or cursor.position
        cursor.save(update_fields=["position"])
    return len(entries)


@transaction.atomic
def read_from(reader: str, position: int) -> None:
    """Say that a reader has read all up to a position: it made its work anew from the things themselves."""
    Cursor.objects.update_or_create(reader=reader, defaults={"position": position})


def look(*, actor: HasId, thing: TenantModel, field: str, why: str = "") -> None:
    """Note in the access log that `actor` is shown a sensitive field of `thing`."""
    acts = acting.now()
    looker_id = acts.helper_id if acts and acts.person_id == actor.id else actor.id
    Look(actor_id=looker_id, thing_kind=thing.kind_name(), thing_id=thing.id, field=field, why=why).save()


def erase_words(*, thing_id: UUID) -> int:
    """Erase names and free text from a thing's entries; the seals still hold. How many rows went."""
    return Words.objects.filter(entry__thing_id=thing_id).delete()[0]
