"""A statement, its lines, and what each line stands for in the books. Who paid rests sealed."""

from django.db import models
from django.db.models import Q

from hehuo.core import clock, secrecy
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import Due, Fund, Voucher
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks.kinds import LineState


class Statement(TenantModel):
    """One file of the bank, for the account where a pot's money stands."""

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="statements")
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    account = models.CharField(max_length=40, blank=True)  # as the bank masks it, or its last four digits
    from_on = models.DateField()
    to_on = models.DateField()
    opening_fen = models.BigIntegerField()
    closing_fen = models.BigIntegerField()
    notes = models.JSONField(default=list)  # what was seen in the file and left out, in words
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["-to_on", "-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["community", "fund", "file_hash"], name="statement_once"),
            models.CheckConstraint(condition=Q(to_on__gte=models.F("from_on")), name="statement_days"),
        ]

    def __str__(self) -> str:
        return self.file_name


class HeldPaper(TenantModel):
    """A file whose columns nobody knew, kept until somebody said what they are: taken in, dropped, or past its term.

    Nothing of its lines is stored. `columns` is what was said last: column of the program → column of the sheet.
    """

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    content_sealed = models.BinaryField()  # names and account numbers are in it
    closing_fen = models.BigIntegerField()
    opening_fen = models.BigIntegerField(null=True)  # where the file has no balances
    sheet = models.SmallIntegerField(default=0)  # which of a workbook's
    start = models.IntegerField(default=1)  # the row where the data begin
    columns = models.JSONField(default=dict)
    called = models.CharField(max_length=40, blank=True)  # the template that was proposed, or that it is to become
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["-made_at"]
        constraints = [models.UniqueConstraint(fields=["community", "fund", "file_hash"], name="held_paper_once")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def content(self) -> bytes:
        return secrecy.unseal_bytes(self.content_sealed)


class ColumnTemplate(TenantModel):
    """How one bank writes the statements of an account: said by hand once, proposed for the next file like it."""

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    header_hash = models.CharField(max_length=64)  # of its words, or of the width where it has none
    columns = models.JSONField()
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    used_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["-used_at"]
        constraints = [models.UniqueConstraint(fields=["community", "fund", "name"], name="column_template_once")]

    def __str__(self) -> str:
        return self.name


class BankLine(TenantModel):
    """One movement on the account: `fen` is above zero where money came."""

    statement = TenantForeignKey(Statement, models.PROTECT, related_name="lines")
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+", db_index=False)
    row = models.IntegerField()  # in the file
    on = models.DateField()
    time = models.CharField(max_length=12, blank=True)
    serial = models.CharField(max_length=40, blank=True)
    summary = models.CharField(max_length=60, blank=True)
    fen = models.BigIntegerField()
    balance_fen = models.BigIntegerField(null=True)
    party_sealed = models.BinaryField(default=b"")  # who paid or was paid
    memo_sealed = models.BinaryField(default=b"")  # what they wrote
    line_hash = models.CharField(max_length=32)  # the same movement in two files is one line
    state = models.CharField(max_length=10, choices=LineState, default=LineState.OPEN)
    explanation = models.CharField(max_length=200, blank=True)
    explained_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["on", "row"]
        constraints = [
            models.UniqueConstraint(fields=["community", "fund", "line_hash"], name="bank_line_once"),
            models.CheckConstraint(condition=~Q(fen=0), name="bank_line_moves_money"),
            models.CheckConstraint(
                condition=~Q(state=LineState.EXPLAINED) | ~Q(explanation=""), name="explained_line_says_how"
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "on"], name="bank_line_state")]

    @property
    def party(self) -> str:
        return secrecy.unseal(self.party_sealed)

    @party.setter
    def party(self, written: str) -> None:
        self.party_sealed = secrecy.seal(written)

    @property
    def memo(self) -> str:
        return secrecy.unseal(self.memo_sealed)

    @memo.setter
    def memo(self, written: str) -> None:
        self.memo_sealed = secrecy.seal(written)

    @property
    def is_income(self) -> bool:
        return self.fen > 0


class Match(TenantModel):
    """A line, or a part of it, stands for a receipt or a payment of the books."""

    line = TenantForeignKey(BankLine, models.PROTECT, related_name="matches")
    voucher = TenantForeignKey(Voucher, models.PROTECT, related_name="bank_matches")
    due = TenantForeignKey(Due, models.PROTECT, null=True, related_name="bank_matches")
    fen = models.BigIntegerField()
    why = models.CharField(max_length=120, blank=True)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="match_positive"),
            models.UniqueConstraint(
                fields=["community", "voucher"], condition=Q(undone_at__isnull=True), name="voucher_matched_once"
            ),
        ]


class Reconciliation(TenantModel):
    """The sheet that brings both balances together (余额调节表): prepared by one, confirmed by another."""

    statement = TenantForeignKey(Statement, models.PROTECT, related_name="reconciliations")
    figures = models.JSONField()  # of `transit.adjusted`, in fen, as they stood when it was prepared
    note = models.CharField(max_length=200, blank=True)
    prepared_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(default=clock.now)
    confirmed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("prepared_by")),
                name="reconciled_by_two",
            ),
            models.UniqueConstraint(
                fields=["community", "statement"], condition=Q(dropped_at__isnull=True), name="one_reconciliation"
            ),
        ]
