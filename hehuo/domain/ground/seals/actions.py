"""Sealing what was committed."""

from django.db import transaction

from hehuo.core import clock
from hehuo.core.db.scope import current_id
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.seals.kinds import HASH_BYTES, code_of, hash_of, root_of
from hehuo.domain.ground.seals.models import Seal

BATCH = 2000


@transaction.atomic
def seal_now() -> Seal | None:
    """Number and seal every entry that is not sealed yet, this transaction's own included; the last seal there is.

    An empty seal is not made. Numbering holds the journal's head row, so one sealer works at a time.
    """
    journal.number_entries()
    last = Seal.objects.order_by("-number").first()
    while batch := _unsealed(last):
        last = _seal(batch, last)
    return last


def _unsealed(last: Seal | None) -> list[Entry]:
    after = last.last if last else 0
    return list(Entry.objects.filter(position__gt=after).order_by("position")[:BATCH])


def _seal(batch: list[Entry], last: Seal | None) -> Seal:
    leaves = [entry.leaf() for entry in batch]
    number = last.number + 1 if last else 1
    previous = bytes(last.hash) if last else bytes(HASH_BYTES)
    first = last.last + 1 if last else 1
    at, root, end = clock.now(), root_of(leaves), batch[-1].position or 0
    sealed = hash_of(
        community=current_id(), number=number, first=first, last=end, at=at, root=root, previous=previous
    )  # fmt: skip
    return Seal.objects.create(
        number=number, first=first, last=end, at=at, root=root, previous=previous,
        hash=sealed, code=code_of(sealed), leaves=b"".join(leaves),
    )  # fmt: skip
