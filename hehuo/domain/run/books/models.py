"""Turnovers, requests for receipts and payments, and the accounts of months."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import BudgetLine, Due, Purpose
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.run.books.kinds import (
    MONTH_MOVES,
    REQUEST_MOVES,
    TURNOVER_MOVES,
    MonthState,
    OpinionKind,
    RequestState,
    TurnoverState,
)


class Turnover(TenantModel):
    """What a partner took in a month under an agreement, and the share that follows from it."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="turnovers")
    month = models.DateField()  # its first day
    fen = models.BigIntegerField()
    share_percent = models.SmallIntegerField()  # as the agreement says
    share_fen = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=TurnoverState, default=TurnoverState.DECLARED)
    declared_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=clock.now)
    confirmed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    requested_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    returned_why = models.CharField(max_length=200, blank=True)
    due = TenantForeignKey(Due, models.PROTECT, null=True, related_name="turnovers")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "agreement", "month"], name="turnover_once_a_month"),
            models.CheckConstraint(
                condition=Q(fen__gte=0, share_fen__gte=0, share_fen__lte=F("fen")), name="turnover_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(requested_by__isnull=False) & ~Q(approved_by=F("requested_by")),
                name="turnover_by_two",
            ),
        ]
        indexes = [models.Index(fields=["community", "-month", "id"], name="turnover_month")]

    def __str__(self) -> str:
        return f"{self.agreement} {self.month:%Y-%m}"

    def move_to(self, state: TurnoverState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        TURNOVER_MOVES.check(TurnoverState(self.state), state)
        self.state = state


class Request(TenantModel):
    """Somebody asks that money be received or paid; another approves; the clerk handles it, and it is in the books."""

    direction = models.CharField(max_length=3, choices=Direction)
    line = TenantForeignKey(BudgetLine, models.PROTECT, related_name="requests")
    purpose = TenantForeignKey(Purpose, models.PROTECT, related_name="+")
    fen = models.BigIntegerField()
    what = models.CharField(max_length=80)  # published
    proof = models.CharField(max_length=80, blank=True)  # published
    party = models.CharField(max_length=60)  # from whom, to whom: for the desk only
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    requested_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=clock.now)
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    opinion = models.CharField(max_length=200, blank=True)
    handled_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    transaction = TenantForeignKey(Transaction, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="request_fen_positive"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")), name="request_by_two"
            ),
            models.CheckConstraint(
                condition=Q(handled_by__isnull=True) | Q(approved_by__isnull=False) & ~Q(handled_by=F("approved_by")),
                name="request_handled_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.DONE) | Q(transaction__isnull=False), name="request_done_is_booked"
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "requested_at"], name="request_state")]

    def __str__(self) -> str:
        return self.what

    def move_to(self, state: RequestState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        REQUEST_MOVES.check(RequestState(self.state), state)
        self.state = state


class MonthAccount(TenantModel):
    """A month's account. Once closed, `account` is what is published: every pot with its lines, frozen."""

    month = models.DateField()  # its first day
    state = models.CharField(max_length=6, choices=MonthState, default=MonthState.DRAFT)
    account = models.JSONField(default=dict)
    digest = models.BinaryField(max_length=32, null=True)
    seal_code = models.CharField(max_length=24, blank=True)
    closed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    posted_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "month"], name="month_once"),
            models.CheckConstraint(
                condition=Q(state=MonthState.DRAFT) | Q(digest__isnull=False, closed_by__isnull=False),
                name="closed_month_has_its_digest",
            ),
            models.CheckConstraint(
                condition=Q(posted_by__isnull=True) | ~Q(posted_by=F("closed_by")), name="month_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state=MonthState.POSTED) | Q(posting__isnull=False, posted_by__isnull=False),
                name="posted_month_hangs_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["community", "seal_code"], name="month_seal")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def code(self) -> str:
        """The month as addresses write it: `2024-09`."""
        return f"{self.month:%Y-%m}"

    def move_to(self, state: MonthState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        MONTH_MOVES.check(MonthState(self.state), state)
        self.state = state


class Opinion(TenantModel):
    """What a supervisor says of a month's account. Written once: a later one is added, none is changed."""

    account = TenantForeignKey(MonthAccount, models.PROTECT, related_name="opinions")
    kind = models.CharField(max_length=10, choices=OpinionKind)
    text = models.CharField(max_length=200)
    given_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["given_at", "id"]

    def __str__(self) -> str:
        return self.text
