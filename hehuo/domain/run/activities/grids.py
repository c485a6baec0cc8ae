"""A course on one page: persons × sessions, who came, who was absent, who was not signed up."""

from dataclasses import dataclass
from uuid import UUID

from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.kinds import ON_A_SEAT, SessionState, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.domain.ground.sessions.rules import may_see_names
from hehuo.domain.run.activities import queries, rules
from hehuo.domain.run.activities.models import Series


@dataclass(frozen=True, slots=True)
class GridRow:
    """A person and their state in each session, `""` where they were not signed up."""

    person: Person
    states: list[str]

    @property
    def came(self) -> int:
        return self.states.count(SignUpState.CAME)

    @property
    def absent(self) -> int:
        return self.states.count(SignUpState.ABSENT)


@dataclass(frozen=True, slots=True)
class Grid:
    """The sessions of a course in order of time, whoever had a seat in one, and how many came to each."""

    sessions: list[Session]
    rows: list[GridRow]

    @property
    def came(self) -> list[int]:
        """Person-times of each session."""
        return [sum(row.states[at] == SignUpState.CAME for row in self.rows) for at in range(len(self.sessions))]

    @property
    def visits(self) -> int:
        """Person-times of all; persons are the rows with one (never added to one another)."""
        return sum(self.came)

    @property
    def persons(self) -> int:
        return sum(row.came > 0 for row in self.rows)


def grid_of(series: Series, viewer: Person) -> Grid:
    """The grid of a course as far as the viewer may see names (a leader: sessions of the last month).

    Cancelled sessions are left out; persons merged into one another are one row. Raises Refused where nothing is left.
    """
    every = [session for session in queries.sessions_of([series]) if session.state != SessionState.CANCELLED]
    rules.may_see_grid(viewer, every).or_refuse()
    held = [session for session in every if may_see_names(viewer, session)]
    place = {session.id: at for at, session in enumerate(held)}
    lines = SignUp.objects.filter(session__in=held, state__in=[*ON_A_SEAT, SignUpState.WAITING])
    rows: dict[UUID, GridRow] = {}
    for line in lines.select_related("person__merged_into").order_by("person__name", "person_id"):
        person = line.person.merged_into or line.person
        row = rows.setdefault(person.id, GridRow(person, [""] * len(held)))
        if row.states[place[line.session_id]] != SignUpState.CAME:
            row.states[place[line.session_id]] = line.state
    return Grid(held, list(rows.values()))
