"""Rules, periods, bills, what came for them, and what was paid ahead."""

import re

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import Due, Fund
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.run.fees.kinds import PERIOD_MOVES, FeeBase, PeriodState


class FeeRule(TenantModel):
    """What a home of a place pays a month, from a day to a day, as its owners decided (Civil Code 278, 283)."""

    place = TenantForeignKey(Place, models.PROTECT, related_name="+")
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="fee_rules")
    base = models.CharField(max_length=4, choices=FeeBase)
    rate_x100 = models.BigIntegerField()  # in 0.01 fen: 0.30 yuan a square metre is 3000
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    decision = models.CharField(max_length=200)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(rate_x100__gt=0), name="fee_rate_positive"),
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="fee_rule_days"),
        ]

    def __str__(self) -> str:
        return str(self.place)

    @property
    def rate_yuan(self) -> str:
        """`0.30`, or `0.305` where it is finer than a fen."""
        return re.sub(r"0{1,2}$", "", f"{self.rate_x100 / 10_000:.4f}")


class FeePeriod(TenantModel):
    """Some months for which every home of the place has one bill."""

    rule = TenantForeignKey(FeeRule, models.PROTECT, related_name="periods")
    title = models.CharField(max_length=40)
    from_on = models.DateField()
    months = models.SmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=6, choices=PeriodState, default=PeriodState.DRAFT)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    requested_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["community", "rule", "from_on"], name="fee_period_once"),
            models.CheckConstraint(condition=Q(months__gte=1), name="fee_period_months"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(requested_by__isnull=False) & ~Q(approved_by=F("requested_by")),
                name="fee_period_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def move_to(self, state: PeriodState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        PERIOD_MOVES.check(PeriodState(self.state), state)
        self.state = state


class Bill(TenantModel):
    """What one home pays for a period: by the rule, less what was waived, less what was paid ahead."""

    period = TenantForeignKey(FeePeriod, models.CASCADE, related_name="bills")
    home = TenantForeignKey(Home, models.PROTECT, related_name="fee_bills")
    fen = models.BigIntegerField()
    waived_fen = models.BigIntegerField(default=0)
    waived_why = models.CharField(max_length=200, blank=True)  # the office's alone
    ahead_fen = models.BigIntegerField(default=0)
    due = TenantForeignKey(Due, models.PROTECT, null=True, related_name="fee_bills")
    reminded_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["home__order"]
        constraints = [
            models.UniqueConstraint(fields=["community", "period", "home"], name="bill_once_a_home"),
            models.CheckConstraint(
                condition=Q(fen__gt=0, waived_fen__gte=0, ahead_fen__gte=0)
                & Q(waived_fen__lte=F("fen") - F("ahead_fen")),
                name="bill_in_bounds",
            ),
            models.CheckConstraint(condition=Q(waived_fen=0) | ~Q(waived_why=""), name="waiver_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.home)

    @property
    def payable_fen(self) -> int:
        """What the home has to pay, ahead or now."""
        return self.fen - self.waived_fen

    @property
    def received_fen(self) -> int:
        """What came for it, ahead or now."""
        return self.ahead_fen + (self.due.received_fen if self.due else 0)

    @property
    def open_fen(self) -> int:
        return self.payable_fen - self.received_fen

    @property
    def is_paid(self) -> bool:
        return self.open_fen == 0


class Payment(TenantModel):
    """What a home paid, as a book or a receipt says; in the funds' books once a clerk took it."""

    bill = TenantForeignKey(Bill, models.CASCADE, related_name="payments")
    fen = models.BigIntegerField()
    on = models.DateField()
    receipt_no = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=120, blank=True)
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    taken_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    booked_on = models.DateField(null=True)  # where the month of `on` was closed: the first open day after it

    class Meta(TenantModel.Meta):
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="fee_payment_positive"),
            models.UniqueConstraint(fields=["community", "bill", "receipt_no", "on", "fen"], name="fee_payment_once"),
        ]


class Ahead(TenantModel):
    """What a home paid over its bill: it counts for the next one."""

    home = TenantForeignKey(Home, models.PROTECT, related_name="+")
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+")
    fen = models.BigIntegerField()
    transaction = TenantForeignKey(Transaction, models.PROTECT, related_name="+")
    used_in = TenantForeignKey(Bill, models.PROTECT, null=True, related_name="ahead")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["made_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(fen__gt=0), name="ahead_positive")]
