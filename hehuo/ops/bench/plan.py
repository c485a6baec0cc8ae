"""Row 11: the plan of a week for 40 and for 400 applicants who want ten rooms, by each solver that is installed."""

import random
import time as clocks
from collections.abc import Iterator
from datetime import time

from hehuo.domain.build.recruitment.timetables import WeeklyTime
from hehuo.domain.build.timetables import planning
from hehuo.domain.build.timetables.planning import Choice, OpenTime, Room, Wish
from hehuo.domain.build.timetables.planning.problem import shifted
from hehuo.ops.bench.measures import Measure

SIZES, ROOMS, SHIFT = (40, 400), 10, 30
ROW = 11
GOAL = "40 家 <= 1 秒，400 家 <= 20 秒"


def rows() -> Iterator[Measure]:
    """Seconds, and who found a place, for the same made-up weeks every time."""
    for size in SIZES:
        wishes, rooms = made_up(size)
        for solver in ("greedy", "exact") if planning.has_exact() else ("greedy",):
            began = clocks.perf_counter()
            plan = planning.plan_week(wishes, rooms, solver=solver)
            took = clocks.perf_counter() - began
            said = f"排一周，{size} 家、{ROOMS} 间屋（{solver}）"
            yield Measure(ROW, said, took, "秒", GOAL)
            yield Measure(ROW, f"{said}：排上的", len(plan.wishes), "家")
            yield Measure(ROW, f"{said}：总分", plan.score, "分")


def made_up(size: int) -> tuple[list[Wish], list[Room]]:
    """Applicants who want evenings and weekends as people do; the same for the same size."""
    dice = random.Random(size)
    evenings = [OpenTime(day, time(18, 30), time(21, 30)) for day in range(5)]
    weekends = [OpenTime(day, time(9), time(21, 30)) for day in (5, 6)]
    rooms = [Room(str(number), str(number), (*evenings, *weekends), cleaning=15) for number in range(ROOMS)]
    return [_wish(dice, str(number)) for number in range(size)], rooms


def _wish(dice: random.Random, name: str) -> Wish:
    sessions = []
    for _session in range(dice.choice((1, 1, 1, 2))):
        day, quarters = dice.randrange(7), dice.choice((4, 6, 6, 8))
        begins = dice.randrange(*((74, 86 - quarters + 1) if day < 5 else (36, 86 - quarters + 1)))
        ends = begins + quarters
        when = WeeklyTime(day, time(begins // 4, begins % 4 * 15), time(ends // 4, ends % 4 * 15))
        wanted = Choice(0, str(dice.randrange(ROOMS)), when)
        sessions.append((wanted, *shifted(wanted, SHIFT)))
    return Wish(name, name, tuple(sessions), dice.choice((10, 10, 11, 14, 17)), (name,))
