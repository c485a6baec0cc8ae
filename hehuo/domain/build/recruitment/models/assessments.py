"""What the reviewers of a call say of an application."""

from django.db import models

from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.recruitment.models.applications import Application
from hehuo.domain.ground.people.models import Person


class Assessment(TenantModel):
    """One reviewer's points and sentence on one application; who has an interest steps back, and the row stays."""

    application = TenantForeignKey(Application, models.CASCADE, related_name="assessments")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    points = models.JSONField(default=dict)  # name of the criterion: whole points
    words = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(null=True)
    stepped_back_at = models.DateTimeField(null=True)
    stepped_back_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "application", "person"], name="assessment_once"),
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True)
                | models.Q(stepped_back_at__isnull=True) & ~models.Q(words=""),
                name="assessment_given_says_why",
            ),
        ]

    @property
    def waits(self) -> bool:
        """Whether this one has neither scored nor stepped back."""
        return self.given_at is None and self.stepped_back_at is None

    @property
    def total(self) -> int:
        """All points together, of 100."""
        return sum(self.points.values())
