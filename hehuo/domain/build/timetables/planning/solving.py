"""One door to both solvers."""

from collections.abc import Callable, Mapping, Sequence

from hehuo.domain.build.timetables.planning import exact, greedy
from hehuo.domain.build.timetables.planning.problem import Fixed, Option, Plan, Problem, Room, Wish

SOLVERS: Mapping[str, Callable[[Problem], dict[tuple[int, int], Option]]] = {
    "greedy": greedy.solve,
    "exact": exact.solve,
}


def has_exact() -> bool:
    """Whether the solver that finds the best there is can be asked."""
    return exact.is_there()


def plan_week(wishes: Sequence[Wish], rooms: Sequence[Room], *, fixed: Sequence[Fixed] = (), solver: str = "") -> Plan:
    """The plan of a week: at most what is wanted, no clash, inside the hours, what is locked where it is.

    `solver` is `greedy` or `exact`; without a word the best that is installed. What both raise is `Problem.score`.
    Where the exact one is stopped before its end, the better of the two plans stands.
    """
    name = solver or ("exact" if has_exact() else "greedy")
    problem = Problem.of(wishes, rooms, fixed)
    plan = problem.plan(SOLVERS[name](problem), name)
    if name == "greedy":
        return plan
    other = problem.plan(greedy.solve(problem), "greedy")
    return plan if plan.score >= other.score else other
