"""Counting tries, so that nobody guesses: one key is a name, a phone, an account or an address, hashed."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, secrecy
from hehuo.core.errors import Refused
from hehuo.domain.ground.access.models import EntryTry

LOCKED = timedelta(minutes=15)
TRIES = 8  # for one key in a quarter of an hour


def key(kind: str, said: str) -> str:
    """What is counted under: nothing can be read back from it."""
    return f"{kind}:{secrecy.search_hash(said)}"


def refuse_too_many(keys: dict[str, int]) -> None:
    """Raise Refused where any of these keys has had its number of tries."""
    if any(too_many(each, limit) for each, limit in keys.items()):
        raise Refused(_("试的次数太多，请 15 分钟后再来。"))


def too_many(key: str, limit: int = TRIES) -> bool:
    """Whether this key has had its tries for this quarter of an hour."""
    row = EntryTry.objects.filter(key=key, since_at__gt=clock.now() - LOCKED).first()
    return row is not None and row.failures >= limit


@transaction.atomic
def count(key: str) -> int:
    """One more try; how many in this quarter of an hour."""
    row, _made = EntryTry.objects.select_for_update().get_or_create(key=key)
    if row.since_at < clock.now() - LOCKED:
        row.failures, row.since_at = 0, clock.now()
    row.failures += 1
    row.save()
    return row.failures


def forget(key: str) -> None:
    """It was right: the tries before are forgotten."""
    EntryTry.objects.filter(key=key).delete()
