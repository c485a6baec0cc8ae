"""What happened to a home, a household or a person: the journal's lines with who did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Household, Move, Ownership, Person
from hehuo.domain.ground.places.models import Home


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a history: the act by its name in the journal, and who did it."""

    at: datetime
    act: str
    who: str
    about: str
    facts: dict[str, object]


def history_of(*things: UUID, moves: Iterable[Move] = ()) -> list[Happening]:
    """The lines of these things and of these moves' people, oldest first."""
    entries = list(journal.entries_of_all(things))
    moved = {str(move.pk): move.person for move in moves}
    acts = ("people.moved_in", "people.moved_out", "people.home_changed", "people.move_undone")
    for entry in journal.entries_of_all({person.pk for person in moved.values()}, acts=acts):
        if entry.facts.get("move") in moved:
            entries.append(entry)
    ids = {entry.actor_id for entry in entries} | {
        UUID(str(pk)) for entry in entries if (pk := entry.facts.get("person"))
    }
    names = dict(Person.objects.filter(pk__in=[pk for pk in ids if pk]).values_list("pk", "name"))
    return [
        Happening(
            entry.at, entry.act, names.get(entry.actor_id, "") if entry.actor_id else "",
            _about(entry.facts, names, moved), entry.facts,
        )
        for entry in sorted(entries, key=lambda entry: (entry.at, entry.pk))
    ]  # fmt: skip


def _about(facts: dict[str, object], names: dict[UUID, str], moved: dict[str, Person]) -> str:
    if (move := facts.get("move")) and str(move) in moved:
        return moved[str(move)].name
    if pk := facts.get("person"):
        return names.get(UUID(str(pk)), "")
    return " → ".join("、".join(side) for key in ("before", "after") if isinstance(side := facts.get(key), list))


def moves_of_home(home: Home) -> list[Move]:
    """Every move into or out of a home."""
    found = Move.objects.select_related("person", "from_household", "to_household")
    return list(found.filter(to_household__home=home) | found.filter(from_household__home=home))


def owners_of(home: Home) -> list[Ownership]:
    """Who owns a home (or owned it when it ended), each human once."""
    owned = (
        Ownership.objects.filter(home=home)
        .select_related("person__merged_into")
        .order_by("since_on", "person__name", "id")
    )
    standing = owned.filter(until_on=None) if home.ended_on is None else owned.filter(until_on=home.ended_on)
    return list({each.root_id: each for each in standing}.values())


def past_owners_of(home: Home) -> list[Ownership]:
    """Who owned a home before."""
    return list(
        Ownership.objects.filter(home=home).exclude(until_on=None).select_related("person").order_by("until_on")
    )


def households_of(home: Home) -> list[tuple[Household, list[Person]]]:
    """The households of a home in which somebody lives, each with its people."""
    found: dict[Household, list[Person]] = {}
    for person in (
        people.present().filter(household__home=home).select_related("household").order_by("household__number", "id")
    ):
        found.setdefault(person.household, []).append(person)
    return list(found.items())


def all_owners_of(homes: Iterable[Home]) -> list[Person]:
    """Who owns any of these homes, each human once."""
    roots = [each.person.merged_into or each.person for home in homes for each in owners_of(home)]
    return list({person.pk: person for person in roots}.values())


def all_households_of(homes: Iterable[Home]) -> list[Household]:
    """Every household of these homes."""
    return [household for home in homes for household, _who in households_of(home)]


def first_household_of(home: Home | None) -> Household | None:
    """The household one joins where one moves into a home that is lived in."""
    found = households_of(home) if home else []
    return found[0][0] if found else None
