"""The solver that is always there: take the best that is free, then let those that stand in the way move aside.

Nothing in it is left to chance: the orders it begins from are named, the improvement goes on while the sum rises.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hehuo.domain.build.timetables.planning.problem import FURTHER, NEAR, PLACED, Mask, Option, Problem, Resource

DEPTH = 3  # how many that stand in the way may move aside for one
ROUNDS = 8
TRIES = 40_000  # how often something is pushed in, over all orders: work is counted and not seconds
Session = tuple[int, int]


@dataclass(slots=True)
class _Week:
    """What stands where while it is being tried, what that is worth, and how to go back to how it was."""

    problem: Problem
    chosen: dict[Session, Option] = field(default_factory=dict)
    full: dict[Resource, Mask] = field(default_factory=dict)
    holders: dict[Resource, set[Session]] = field(default_factory=dict)
    times: dict[int, int] = field(default_factory=dict)  # how many each wish has
    score: int = 0
    done: list[tuple[bool, Option]] = field(default_factory=list)  # put (or lifted), to be undone from the end
    tries: int = 0

    def fits(self, option: Option) -> bool:
        return not any(self.full.get(resource, 0) & mask for resource, mask in option.takes)

    def put(self, option: Option) -> None:
        self._put(option)
        self.done.append((True, option))

    def lift(self, session: Session) -> None:
        option = self.chosen[session]
        self._lift(option)
        self.done.append((False, option))

    def back_to(self, point: int) -> None:
        """Undo all that was done since a point."""
        while len(self.done) > point:
            was_put, option = self.done.pop()
            (self._lift if was_put else self._put)(option)

    def in_the_way(self, option: Option) -> list[Session]:
        """Those that an option would push out."""
        return sorted(
            {
                session
                for resource, mask in option.takes
                if self.full.get(resource, 0) & mask
                for session in self.holders[resource]
                if dict(self.chosen[session].takes)[resource] & mask
            }
        )

    def _put(self, option: Option) -> None:
        session = (option.wish, option.session)
        self.chosen[session] = option
        for resource, mask in option.takes:
            self.full[resource] = self.full.get(resource, 0) | mask
            self.holders.setdefault(resource, set()).add(session)
        self._count(option, 1)

    def _lift(self, option: Option) -> None:
        session = (option.wish, option.session)
        del self.chosen[session]
        for resource, mask in option.takes:
            self.full[resource] &= ~mask
            self.holders[resource].discard(session)
        self._count(option, -1)

    def _count(self, option: Option, step: int) -> None:
        """Keep the sum as `Problem.score` would count it."""
        before = self.times.get(option.wish, 0)
        self.times[option.wish] = before + step
        if 0 in {before, before + step}:
            self.score += step * PLACED * self.problem.wishes[option.wish].weight
        self.score += step * (FURTHER - NEAR * option.choice.distance)


def solve(problem: Problem) -> dict[Session, Option]:
    """A choice of options that clashes nowhere; the best of those that the orders lead to."""
    best: dict[Session, Option] = {}
    best_score = -1
    orders = list(_orders(problem))
    for order in orders:
        week = _Week(problem, tries=TRIES // len(orders))
        _fill(week, order)
        for _round in range(ROUNDS):
            if not _improve(week, order):
                break
        if week.score > best_score:
            best, best_score = dict(week.chosen), week.score
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
        before, point = week.score, len(week.done)
        for option in week.problem.options[session]:
            if week.tries <= 0 or (now is not None and option.choice.distance >= now.choice.distance):
                break
            if _push_in(week, option, DEPTH) and week.score > before:
                rose = True
                break
            week.back_to(point)
    week.done.clear()
    return rose


def _push_in(week: _Week, option: Option, depth: int) -> bool:
    """Put an option in; each that stood in the way moves aside where it can, and falls out where it cannot."""
    week.tries -= 1
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
    before, point = week.score, len(week.done)
    for option in options if depth > 0 else ():
        if week.tries > 0 and _push_in(week, option, depth) and week.score > before:
            return
        week.back_to(point)
