"""A list compared with who is known by now: what would be written, and writing it with a note of the way back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hehuo.core import secrecy
from hehuo.core.db.bulk import insert_many
from hehuo.core.db.models import TenantModel
from hehuo.domain.build.partners.models import Category, Enlistment, Neighbour
from hehuo.domain.build.partners.neighbours.sorting import Listed
from hehuo.domain.ground.people.kinds import Living
from hehuo.domain.ground.people.models import Person

# In the order in which rows point at each other; taken back in reverse.
ORDER: tuple[type[TenantModel], ...] = (Person, Neighbour, Enlistment)


@dataclass(slots=True)
class Changes:
    """Rows to write, and how many persons are new, changed or as they were."""

    people: list[Person] = field(default_factory=list)
    neighbours: list[Neighbour] = field(default_factory=list)
    enlistments: list[Enlistment] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0})


def compare(listed: list[Listed], categories: dict[str, Category]) -> Changes:
    """What a list would change; nothing is written. `categories` holds one for every kind that is named."""
    changes = Changes()
    persons, known, teams = _persons(listed), _neighbours(listed), _teams(listed)
    for one in listed:
        key = (one.name, secrecy.search_hash(one.phone) if one.phone else "")
        person = persons.get(key)
        neighbour = known.get(person.pk) if person else _without_phone(known, key)
        if neighbour is None:
            person = person or _person(one, changes)
            neighbour = Neighbour(
                person=person, category=categories[one.kind], area=one.community, since_on=_day(one.since)
            )
            changes.neighbours.append(neighbour)
            fate = "new"
        else:
            fate = "unchanged" if set(one.teams) <= teams.get(neighbour.pk, set()) else "changed"
        changes.counts[fate] += 1
        new = [team for team in one.teams if team not in teams.get(neighbour.pk, set())]
        changes.enlistments += [
            Enlistment(neighbour=neighbour, team=team, since_on=_day(one.teams[team])) for team in new
        ]
    return changes


def apply(changes: Changes) -> dict[str, Any]:
    """Write the changes, and say how to undo them. Call it inside a transaction."""
    made: dict[str, list[str]] = {}
    batches: tuple[Sequence[TenantModel], ...] = (changes.people, changes.neighbours, changes.enlistments)
    for model, rows in zip(ORDER, batches, strict=True):
        if rows:
            insert_many(rows)
            made[model.kind_name()] = [str(row.pk) for row in rows]
    return {"made": made, "changed": []}


def _persons(listed: list[Listed]) -> dict[tuple[str, str], Person]:
    """Those of the community who are on the list, by name and phone together."""
    hashes = {secrecy.search_hash(one.phone) for one in listed if one.phone}
    found = Person.objects.filter(phone_hash__in=hashes, merged_into=None, erased_at=None).order_by("-id")
    return {(person.name, person.phone_hash): person for person in found}


def _neighbours(listed: list[Listed]) -> dict[Any, Neighbour]:
    names = {one.name for one in listed}
    found = Neighbour.objects.filter(person__name__in=names).select_related("person")
    return {neighbour.person_id: neighbour for neighbour in found}


def _without_phone(known: dict[Any, Neighbour], key: tuple[str, str]) -> Neighbour | None:
    """Who stood on an earlier list by name alone; a phone that is known is not taken for none."""
    if key[1]:
        return None
    return next((each for each in known.values() if (each.person.name, each.person.phone_hash) == key), None)


def _teams(listed: list[Listed]) -> dict[Any, set[str]]:
    names = {one.name for one in listed}
    found: dict[Any, set[str]] = {}
    for row in Enlistment.objects.filter(neighbour__person__name__in=names).values_list("neighbour_id", "team"):
        found.setdefault(row[0], set()).add(row[1])
    return found


def _person(one: Listed, changes: Changes) -> Person:
    person = Person(name=one.name, sex=one.sex, living=Living.OTHER)
    if one.phone:
        person.phone = one.phone
    changes.people.append(person)
    return person


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
