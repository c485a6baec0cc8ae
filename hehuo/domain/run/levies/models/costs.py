"""What is paid out of a levy, and what is left of it on its way to another pot."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books.models import Request
from hehuo.domain.run.levies.kinds import OPEN_MOVES, SURPLUS_STEPS, MoveState
from hehuo.domain.run.levies.models.levies import Levy


class Cost(TenantModel):
    """A payment out of a levy: asked for, approved and made as any other."""

    levy = TenantForeignKey(Levy, models.PROTECT, related_name="costs")
    request = TenantForeignKey(Request, models.PROTECT, related_name="levy_costs")
    is_return = models.BooleanField(default=False)  # what was left, back to the homes

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "request"], name="cost_once")]


class SurplusMove(TenantModel):
    """What is left goes to another pot, as those who paid decided: one asks, another says yes, the clerk moves it."""

    levy = TenantForeignKey(Levy, models.PROTECT, related_name="surplus_moves")
    target = TenantForeignKey(Fund, models.PROTECT, related_name="+")
    fen = models.BigIntegerField()
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=60)  # the body, and its number where the minutes have one
    decision = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=MoveState, default=MoveState.ASKED)
    requested_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=clock.now)
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    returned_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    returned_why = models.CharField(max_length=200, blank=True)
    handled_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    transaction = TenantForeignKey(Transaction, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["requested_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="surplus_move_positive"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")), name="surplus_move_by_two"
            ),
            models.CheckConstraint(
                condition=Q(handled_by__isnull=True) | Q(approved_by__isnull=False) & ~Q(handled_by=F("approved_by")),
                name="surplus_moved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=MoveState.DONE) | Q(transaction__isnull=False), name="surplus_moved_is_booked"
            ),
            models.UniqueConstraint(
                fields=["community", "levy"],
                condition=Q(state__in=[*OPEN_MOVES, MoveState.DONE]),
                name="one_surplus_move",
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)

    def move_to(self, state: MoveState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        SURPLUS_STEPS.check(MoveState(self.state), state)
        self.state = state
