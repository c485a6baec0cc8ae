"""Which persons are one human, as somebody decided: merged, or told apart."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models.people import Person


class Merge(TenantModel):
    """A person was found to be another: kept with its reason, and with the moment it was undone."""

    person = TenantForeignKey(Person, models.PROTECT, related_name="merges")
    into = TenantForeignKey(Person, models.PROTECT, related_name="merges_in")
    why = models.CharField(max_length=200)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("into")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=models.Q(undone_at__isnull=True),
                name="one_merge_in_force",
            ),
        ]


class Apart(TenantModel):
    """Two persons who look like one are two humans, as somebody found out: `one` has the lower id."""

    one = TenantForeignKey(Person, models.CASCADE, related_name="+")
    other = TenantForeignKey(Person, models.CASCADE, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "one", "other"], name="apart_once")]
