"""The books: units, accounts with their totals, transactions and their transfers."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from hehuo.core.db.models import ReferenceModel, TenantForeignKey, TenantModel
from hehuo.domain.ground.ledger.kinds import AccountKind, UnitKind
from hehuo.domain.ground.people.models import Person


class Unit(ReferenceModel):
    """What is counted: fen, points, minutes. A new unit is a row, not a program."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=UnitKind)

    def __str__(self) -> str:
        return self.name


class Account(TenantModel):
    """A place where amounts of one unit stand. `holder` is whatever owns it: a fund, a purpose, a person."""

    kind = models.CharField(max_length=10, choices=AccountKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    holder_kind = models.CharField(max_length=60)
    holder_id = models.UUIDField()
    grows_by_debit = models.BooleanField()
    may_overdraw = models.BooleanField()
    debit_total = models.BigIntegerField(default=0)
    credit_total = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            # What transfers point at: an account together with its unit.
            models.UniqueConstraint(fields=["community", "id", "unit"], name="account_with_unit"),
            models.CheckConstraint(
                condition=Q(debit_total__gte=0) & Q(credit_total__gte=0), name="account_totals_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(may_overdraw=True)
                | Q(grows_by_debit=True, debit_total__gte=F("credit_total"))
                | Q(grows_by_debit=False, credit_total__gte=F("debit_total")),
                name="account_not_overdrawn",
            ),
        ]
        indexes = [models.Index(fields=["community", "holder_id"], name="account_holder")]

    def __str__(self) -> str:
        return self.name

    def signed(self, net: int) -> int:
        """A debit surplus as this account's balance."""
        return net if self.grows_by_debit else -net

    @property
    def balance(self) -> int:
        """The balance as it was read; `queries.balance_of` asks again."""
        return self.signed(self.debit_total - self.credit_total)


class AccountMonth(TenantModel):
    """What moved on an account in one month: the balance of any day is found without walking its history."""

    account = TenantForeignKey(Account, models.PROTECT, related_name="months", db_index=False)
    month = models.DateField()  # its first day
    debit_total = models.BigIntegerField(default=0)
    credit_total = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "account", "month"], name="account_month_once"),
            models.CheckConstraint(
                condition=Q(debit_total__gte=0) & Q(credit_total__gte=0), name="account_month_not_negative"
            ),
        ]


class Head(TenantModel):
    """The community's books: the last transaction number, and the date until which they are closed.

    Every posting holds this row, so transactions of one community follow one another.
    """

    number = models.BigIntegerField(default=0)
    closed_until = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community"], name="ledger_head_once")]


class Transaction(TenantModel):
    """One act of the books: its number, its day, what it is about, and the digest of its transfers."""

    number = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    memo = models.CharField(max_length=200, blank=True)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True)
    actor = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reverses = TenantForeignKey("self", models.PROTECT, null=True, related_name="reversals", db_index=False)
    digest = models.BinaryField(max_length=32)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="transaction_number_once"),
            models.UniqueConstraint(fields=["community", "reverses"], name="reversed_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="transaction_number_from_one"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reverses=F("id")), name="transaction_not_its_own_reversal"
            ),
        ]
        indexes = [models.Index(fields=["community", "about_id"], name="transaction_about")]

    def __str__(self) -> str:
        return f"{self.number}"

    def digest_with(self, legs: "LegTexts") -> bytes:
        """The digest of this transaction with these legs."""
        head = (self.number, self.on, self.act, self.memo, _hex(self.about_id), _hex(self.reverses_id))
        return digest_of(head, legs)


class Transfer(TenantModel):
    """One amount of one unit, from the account it credits to the account it debits. Never changed, never deleted.

    `debit_after` and `credit_after` are the debit surplus of both accounts after it, in the order of booking.
    """

    transaction = TenantForeignKey(Transaction, models.PROTECT, related_name="transfers", db_index=False)
    number = models.BigIntegerField()  # of its transaction
    leg = models.SmallIntegerField()
    on = models.DateField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    debit = TenantForeignKey(Account, models.PROTECT, also=["unit"], related_name="debits", db_index=False)
    credit = TenantForeignKey(Account, models.PROTECT, also=["unit"], related_name="credits", db_index=False)
    amount = models.BigIntegerField()
    debit_after = models.BigIntegerField()
    credit_after = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "number", "leg"], name="transfer_leg_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_amount_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_between_two_accounts"),
        ]
        indexes = [
            models.Index(fields=["community", "debit", "number", "leg"], name="transfer_debit"),
            models.Index(fields=["community", "credit", "number", "leg"], name="transfer_credit"),
            models.Index(fields=["community", "on", "number"], name="transfer_day"),
        ]


LegTexts = Iterable[tuple[str, str, str, int]]  # debit hex, credit hex, unit, amount


def digest_of(head: tuple[object, ...], legs: LegTexts) -> bytes:
    """SHA-256 of a transaction in its canonical form: number, day, act, memo, about, reverses; then leg by leg."""
    number, on, act, memo, about, reverses = head
    text = f"{number}\x1f{on}\x1f{act}\x1f{memo}\x1f{about}\x1f{reverses}"
    for debit, credit, unit, amount in legs:
        text += f"\x1e{debit}\x1f{credit}\x1f{unit}\x1f{amount}"
    return hashlib.sha256(text.encode()).digest()


def _hex(value: UUID | None) -> str:
    return value.hex if value else ""
