"""Promises of an agreement, and what came of them."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.kinds import Contribution
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.contributions.kinds import say_amount
from hehuo.domain.run.exchanges.kinds import DELIVERY_MOVES, PROMISE_MOVES, DeliveryState, PromiseState, Side
from hehuo.domain.run.exchanges.models import Delivery as Exchanged

STANDING = (DeliveryState.NOTED, DeliveryState.CONFIRMED)


class Pledge(TenantModel):
    """So much of one kind, by a day, as the agreement says."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=10, choices=Contribution)
    amount = models.BigIntegerField()  # in the unit of its kind
    what = models.CharField(max_length=80)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=PromiseState, default=PromiseState.OPEN)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    rung_at = models.DateTimeField(null=True)  # it was late, and the partner was told
    dropped_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    dropped_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["due_on", "id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="contribution_positive")]
        indexes = [models.Index(fields=["community", "state", "due_on"], name="contribution_due")]

    def __str__(self) -> str:
        return f"{self.what} {self.amount_words}"

    @property
    def amount_words(self) -> str:
        return say_amount(Contribution(self.kind), self.amount)

    @property
    def is_late(self) -> bool:
        return self.state == PromiseState.OPEN and self.due_on < clock.today()

    def move_to(self, state: PromiseState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        PROMISE_MOVES.check(PromiseState(self.state), state)
        self.state = state


class Delivery(TenantModel):
    """What came on a day: an amount, or the one record that counts it already; by two sides."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="brought")
    pledge = TenantForeignKey(Pledge, models.PROTECT, null=True, related_name="deliveries")
    kind = models.CharField(max_length=10, choices=Contribution)
    amount = models.BigIntegerField(null=True)  # in the unit of its kind; none where a record says it
    booked = TenantForeignKey(Transaction, models.PROTECT, null=True, related_name="+")
    exchanged = TenantForeignKey(Exchanged, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=80)
    on = models.DateField()
    noted_side = models.CharField(max_length=10, choices=Side)
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.NOTED)
    confirmed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200, blank=True)  # it was returned or taken back

    class Meta(TenantModel.Meta):
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, booked__isnull=True, exchanged__isnull=True)
                | Q(amount__isnull=True, booked__isnull=False, exchanged__isnull=True)
                | Q(amount__isnull=True, booked__isnull=True, exchanged__isnull=False),
                name="brought_is_counted_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Contribution.MONEY) | Q(amount__isnull=True), name="brought_money_is_booked"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("noted_by")), name="brought_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DeliveryState.CONFIRMED, DeliveryState.REVERSED])
                | Q(confirmed_by__isnull=False),
                name="brought_confirmed_by_whom",
            ),
            models.UniqueConstraint(
                fields=["community", "booked"], condition=Q(state__in=STANDING), name="booked_tied_once"
            ),
            models.UniqueConstraint(
                fields=["community", "exchanged"], condition=Q(state__in=STANDING), name="exchanged_tied_once"
            ),
        ]
        indexes = [models.Index(fields=["community", "agreement", "state", "on"], name="brought_state")]

    def __str__(self) -> str:
        return f"{self.what} {self.amount_words}".strip()

    @property
    def amount_words(self) -> str:
        """How much, where it is counted here."""
        return say_amount(Contribution(self.kind), self.amount) if self.amount else ""

    def move_to(self, state: DeliveryState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        DELIVERY_MOVES.check(DeliveryState(self.state), state)
        self.state = state
