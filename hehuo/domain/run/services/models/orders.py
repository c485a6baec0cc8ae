"""What was ordered, by whom and for whom, until it is done; and complaints, which the office answers."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.services import kinds
from hehuo.domain.run.services.kinds import ORDER_MOVES, Channel, OrderState
from hehuo.domain.run.services.models.offers import FreeOffer
from hehuo.domain.run.services.models.prices import PriceItem


class Order(TenantModel):
    """One service for one person at a time agreed on. The price is the marked one, and nothing is added to it."""

    number = models.CharField(max_length=12)  # 2026-0001
    item = TenantForeignKey(PriceItem, models.PROTECT, related_name="orders")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    ordered_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel)
    quantity = models.SmallIntegerField(default=1)
    fen = models.BigIntegerField()  # what the resident pays the partner
    offer = TenantForeignKey(FreeOffer, models.PROTECT, null=True, related_name="orders")  # by which it is free
    where = models.CharField(max_length=80, blank=True)
    wish = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()  # the appointment
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.ASKED)
    made_at = models.DateTimeField(default=clock.now)
    accepted_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True)
    done_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    cancelled_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    cancelled_why = models.CharField(max_length=200, blank=True)
    stars = models.SmallIntegerField(null=True, validators=[MinValueValidator(1), MaxValueValidator(5)])
    said = models.CharField(max_length=200, blank=True)
    rated_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="order_number_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__range=(1, kinds.MOST), fen__gte=0), name="order_in_bounds"
            ),
            models.CheckConstraint(condition=models.Q(offer__isnull=True) | models.Q(fen=0), name="order_free_is_free"),
            models.CheckConstraint(
                condition=models.Q(stars__isnull=True) | models.Q(stars__range=(1, 5)), name="order_stars"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=OrderState.DONE) | models.Q(done_on__isnull=False, done_by__isnull=False),
                name="done_order_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "at"], name="order_state"),
            models.Index(fields=["community", "item", "done_on"], name="order_done"),
            models.Index(fields=["community", "person", "-made_at"], name="order_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.item.name}"

    @property
    def is_open(self) -> bool:
        return self.state in kinds.OPEN

    @property
    def is_recent(self) -> bool:
        """Until a month after its day: so long its partner sees whom it is for (domain facts 7.4)."""
        return clock.now() <= self.at + kinds.NAMES_STAY

    def move_to(self, state: OrderState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        ORDER_MOVES.check(OrderState(self.state), state)
        self.state = state


class Complaint(TenantModel):
    """Something went wrong with an order: the office answers within its days, the partner does not answer itself."""

    order = TenantForeignKey(Order, models.PROTECT, related_name="complaints")
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    words = models.CharField(max_length=400)
    due_on = models.DateField()
    answer = models.CharField(max_length=400, blank=True)
    answered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "order"], condition=models.Q(answered_at__isnull=True), name="one_open_complaint"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("made_by")),
                name="complaint_answered_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.order)
