"""Whose turn an overdue care is: the adopter's, and the office's to see to it."""

from hehuo.core import clock
from hehuo.core.sentences import sentence
from hehuo.domain.build.resources import queries, ranges
from hehuo.domain.build.resources.kinds import CARE_WITHIN, SEE_TO_WITHIN
from hehuo.domain.build.resources.models import Adoption
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.people.models import Person


def give(adoption: Adoption) -> None:
    """Give what is overdue today to whose turn it is; nothing where nothing is."""
    today = clock.today()
    late = ranges.write(tree.green.number for tree in queries.late_trees_of(adoption, today))[:40]
    if not late:
        return
    if adopter := root_of(adoption.adopter):
        duties.assign(
            about=adoption, act="care_for_greens", verb="jian", person=adopter,
            title=sentence("养护 %(numbers)s 号", numbers=late), due_at=clock.at(today + CARE_WITHIN, 18),
        )  # fmt: skip
    duties.assign(
        about=adoption, act="see_to_care", verb="jian", power=Power.SORT_NEEDS,
        title=sentence("%(who)s认养的 %(numbers)s 号过了养护的日子", who=adoption.adopter_full[:30], numbers=late),
        due_at=clock.at(today + SEE_TO_WITHIN, 18),
    )  # fmt: skip


def settle(adoption: Adoption, actor: Person | None) -> None:
    """Nobody's turn any more, where nothing is overdue."""
    if not queries.late_trees_of(adoption, clock.today()).exists():
        for act in ("care_for_greens", "see_to_care"):
            duties.done(about=adoption, act=act, actor=actor)


def root_of(person: Person | None) -> Person | None:
    """Who is meant by a record that was merged into another."""
    return (person.merged_into or person) if person else None
