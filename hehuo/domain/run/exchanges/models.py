"""The give-and-get account of an agreement: what was promised by when, and what was delivered."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.ledger.models import Account, Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.exchanges.kinds import (
    DELIVERY_MOVES,
    KINDS,
    PROMISE_MOVES,
    DeliveryState,
    Kind,
    PromiseState,
    Side,
    say_amount,
)


class Exchange(TenantModel):
    """One account of give and take for each agreement; never a pot of money."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="exchanges")
    title = models.CharField(max_length=60)
    opened_on = models.DateField(default=clock.today)
    opened_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["community", "agreement"], name="exchange_once")]

    def __str__(self) -> str:
        return self.title


class Tally(TenantModel):
    """What of one kind was delivered: `given` counts it, against `source`, which only says that it came."""

    exchange = TenantForeignKey(Exchange, models.PROTECT, related_name="tallies")
    kind = models.CharField(max_length=14, choices=Kind)
    given = TenantForeignKey(Account, models.PROTECT, related_name="+")
    source = TenantForeignKey(Account, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "exchange", "kind"], name="tally_once")]


class OfKind(TenantModel):
    """An amount of one kind; which side gives it follows from the kind."""

    kind = models.CharField(max_length=14, choices=Kind)
    amount = models.BigIntegerField()  # in the unit of its kind
    what = models.CharField(max_length=80)

    class Meta(TenantModel.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.what} {self.amount_words}"

    @property
    def side(self) -> Side:
        return KINDS[Kind(self.kind)].side

    @property
    def amount_words(self) -> str:
        return say_amount(Kind(self.kind), self.amount)


class Pledge(OfKind):
    """What one side owes by a day, as the agreement says."""

    exchange = TenantForeignKey(Exchange, models.PROTECT, related_name="pledges")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=PromiseState, default=PromiseState.OPEN)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    dropped_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    dropped_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["due_on", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="pledge_positive")]
        indexes = [models.Index(fields=["community", "state", "due_on"], name="pledge_due")]

    @property
    def is_late(self) -> bool:
        return self.state == PromiseState.OPEN and self.due_on < clock.today()

    def move_to(self, state: PromiseState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        PROMISE_MOVES.check(PromiseState(self.state), state)
        self.state = state


class Delivery(OfKind):
    """What one side gave on a day; it counts when a human of the other side has confirmed it."""

    exchange = TenantForeignKey(Exchange, models.PROTECT, related_name="deliveries")
    pledge = TenantForeignKey(Pledge, models.PROTECT, null=True, related_name="deliveries")
    on = models.DateField()
    noted_side = models.CharField(max_length=10, choices=Side)
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.NOTED)
    confirmed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200, blank=True)  # it was returned or reversed
    transaction = TenantForeignKey(Transaction, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="delivery_positive"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("noted_by")),
                name="delivery_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[DeliveryState.CONFIRMED, DeliveryState.REVERSED])
                | models.Q(confirmed_by__isnull=False, transaction__isnull=False),
                name="delivery_confirmed_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["community", "exchange", "state", "on"], name="delivery_state")]

    def move_to(self, state: DeliveryState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        DELIVERY_MOVES.check(DeliveryState(self.state), state)
        self.state = state
