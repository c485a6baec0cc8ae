"""Funds, what their money is for, the lines of their books, what is expected, and every receipt and payment."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import money
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.kinds import (
    DUE_MOVES,
    NATURE_RULES,
    SUBSIDIES,
    Direction,
    DueState,
    FundNature,
    NatureRule,
    Source,
)  # fmt: skip
from hehuo.domain.ground.ledger.models import Account, Transaction
from hehuo.domain.ground.people.models import Person


class Fund(TenantModel):
    """A pot. `money` is the account where its money stands, `earmark` the sum of what its purposes hold."""

    name = models.CharField(max_length=40)
    nature = models.CharField(max_length=10, choices=FundNature)
    keeper = models.CharField(max_length=60, blank=True)  # who holds the money: the street, a charity, a bank
    keeper_no = models.CharField(max_length=40, blank=True)  # by which number a charity is found in its register
    money = TenantForeignKey(Account, models.PROTECT, related_name="+")
    earmark = TenantForeignKey(Account, models.PROTECT, related_name="+")
    opening = TenantForeignKey(Account, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="fund_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> NatureRule:
        """What the law says of this nature."""
        return NATURE_RULES[FundNature(self.nature)]


class Purpose(TenantModel):
    """What part of a fund is for. Each fund has one general purpose; the others are restricted by the giver."""

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="purposes")
    name = models.CharField(max_length=40)
    is_restricted = models.BooleanField()
    account = TenantForeignKey(Account, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["is_restricted", "name"]
        constraints = [
            models.UniqueConstraint(fields=["community", "fund", "name"], name="purpose_name_once"),
            models.UniqueConstraint(
                fields=["community", "fund"], condition=Q(is_restricted=False), name="one_general_purpose"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetLine(TenantModel):
    """A line of a fund's books: one kind of income or spending, with its account."""

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="lines")
    direction = models.CharField(max_length=3, choices=Direction)
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=10, choices=Source, blank=True)  # of income only
    account = TenantForeignKey(Account, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["direction", "name"]
        constraints = [
            models.UniqueConstraint(fields=["community", "fund", "direction", "name"], name="line_name_once"),
            models.CheckConstraint(
                condition=Q(direction=Direction.IN) & ~Q(source="") | Q(direction=Direction.OUT, source=""),
                name="income_line_has_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_subsidy(self) -> bool:
        return self.source in SUBSIDIES


class Due(TenantModel):
    """An expected receipt: from whom, for what, how much, by when. The debtor's name is for the desk only."""

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="dues")
    purpose = TenantForeignKey(Purpose, models.PROTECT, related_name="+")
    line = TenantForeignKey(BudgetLine, models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)  # what for, in words that may be published
    proof = models.CharField(max_length=80, blank=True)  # the rule: `8,000.00 × 15%`
    debtor_kind = models.CharField(max_length=60, blank=True)
    debtor_id = models.UUIDField(null=True)
    debtor_name = models.CharField(max_length=60)
    fen = models.BigIntegerField()
    received_fen = models.BigIntegerField(default=0)
    due_on = models.DateField()
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    state = models.CharField(max_length=4, choices=DueState, default=DueState.OPEN)
    requested_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    void_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(fen__gt=0, received_fen__gte=0, received_fen__lte=F("fen")), name="due_received_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(state=DueState.MET, received_fen=F("fen"))
                | ~Q(state=DueState.MET) & Q(received_fen__lt=F("fen")),
                name="due_met_when_all_came",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")), name="due_by_two"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "due_on"], name="due_state"),
            models.Index(fields=["community", "about_id"], name="due_about"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def open_fen(self) -> int:
        """What has not come yet."""
        return self.fen - self.received_fen if self.state == DueState.OPEN else 0

    def move_to(self, state: DueState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        DUE_MOVES.check(DueState(self.state), state)
        self.state = state


class Voucher(TenantModel):
    """One receipt or payment of a fund, numbered as its transaction. `what` and `proof` are published, `party` is not.

    A reversal is a voucher with the same words and the opposite sign.
    """

    transaction = TenantForeignKey(Transaction, models.PROTECT, related_name="vouchers")
    number = models.BigIntegerField()
    on = models.DateField()
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="vouchers", db_index=False)
    direction = models.CharField(max_length=3, choices=Direction)
    line = TenantForeignKey(BudgetLine, models.PROTECT, related_name="vouchers")
    purpose = TenantForeignKey(Purpose, models.PROTECT, related_name="+")
    fen = models.BigIntegerField()
    what = models.CharField(max_length=80)
    proof = models.CharField(max_length=80, blank=True)
    party = models.CharField(max_length=60, blank=True)
    receipt_issuer = models.CharField(max_length=60, blank=True)
    receipt_no = models.CharField(max_length=40, blank=True)
    due = TenantForeignKey(Due, models.PROTECT, null=True, related_name="vouchers")
    requested_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    handled_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    reverses = TenantForeignKey("self", models.PROTECT, null=True, related_name="reversals", db_index=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "transaction", "fund"], name="voucher_once_a_fund"),
            models.UniqueConstraint(fields=["community", "reverses"], name="voucher_reversed_once"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, fen__gt=0) | Q(reverses__isnull=False, fen__lt=0),
                name="voucher_sign",
            ),
            # Nobody approves what they asked for or handle themselves.
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("requested_by")) & ~Q(approved_by=F("handled_by")),
                name="voucher_by_two",
            ),
        ]
        indexes = [models.Index(fields=["community", "fund", "on", "number"], name="voucher_day")]

    def __str__(self) -> str:
        return self.what

    @property
    def signed_fen(self) -> int:
        """What the fund gained by it."""
        return self.fen if self.direction == Direction.IN else -self.fen

    @property
    def in_words(self) -> str:
        """The amount in capitals, as on a voucher (R-27)."""
        return money.in_words(self.fen)
