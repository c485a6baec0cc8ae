"""Duties: one act that is due on one thing; and that it was told that something runs out."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.fields import SentenceField
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person


class Duty(TenantModel):
    """Somebody's turn: `act` names what to do with the thing. A person's own, or anyone's who holds the power."""

    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    act = models.CharField(max_length=40)
    title = SentenceField()
    verb = models.CharField(max_length=8)  # mou, jian, guan, ping, xiang
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="duties")
    power = models.CharField(max_length=20, choices=Power, blank=True)
    assigned_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    told_late_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["community", "about_id", "act"], condition=models.Q(done_at__isnull=True), name="one_open_duty"
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(power=""), name="duty_is_somebodys"
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "person", "due_at"], condition=models.Q(done_at__isnull=True), name="duty_person"
            ),
            models.Index(
                fields=["community", "power", "due_at"], condition=models.Q(done_at__isnull=True), name="duty_power"
            ),
            models.Index(
                fields=["community", "due_at"],
                condition=models.Q(done_at__isnull=True, told_late_at__isnull=True),
                name="duty_untold",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Warned(TenantModel):
    """It was told that something runs out, at one step before its day: a fact that no clock and no restart undoes."""

    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    runs_out_on = models.DateField()
    step = models.SmallIntegerField()  # days before, of EXPIRY_WARNINGS
    at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "about_id", "runs_out_on", "step"], name="warned_once"),
            models.CheckConstraint(condition=models.Q(step__gt=0), name="warned_ahead"),
        ]
