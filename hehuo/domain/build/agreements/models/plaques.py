"""The plaque that hangs at a partner's door while an agreement holds."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models.agreements import Agreement
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.people.models import Person


class Plaque(TenantModel):
    """One plaque with its number: given to whom and when, taken back when the partner leaves."""

    number = models.IntegerField()  # without gaps
    partner = TenantForeignKey(Partner, models.PROTECT, related_name="plaques")
    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="plaques")
    given_to = models.CharField(max_length=40)  # who took it in hand
    given_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    given_on = models.DateField(default=clock.today)
    taken_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="plaque_number_once"),
            models.UniqueConstraint(
                fields=["community", "partner"], condition=models.Q(taken_on__isnull=True), name="one_plaque_hangs"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_on__isnull=True, taken_by__isnull=True)
                | models.Q(taken_on__gte=models.F("given_on"), taken_by__isnull=False),
                name="plaque_taken_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:03d}"
