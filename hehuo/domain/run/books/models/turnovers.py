"""What a partner took in a month, and the share that follows."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.funds.models import Due
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books.kinds import TURNOVER_MOVES, TurnoverState


class Turnover(TenantModel):
    """What a partner took in a month under an agreement, and the share that follows from it."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="turnovers")
    month = models.DateField()  # its first day
    fen = models.BigIntegerField()
    share_percent = models.SmallIntegerField()  # as the agreement says
    share_fen = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=TurnoverState, default=TurnoverState.DECLARED)
    declared_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=clock.now)
    confirmed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    requested_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    returned_why = models.CharField(max_length=200, blank=True)
    due = TenantForeignKey(Due, models.PROTECT, null=True, related_name="turnovers")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "agreement", "month"], name="turnover_once_a_month"),
            models.CheckConstraint(
                condition=Q(fen__gte=0, share_fen__gte=0, share_fen__lte=F("fen")), name="turnover_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(requested_by__isnull=False) & ~Q(approved_by=F("requested_by")),
                name="turnover_by_two",
            ),
        ]
        indexes = [models.Index(fields=["community", "-month", "id"], name="turnover_month")]

    def __str__(self) -> str:
        return f"{self.agreement} {self.month:%Y-%m}"

    def move_to(self, state: TurnoverState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        TURNOVER_MOVES.check(TurnoverState(self.state), state)
        self.state = state
