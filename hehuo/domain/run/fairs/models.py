"""Kinds of service, fairs, their stalls, and every single count."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.intakes.models import Intake
from hehuo.domain.ground.people.models import Person, Team
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.run.fairs.kinds import STALL_MOVES, STANDING, CountHow, StallState


class StallKind(TenantModel):
    """A kind of service that stalls give; an office adds its own. `words` are what else it is called."""

    name = models.CharField(max_length=20)
    words = models.JSONField(default=list)
    order = models.SmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="stall_kind_once")]

    def __str__(self) -> str:
        return self.name


class Fair(TenantModel):
    """A fair: one day in one place. With a session, people check in at its gate and are counted there."""

    title = models.CharField(max_length=60)
    on = models.DateField()
    from_time = models.TimeField(null=True)  # not known of a fair of past years
    to_time = models.TimeField(null=True)
    place = models.CharField(max_length=60)
    note = models.CharField(max_length=300, blank=True)
    session = TenantForeignKey(Session, models.PROTECT, null=True, related_name="fairs")
    persons_noted = models.IntegerField(null=True)  # where nobody checked in: as somebody counted
    persons_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    cancelled_why = models.CharField(max_length=120, blank=True)
    intake = TenantForeignKey(Intake, models.PROTECT, null=True, related_name="fairs")
    made_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "session"], condition=Q(session__isnull=False), name="fair_of_session_once"
            ),
            models.UniqueConstraint(
                fields=["community", "on", "place"], condition=Q(cancelled_why=""), name="fair_of_a_day_and_place_once"
            ),
            models.CheckConstraint(
                condition=Q(from_time__isnull=True) | Q(to_time__gt=F("from_time")), name="fair_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(persons_noted__isnull=True) | Q(persons_noted__gte=0, persons_by__isnull=False),
                name="fair_persons_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.on < clock.today()


class Stall(TenantModel):
    """A stall of a fair. `visits` is the sum of its counts (人次), moved with each of them."""

    fair = TenantForeignKey(Fair, models.PROTECT, related_name="stalls")
    kind = TenantForeignKey(StallKind, models.PROTECT, related_name="stalls")
    unit = models.CharField(max_length=60)
    partner = TenantForeignKey(Partner, models.PROTECT, null=True, related_name="stalls")
    team = TenantForeignKey(Team, models.PROTECT, null=True, related_name="stalls")
    number = models.SmallIntegerField(null=True)  # its place on the plan
    gives = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=StallState, default=StallState.ASKED)
    keeper = TenantForeignKey(Person, models.PROTECT, null=True, related_name="kept_stalls")  # who counts at it
    asked_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: entered by the office
    answered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    visits = models.IntegerField(default=0)
    intake = TenantForeignKey(Intake, models.PROTECT, null=True, related_name="stalls")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["number", "made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "fair", "kind", "unit"], name="stall_once"),
            models.UniqueConstraint(
                fields=["community", "fair", "number"],
                condition=Q(number__isnull=False, state__in=STANDING),
                name="one_stall_a_place",
            ),
            models.CheckConstraint(condition=Q(visits__gte=0), name="visits_not_negative"),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=True) | Q(answered_by__isnull=True) | ~Q(asked_by=F("answered_by")),
                name="stall_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.name}（{self.unit}）"

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    def move_to(self, state: StallState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        STALL_MOVES.check(StallState(self.state), state)
        self.state = state


class Count(TenantModel):
    """So many more person-times at a stall, or fewer; never changed: another count corrects it, and says why."""

    stall = TenantForeignKey(Stall, models.PROTECT, related_name="counts")
    change = models.IntegerField()
    how = models.CharField(max_length=6, choices=CountHow)
    why = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120, blank=True)  # which row of which paper
    by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the command line
    counted_by = models.CharField(max_length=40, blank=True)  # who counted, where somebody else wrote it down
    at = models.DateTimeField(default=clock.now)
    intake = TenantForeignKey(Intake, models.PROTECT, null=True, related_name="counts_taken")

    class Meta(TenantModel.Meta):
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(change=0), name="count_says_something"),
            models.CheckConstraint(condition=~Q(how="fix") | ~Q(why=""), name="correction_says_why"),
        ]
        indexes = [models.Index(fields=["community", "stall", "at"], name="counts_of_stall")]
