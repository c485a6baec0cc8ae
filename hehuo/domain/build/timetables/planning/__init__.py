"""Planning a week: `plan_week(wishes, rooms) -> Plan`, the same plan for the same input, whoever solves it."""

from hehuo.domain.build.recruitment.flags import OpenTime
from hehuo.domain.build.timetables.planning.problem import Choice, Fixed, Placed, Plan, Room, Taken, Wish
from hehuo.domain.build.timetables.planning.solving import SOLVERS, has_exact, plan_week

__all__ = [
    "SOLVERS",
    "Choice",
    "Fixed",
    "OpenTime",
    "Placed",
    "Plan",
    "Room",
    "Taken",
    "Wish",
    "has_exact",
    "plan_week",
]
