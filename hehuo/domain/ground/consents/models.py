"""Consents as they were given and taken back."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.consents.kinds import Channel, ConsentKind
from hehuo.domain.ground.people.models import Person


class Consent(TenantModel):
    """A person agreed to one version of one text. It holds until it is taken back; given anew it is a new row."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=10, choices=ConsentKind)
    version = models.CharField(max_length=20)
    channel = models.CharField(max_length=6, choices=Channel)
    given_at = models.DateTimeField(default=clock.now)
    entered_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    guardian = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who agreed for a child
    note = models.CharField(max_length=120, blank=True)  # where the signed paper lies
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "kind"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_in_force_once",
            ),
        ]
        indexes = [models.Index(fields=["community", "withdrawn_at"], name="consent_withdrawn")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
