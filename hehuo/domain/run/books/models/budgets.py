"""What a pot plans for a year, line by line; a changed plan is a new one, the old stays."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import BudgetLine, Fund
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books.kinds import BUDGET_MOVES, BudgetState


class Budget(TenantModel):
    """A pot's plan for a year, asked for by one and approved by another on the ground of a decision."""

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="budgets")
    year = models.SmallIntegerField()
    version = models.SmallIntegerField()
    decision = models.CharField(max_length=120)  # which body decided it, and when
    state = models.CharField(max_length=10, choices=BudgetState, default=BudgetState.ASKED)
    requested_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=clock.now)
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    returned_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["fund", "-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["community", "fund", "year", "version"], name="budget_version_once"),
            models.UniqueConstraint(
                fields=["community", "fund", "year"], condition=Q(state=BudgetState.ASKED), name="budget_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")), name="budget_by_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.year}"

    def move_to(self, state: BudgetState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        BUDGET_MOVES.check(BudgetState(self.state), state)
        self.state = state


class Planned(TenantModel):
    """What is planned on one line for the year, in fen."""

    budget = TenantForeignKey(Budget, models.CASCADE, related_name="lines")
    line = TenantForeignKey(BudgetLine, models.PROTECT, related_name="+")
    fen = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "budget", "line"], name="planned_once_a_line"),
            models.CheckConstraint(condition=Q(fen__gte=0), name="planned_not_negative"),
        ]
