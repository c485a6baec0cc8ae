"""Guessing at somebody's password or second step stands in the journal of every community where they are."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from hehuo.domain.ground.access import tries
from hehuo.domain.ground.access.models import Account, EntryTry
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal import queries as entries
from hehuo.domain.ground.people.models import Person

ACT = "access.guessing_stopped"
# What is counted of an account: under which kind of key, and what is said for it.
WAYS: dict[str, Callable[[Account], str]] = {
    "name": lambda account: account.username,
    "second": lambda account: account.id.hex,
    "old-password": lambda account: account.id.hex,
}


@transaction.atomic
def note_guessing() -> int:
    """Journal the guessing that was stopped, one line for each way and quarter of an hour; how many lines.

    A job looks for it, and no one who guesses waits: a known name answers as fast as an unknown one.
    """
    stopped = {row.key: row for row in EntryTry.objects.filter(failures__gte=tries.TRIES)}
    if not stopped:
        return 0
    here = Person.objects.filter(account_id__isnull=False, merged_into=None)
    people = {person.account_id: person for person in here if person.account_id}
    lines = 0
    for account in Account.objects.filter(pk__in=people):
        for way, said in WAYS.items():
            row = stopped.get(tries.key(way, said(account)))
            person = people[account.pk]
            if row and not _is_told(person, way, row.since_at):
                journal.record(actor=None, act=ACT, thing=person, way=way, tries=row.failures)
                lines += 1
    return lines


def _is_told(person: Person, way: str, since: datetime) -> bool:
    return entries.entries_of(person.pk).filter(act=ACT, facts__way=way, at__gte=since).exists()
