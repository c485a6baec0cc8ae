"""The solver that is always there: take the best that is free, then let those that stand in the way move aside.

Nothing in it is left to chance: the orders it begins from are named, the improvement goes on while the sum rises.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hehuo.domain.build.timetables.planning.problem import Mask, Option, Problem, Resource

DEPTH = 3  # how many that stand in the way may move aside for one
ROUNDS = 8
Session = tuple[int, int]


@dataclass(slots=True)
class _Week:
    """What stands where, while it is being tried."""

    problem: Problem
    chosen: dict[Session, Option] = field(default_factory=dict)
    full: dict[Resource, Mask] = field(default_factory=dict)

    def fits(self, option: Option) -> bool:
        return not any(self.full.get(resource, 0) & mask for resource, mask in option.takes)

    def put(self, option: Option) -> None:
        self.chosen[option.wish, option.session] = option
        for resource, mask in option.takes:
            self.full[resource] = self.full.get(resource, 0) | mask

    def lift(self, session: Session) -> Option:
        option = self.chosen.pop(session)
        for resource, mask in option.takes:
            self.full[resource] &= ~mask
        return option

    def in_the_way(self, option: Option) -> list[Session]:
        """Those that an option would push out."""
        wanted = dict(option.takes)
        return [
            session
            for session, other in self.chosen.items()
            if any(wanted.get(resource, 0) & mask for resource, mask in other.takes)
        ]

    def back_to(self, chosen: dict[Session, Option]) -> None:
        self.chosen, self.full = {}, {}
        for option in chosen.values():
            self.put(option)


def solve(problem: Problem) -> dict[Session, Option]:
    """A choice of options that clashes nowhere; the best of those that the orders lead to."""
    best: dict[Session, Option] = {}
    best_score = -1
    for order in _orders(problem):
        week = _Week(problem)
        _fill(week, order)
        for _round in range(ROUNDS):
            if not _improve(week, order):
                break
        score = problem.score(week.chosen)
        if score > best_score:
            best, best_score = dict(week.chosen), score
    return best


def _orders(problem: Problem) -> Iterator[list[Session]]:
    """The orders to begin from: the heavy first, those with few choices, the short, the early, those who came first."""
    sessions = [session for session, options in problem.options.items() if options]
    weight = {session: -problem.wishes[session[0]].weight for session in sessions}
    few = {session: len(problem.options[session]) for session in sessions}
    long = {session: _quarters(problem.options[session][0]) for session in sessions}
    early = {session: _end(problem.options[session][0]) for session in sessions}
    for first, second in ((weight, few), (few, weight), (weight, long), (long, weight), (early, weight)):
        yield sorted(sessions, key=lambda session: (first[session], second[session], session))
    yield sessions


def _quarters(option: Option) -> int:
    return sum(mask.bit_count() for _resource, mask in option.takes)


def _end(option: Option) -> int:
    return max(mask.bit_length() for _resource, mask in option.takes)


def _fill(week: _Week, order: list[Session]) -> None:
    """What is locked first; then one time for each, then further ones."""
    locked = [session for session in order if week.problem.options[session][0].is_locked]
    for session in locked:
        week.put(week.problem.options[session][0])
    has = {at for at, _number in week.chosen}
    for first in (True, False):
        for session in order:
            if session in week.chosen or (first and session[0] in has):
                continue
            if option := next((each for each in week.problem.options[session] if week.fits(each)), None):
                week.put(option)
                has.add(session[0])


def _improve(week: _Week, order: list[Session]) -> bool:
    """One round over all: a place for who has none, a nearer one for who has; whether the sum rose."""
    rose = False
    for session in order:
        now = week.chosen.get(session)
        if now is not None and (now.is_locked or now.choice.distance == 0):
            continue
        before, kept = week.problem.score(week.chosen), dict(week.chosen)
        for option in week.problem.options[session]:
            if now is not None and option.choice.distance >= now.choice.distance:
                break
            if _push_in(week, option, DEPTH) and week.problem.score(week.chosen) > before:
                rose = True
                break
            week.back_to(kept)
    return rose


def _push_in(week: _Week, option: Option, depth: int) -> bool:
    """Put an option in; each that stood in the way moves aside where it can, and falls out where it cannot."""
    if (option.wish, option.session) in week.chosen:
        week.lift((option.wish, option.session))
    blockers = week.in_the_way(option)
    if any(week.chosen[session].is_locked for session in blockers):
        return False
    for session in blockers:
        week.lift(session)
    week.put(option)
    for session in blockers:
        _move_aside(week, session, depth - 1)
    return True


def _move_aside(week: _Week, session: Session, depth: int) -> None:
    """Another place for one that was pushed out: a free one, or one that is worth pushing for."""
    if session in week.chosen:
        return
    options = week.problem.options[session]
    if free := next((each for each in options if week.fits(each)), None):
        week.put(free)
        return
    if depth <= 0:
        return
    before, kept = week.problem.score(week.chosen), dict(week.chosen)
    for option in options:
        if _push_in(week, option, depth) and week.problem.score(week.chosen) > before:
            return
        week.back_to(kept)
