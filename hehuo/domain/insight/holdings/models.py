"""What somebody asked for what is kept of a person."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings.kinds import OPEN, AskKind, AskState


class Pruning(TenantModel):
    """One kind of data was looked through for what is past its term: the last time, and how many rows went so far."""

    term = models.CharField(max_length=20)
    last_at = models.DateTimeField()
    last_rows = models.IntegerField(default=0)
    all_rows = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "term"], name="pruning_once")]


class DataRequest(TenantModel):
    """Correct or erase what is kept of a person; asked by them, their guardian, or a worker who wrote it down.

    An erasure is checked by one and settled by another, and by nobody who asked for it.
    """

    person = TenantForeignKey(Person, models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=8, choices=AskKind)
    words = models.CharField(max_length=300, blank=True)  # what is wrong; why, and for whom of the dead
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=AskState, default=AskState.ASKED)
    checked_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    settled_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)
    outcome = models.JSONField(default=dict)  # of an erasure: {"erased": {table: rows}, "held": {ground: rows}}

    class Meta(TenantModel.Meta):
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "kind"],
                condition=models.Q(state__in=OPEN),
                name="one_open_data_request",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=AskKind.ERASE, state=AskState.DONE)
                | (models.Q(checked_by__isnull=False) & ~models.Q(settled_by=models.F("checked_by"))),
                name="two_people_erase",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
