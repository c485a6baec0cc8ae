"""The solver that finds the best there is, by OR-Tools' CP-SAT, where that is installed (decision 0017)."""

from typing import Any

from hehuo.domain.build.timetables.planning.problem import FURTHER, NEAR, PLACED, Option, Problem, Resource

try:
    from ortools.sat.python import cp_model  # type: ignore[import-not-found,unused-ignore]  # an extra
except ImportError:  # the office does without: greedy gives a plan too, and says so
    cp_model = None

EFFORT = 8.0  # of CP-SAT's own measure, which counts work and not seconds: the same on a slow machine


def is_there() -> bool:
    """Whether OR-Tools is installed."""
    return cp_model is not None


def solve(problem: Problem) -> dict[tuple[int, int], Option]:
    """The choice of options with the highest sum; one worker and a fixed seed: the same input gives the same plan."""
    model: Any = cp_model.CpModel()
    options = [option for each in problem.options.values() for option in each]
    takes = [model.new_bool_var(str(number)) for number, _option in enumerate(options)]
    by_session: dict[tuple[int, int], list[Any]] = {}
    by_quarter: dict[tuple[Resource, int], list[Any]] = {}
    for variable, option in zip(takes, options, strict=True):
        by_session.setdefault((option.wish, option.session), []).append(variable)
        for resource, mask in option.takes:
            while mask:
                lowest = mask & -mask
                by_quarter.setdefault((resource, lowest.bit_length()), []).append(variable)
                mask ^= lowest  # noqa: PLW2901  bit by bit
        if option.is_locked:
            model.add(variable == 1)
    for variables in by_session.values():
        model.add_at_most_one(variables)
    for variables in {tuple(each): each for each in by_quarter.values() if len(each) > 1}.values():
        model.add_at_most_one(variables)
    worth = []
    for at, wish in enumerate(problem.wishes):
        if mine := [variable for session, each in by_session.items() if session[0] == at for variable in each]:
            has = model.new_bool_var(f"has {at}")
            model.add(has <= sum(mine))
            worth.append(PLACED * wish.weight * has)
    worth += [
        (FURTHER - NEAR * option.choice.distance) * variable for variable, option in zip(takes, options, strict=True)
    ]
    model.maximize(sum(worth))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 0
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {}
    return {
        (option.wish, option.session): option
        for variable, option in zip(takes, options, strict=True)
        if solver.boolean_value(variable)
    }
