"""A session as a guardian sees it: each of their wards, what became of them here, or why they cannot come."""

from dataclasses import dataclass

from hehuo.core.verdicts import Verdict, all_of
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import queries, rules
from hehuo.domain.ground.sessions.joining import Joining, fits
from hehuo.domain.ground.sessions.models import Session, SignUp


@dataclass(frozen=True, slots=True)
class WardPlace:
    """A ward, their line in the session where there is one in force, and whether they may come."""

    ward: Person
    line: SignUp | None
    verdict: Verdict
    waiting_place: int = 0

    @property
    def may_be_ticked(self) -> bool:
        """An age that nobody knows is asked for in the form."""
        return self.line is None and (self.verdict.allowed or self.is_of_unknown_age)

    @property
    def is_of_unknown_age(self) -> bool:
        return self.ward.born_on is None


def places_of(guardian: Person, session: Session) -> list[WardPlace]:
    """The wards of a guardian, in the order of the roll."""
    wards = [each.ward for each in people.wards_of(guardian)]
    lines = {key: line for key, line in queries.lines_of(wards, session).items() if line.state in queries.ACTIVE}
    return [
        WardPlace(
            ward, line := lines.get(ward.id),
            all_of(rules.may_sign_up(guardian, session, ward), fits(session, ward, Joining(is_accompanied=True))),
            queries.waiting_place(line) if line else 0,
        )
        for ward in wards
    ]  # fmt: skip
