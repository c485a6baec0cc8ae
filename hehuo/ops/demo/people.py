"""Who acts in a chapter."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Person
from hehuo.ops.demo import cast


@dataclass(frozen=True, slots=True)
class Office:
    """The people of one place: its office, those who judge, its partner, and neighbours taken in turn."""

    worker: Person
    secretary: Person
    clerk: Person
    supervisor: Person
    partner: Person
    body: list[Person]
    stewards: list[Person]
    neighbours: list[Person]
    in_turn: Iterator[Person]

    def next_neighbours(self, count: int) -> list[Person]:
        """The next ones in turn, so that it is not always the same who speak."""
        return [next(self.in_turn) for _number in range(count)]


def office() -> Office:
    """The people of the community in scope."""
    by_home = {person.household_id: person for person in reversed(cast.residents(200))}
    neighbours = list(reversed(by_home.values()))
    return Office(
        worker=cast.holder(Role.WORKER),
        secretary=cast.holder(Role.SECRETARY),
        clerk=cast.holder(Role.CLERK),
        supervisor=cast.holder(Role.SUPERVISOR),
        partner=cast.holder(Role.PARTNER),
        body=[cast.holder(Role.REPRESENTATIVE, number) for number in range(3)],
        stewards=[cast.holder(Role.STEWARD, number) for number in range(2)],
        neighbours=neighbours,
        in_turn=cycle(neighbours),
    )
