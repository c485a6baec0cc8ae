"""What is to be done by when, and the diary of the site."""

from django.db import models
from django.db.models import Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.projects.kinds import Phase, StepKind
from hehuo.domain.build.projects.models.projects import Project
from hehuo.domain.ground.people.models import Person


class Step(TenantModel):
    """A task with its owner, or a milestone that the lead answers for."""

    project = TenantForeignKey(Project, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=StepKind)
    title = models.CharField(max_length=60)
    owner = TenantForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="project_step_done_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_milestone(self) -> bool:
        return self.kind == StepKind.MILESTONE

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < clock.today()


class Entry(TenantModel):
    """A day on the site, in words and pictures; or a problem that somebody has to settle."""

    project = TenantForeignKey(Project, models.CASCADE, related_name="entries")
    phase = models.CharField(max_length=6, choices=Phase)
    words = models.CharField(max_length=400)
    on = models.DateField()
    written_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    is_problem = models.BooleanField(default=False)
    settled_on = models.DateField(null=True)
    settled_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_words = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-on", "-id"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_by__isnull=True)
                | Q(is_problem=True, settled_on__isnull=False, settled_by__isnull=False),
                name="project_problem_settled_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]

    @property
    def is_open(self) -> bool:
        """A problem that nobody has settled."""
        return self.is_problem and self.settled_on is None
