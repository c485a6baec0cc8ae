"""What several pages of a project show: its budget beside what was paid, and its days as a picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hehuo.core import clock
from hehuo.domain.build.projects import budgets, queries
from hehuo.domain.build.projects.budgets import Budget, Paid
from hehuo.domain.build.projects.models import Line, Project, Step
from hehuo.domain.run.books import hanging
from hehuo.domain.run.books.hanging import Cost


def paid_by(costs: Sequence[Cost]) -> list[Paid]:
    """What the books say, as a budget takes it."""
    return [Paid(cost.fund.id, cost.fund.name, cost.fen, cost.is_homes) for cost in costs]


def budget_of(project: Project, lines: Sequence[Line]) -> Budget:
    """Planned beside paid, pot by pot."""
    return budgets.beside(lines, paid_by(hanging.costs_of(project.id)))


def budgets_of(found: Sequence[Project]) -> list[tuple[Project, Budget]]:
    """The same for a list, in a fixed number of statements."""
    lines, costs = queries.planned_fen_of_all(found), hanging.costs_of_all([project.id for project in found])
    return [
        (project, budgets.beside(lines.get(project.id, []), paid_by(costs.get(project.id, [])))) for project in found
    ]


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the picture: from where to where, in per cent of the whole time."""

    name: str
    when: str
    x: float
    width: float
    colour: str
    is_milestone: bool = False
    is_done: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Gantt:
    """Every step under the whole; `today` is where the day stands, or nothing outside of the time."""

    from_on: date
    to_on: date
    bars: list[Bar]
    today: float | None


def gantt_of(project: Project, steps: Sequence[Step]) -> Gantt:
    """A simple picture of the days: a task runs from the task before it to its own day, a milestone is a point."""
    begin = min([project.starts_on, project.started_on or project.starts_on, *(step.due_on for step in steps)])
    end = max([project.ends_on, project.accepted_on or project.ends_on, *(step.due_on for step in steps)])
    days = max((end - begin).days, 1)

    def at(day: date) -> float:
        return round(min(max((day - begin).days, 0), days) * 97 / days, 1)

    bars = [_whole(project, at)]
    from_on = project.started_on or project.starts_on
    for step in steps:
        x = at(step.due_on) if step.is_milestone else min(at(from_on), at(step.due_on))
        width = 3.0 if step.is_milestone else max(round(at(step.due_on) - x, 1), 3.0)
        bars.append(
            Bar(step.title, f"{step.due_on:%m-%d}", x, width, _colour(step), step.is_milestone,
                step.done_on is not None, step.is_late)
        )  # fmt: skip
        if not step.is_milestone:
            from_on = step.due_on
    today = clock.today()
    return Gantt(begin, end, bars, at(today) if begin <= today <= end else None)


def _whole(project: Project, at: Callable[[date], float]) -> Bar:
    x = at(project.starts_on)
    when = f"{project.starts_on:%m-%d}—{project.ends_on:%m-%d}"
    return Bar(project.title, when, x, max(round(at(project.ends_on) - x, 1), 3.0), "rule")


def _colour(step: Step) -> str:
    if step.done_on:
        return "green"
    return "red" if step.is_late else "blue"
