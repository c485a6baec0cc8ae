"""Whom a survey asks: worked out from the books of people and homes when it opens, and kept as it stood."""

from collections.abc import Iterable

from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.plan.surveys.models import Asked, Survey

BATCH = 2_000


def write_list(survey: Survey) -> int:
    """Put everyone on the list who is asked today; how many."""
    grown_ups = people.grown_ups(survey.place)
    rows = list(_homes(survey, grown_ups) if survey.is_by_home else _persons(survey, grown_ups))
    for number, row in enumerate(rows, start=1):
        row.number = number
    Asked.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _persons(survey: Survey, grown_ups: Iterable[Person]) -> Iterable[Asked]:
    for person in grown_ups:
        home = person.household.home if person.household else None
        door = home.short if home else ""
        yield Asked(
            survey=survey, person=person, label=f"{door} {person.name}".strip(), door=door, building=building_of(home)
        )


def _homes(survey: Survey, grown_ups: Iterable[Person]) -> Iterable[Asked]:
    found: dict[object, Household] = {}
    for person in grown_ups:
        if person.household:
            found.setdefault(person.household_id, person.household)
    for household in found.values():
        door = f"{household.home.short} ({household.number})" if household.number > 1 else household.home.short
        yield Asked(
            survey=survey, household=household, label=door, door=household.home.short,
            building=building_of(household.home),
        )  # fmt: skip


def building_of(home: Home | None) -> str:
    """The building of a home, with its estate: 海湾花园 3栋."""
    return " ".join(home.path.split("/")[:2]) if home else ""
