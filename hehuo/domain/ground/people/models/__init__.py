"""The rows of people: who they are and where, how they moved, who stands for whom, teams, and who is one human."""

from hehuo.domain.ground.people.models.humans import Apart, Merge
from hehuo.domain.ground.people.models.moves import Move
from hehuo.domain.ground.people.models.people import Care, Household, Ownership, Person, person_code
from hehuo.domain.ground.people.models.standing import Delegate, Guardianship
from hehuo.domain.ground.people.models.teams import Membership, Team

__all__ = [
    "Apart",
    "Care",
    "Delegate",
    "Guardianship",
    "Household",
    "Membership",
    "Merge",
    "Move",
    "Ownership",
    "Person",
    "Team",
    "person_code",
]
