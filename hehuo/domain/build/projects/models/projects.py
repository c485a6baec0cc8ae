"""The matter itself: who leads it, where, with whom, and how far it came."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.projects.kinds import ENDED, MOVES, STANDING, ProjectState
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.meetings.models import Decision


class Project(TenantModel):
    """Something that is got done together. `decision` agreed it where it came from one; else the secretary does."""

    number = models.CharField(max_length=14)  # 2024-项-003
    title = models.CharField(max_length=40)
    why = models.CharField(max_length=400)
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    lead = TenantForeignKey(Person, models.PROTECT, related_name="+")
    partner = TenantForeignKey(Partner, models.PROTECT, null=True, related_name="projects")
    agreement = TenantForeignKey(Agreement, models.PROTECT, null=True, related_name="projects")
    decision = TenantForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=ProjectState, default=ProjectState.PLANNED)
    starts_on = models.DateField()
    ends_on = models.DateField()
    started_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # closed, or stopped
    ended_why = models.CharField(max_length=200, blank=True)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    asked_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    warranty_until = models.DateField(null=True)
    tended_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    tend_months = models.SmallIntegerField(null=True)
    tend_on = models.DateField(null=True)  # the next time
    tend_told_on = models.DateField(null=True)  # for which time it became somebody's turn
    asking_told_at = models.DateTimeField(null=True)  # when the question of the fourth week became somebody's turn
    outcome = models.CharField(max_length=600, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="project_number_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="project_ends_later"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(asked_by__isnull=False) & ~Q(approved_by=F("asked_by")) & ~Q(approved_by=F("made_by")),
                name="project_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProjectState.AGREED, ProjectState.UNDERWAY, *STANDING])
                | Q(agreed_on__isnull=False) & (Q(approved_by__isnull=False) | Q(decision__isnull=False)),
                name="project_agreed_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=STANDING) | Q(started_on__isnull=False, accepted_on__isnull=False),
                name="project_accepted_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_on__isnull=False)
                | ~Q(state__in=ENDED) & Q(ended_on__isnull=True, ended_why=""),
                name="project_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProjectState.STOPPED) | ~Q(ended_why=""), name="project_stopped_why"
            ),
            models.CheckConstraint(
                condition=Q(tend_on__isnull=True) | Q(tend_months__gt=0, tended_by__isnull=False),
                name="project_tended_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "-made_at"], name="project_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """What was never agreed stays on the desk, stopped or not."""
        return self.agreed_on is not None

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    @property
    def is_late(self) -> bool:
        """Whether it should have been accepted by now."""
        return self.state in (ProjectState.AGREED, ProjectState.UNDERWAY) and self.ends_on < clock.today()

    def move_to(self, state: ProjectState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        MOVES.check(ProjectState(self.state), state)
        self.state = state
