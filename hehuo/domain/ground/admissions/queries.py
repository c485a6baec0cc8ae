"""Proving from the roll."""

from collections.abc import Collection
from datetime import date

from hehuo.domain.ground.admissions import rules
from hehuo.domain.ground.admissions.kinds import CARES
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person


def is_among(groups: Collection[str], person: Person, day: date) -> bool:
    """Whether a person belongs to one of these groups on a day: asked by an action that writes the asking down."""
    asked = CARES & set(groups)
    cares = people.cares_of(person).filter(kind__in=asked).values_list("kind", flat=True) if asked else ()
    return rules.is_among(groups, cares=cares, age=person.age_on(day))
