"""A week's plan, and in it a line for each time that an applicant wants."""

from datetime import date, timedelta

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.build.recruitment.timetables import WEEKDAYS, WeeklyTime
from hehuo.domain.build.timetables.kinds import SHIFT_MINUTES, Solver, WeekState
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces.models import Space


class Week(TenantModel):
    """One plan for the week that begins on a Monday. Planning again keeps what is locked."""

    monday = models.DateField()
    shift_minutes = models.SmallIntegerField(default=SHIFT_MINUTES)
    solver = models.CharField(max_length=8, choices=Solver, default=Solver.GREEDY)
    score = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=WeekState, default=WeekState.DRAFT)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    planned_at = models.DateTimeField(default=clock.now)
    accepted_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-monday", "-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=WeekState.DRAFT) | models.Q(accepted_by__isnull=False),
                name="accepted_week_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.monday:%Y-%m-%d}"

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


class Line(TenantModel):
    """A weekly time that an applicant wants: where it got one, or why it got none."""

    week = TenantForeignKey(Week, models.CASCADE, related_name="lines")
    application = TenantForeignKey(Application, models.PROTECT, related_name="+")
    number = models.SmallIntegerField()  # of the application's times
    wanted = models.JSONField(default=dict)  # of WeeklyTime; empty where none was said
    weight = models.SmallIntegerField(default=0)
    space = TenantForeignKey(Space, models.PROTECT, null=True, related_name="+")
    weekday = models.SmallIntegerField(null=True)
    from_time = models.TimeField(null=True)
    to_time = models.TimeField(null=True)
    is_locked = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    session = TenantForeignKey(Session, models.PROTECT, null=True, related_name="+")  # once it is booked

    class Meta(TenantModel.Meta):
        ordering = ["weekday", "from_time", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "week", "application", "number"], name="week_line_once"),
            models.CheckConstraint(
                condition=models.Q(space__isnull=True, weekday__isnull=True, from_time__isnull=True, is_locked=False)
                | models.Q(space__isnull=False, weekday__isnull=False, from_time__isnull=False, to_time__isnull=False),
                name="week_line_is_placed_or_not",
            ),
        ]

    @property
    def time(self) -> WeeklyTime | None:
        """The time it got."""
        if self.weekday is None or self.from_time is None or self.to_time is None:
            return None
        return WeeklyTime(self.weekday, self.from_time, self.to_time)

    @property
    def day_name(self) -> str:
        return WEEKDAYS[self.weekday] if self.weekday is not None else ""

    @property
    def wanted_time(self) -> WeeklyTime | None:
        """The time that was asked for."""
        return WeeklyTime.from_data(self.wanted) if self.wanted else None
