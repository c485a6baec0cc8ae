"""A levy, its quotes, the share of each home, and cash on its way to the clerk."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import Due, Fund, Purpose
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.run.books.models import Request
from hehuo.domain.run.levies.kinds import LEVY_MOVES, Base, Excuse, LevyState, Surplus


class Levy(TenantModel):
    """One matter that the homes of a place pay for together."""

    title = models.CharField(max_length=40)
    why = models.CharField(max_length=400)
    place = TenantForeignKey(Place, models.PROTECT, related_name="+")
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="levies")
    purpose = TenantForeignKey(Purpose, models.PROTECT, null=True, related_name="+")  # restricted, from the beginning
    base = models.CharField(max_length=4, choices=Base)
    rate_fen = models.BigIntegerField()  # for a home, or for a square metre
    only_lived_in = models.BooleanField(default=True)  # homes that are fitted out
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=LevyState, default=LevyState.DRAFT)
    # The decision, as its minutes say (Organic Law 42: of the residents' meeting; of the owners, where it is theirs).
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    present = models.IntegerField(null=True)
    decision = models.CharField(max_length=400, blank=True)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    requested_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    surplus = models.CharField(max_length=8, choices=Surplus, blank=True)
    surplus_words = models.CharField(max_length=200, blank=True)
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(rate_fen__gt=0), name="levy_rate_positive"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(requested_by__isnull=False) & ~Q(approved_by=F("requested_by")),
                name="levy_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def move_to(self, state: LevyState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        LEVY_MOVES.check(LevyState(self.state), state)
        self.state = state


class Quote(TenantModel):
    """What one supplier would do it for, item by item."""

    levy = TenantForeignKey(Levy, models.CASCADE, related_name="quotes")
    supplier = models.CharField(max_length=60)
    total_fen = models.BigIntegerField()
    items = models.JSONField(default=list)  # {"name", "unit", "count", "price_fen", "fen"}
    terms = models.CharField(max_length=200, blank=True)  # tax, warranty, as written
    is_chosen = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["total_fen", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "levy", "supplier"], name="quote_once_a_supplier"),
            models.UniqueConstraint(
                fields=["community", "levy"], condition=Q(is_chosen=True), name="one_quote_is_chosen"
            ),
            models.CheckConstraint(condition=Q(total_fen__gt=0), name="quote_positive"),
        ]

    def __str__(self) -> str:
        return self.supplier


class Share(TenantModel):
    """What one home of the base pays: a due, or an excuse; and whether it said yes in the chain."""

    levy = TenantForeignKey(Levy, models.CASCADE, related_name="shares")
    home = TenantForeignKey(Home, models.PROTECT, related_name="+")
    fen = models.BigIntegerField()
    due = TenantForeignKey(Due, models.PROTECT, null=True, related_name="shares")
    excuse = models.CharField(max_length=10, choices=Excuse, blank=True)
    excuse_words = models.CharField(max_length=200, blank=True)
    pledged_on = models.DateField(null=True)
    pledge_words = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["home__order"]
        constraints = [models.UniqueConstraint(fields=["community", "levy", "home"], name="share_once_a_home")]

    def __str__(self) -> str:
        return str(self.home)

    @property
    def received_fen(self) -> int:
        return self.due.received_fen if self.due else 0

    @property
    def is_paid(self) -> bool:
        """Whether all of it came."""
        return self.due is not None and self.due.received_fen == self.due.fen


class Cash(TenantModel):
    """Cash that a collector took at a door, until the clerk has it and it is in the books."""

    share = TenantForeignKey(Share, models.PROTECT, related_name="cash")
    fen = models.BigIntegerField()
    receipt_no = models.CharField(max_length=40)
    collected_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    collected_on = models.DateField(default=clock.today)
    taken_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    given_back_at = models.DateTimeField(null=True)  # to the home: it had paid another way, or need not pay

    class Meta(TenantModel.Meta):
        ordering = ["collected_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="cash_positive"),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True) | ~Q(taken_by=F("collected_by")), name="cash_by_two"
            ),
            models.CheckConstraint(
                condition=Q(given_back_at__isnull=True) | Q(taken_at__isnull=True), name="cash_goes_one_way"
            ),
            models.UniqueConstraint(fields=["community", "receipt_no"], name="cash_receipt_once"),
        ]


class Cost(TenantModel):
    """A payment out of a levy: asked for, approved and made as any other."""

    levy = TenantForeignKey(Levy, models.PROTECT, related_name="costs")
    request = TenantForeignKey(Request, models.PROTECT, related_name="levy_costs")
    is_return = models.BooleanField(default=False)  # what was left, back to the homes

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "request"], name="cost_once")]
