"""Asking that money be received or paid: the request, prices compared, advice, and who steps back."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock, money
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import BudgetLine, Purpose
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books.kinds import REQUEST_MOVES, OpinionKind, RequestKind, RequestState


class Request(TenantModel):
    """Somebody asks that money be received or paid; another approves; the clerk handles it, and it is in the books."""

    kind = models.CharField(max_length=8, choices=RequestKind, default=RequestKind.EXPENSE)
    direction = models.CharField(max_length=3, choices=Direction)
    line = TenantForeignKey(BudgetLine, models.PROTECT, related_name="requests")
    purpose = TenantForeignKey(Purpose, models.PROTECT, related_name="+")
    fen = models.BigIntegerField()
    what = models.CharField(max_length=80)  # published
    proof = models.CharField(max_length=80, blank=True)  # published
    scope = models.CharField(max_length=500, blank=True)  # of a service: what is to be done, and when it is good
    party = models.CharField(max_length=60)  # from whom, to whom: for the desk only
    supplier = TenantForeignKey(Partner, models.PROTECT, null=True, related_name="+")  # where the party is a partner
    payee = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who laid the money out
    why_not_lowest = models.CharField(max_length=120, blank=True)
    decision = models.CharField(max_length=120, blank=True)  # which body decided it, and when
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    requested_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=clock.now)  # again when it was mended
    approved_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    opinion = models.CharField(max_length=200, blank=True)
    returned_why = models.CharField(max_length=200, blank=True)
    returned_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(null=True)
    acceptance = models.CharField(max_length=200, blank=True)
    handled_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    transaction = TenantForeignKey(Transaction, models.PROTECT, null=True, related_name="+")
    checked_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

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
            models.CheckConstraint(
                condition=Q(direction=Direction.IN, kind=RequestKind.RECEIPT)
                | Q(direction=Direction.OUT) & ~Q(kind=RequestKind.RECEIPT),
                name="request_kind_has_its_way",
            ),
            models.CheckConstraint(
                condition=Q(
                    payee__isnull=True, kind__in=[RequestKind.RECEIPT, RequestKind.EXPENSE, RequestKind.SERVICE]
                )
                | Q(payee__isnull=False, kind=RequestKind.CLAIM),
                name="request_claim_has_a_payee",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True)
                | ~Q(accepted_by=F("requested_by")) & ~Q(accepted_by=F("approved_by")),
                name="request_accepted_by_another",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("handled_by")), name="request_checked_by_another"
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "requested_at"], name="request_state")]

    def __str__(self) -> str:
        return self.what

    @property
    def in_words(self) -> str:
        """The amount as vouchers write it: 贰仟叁佰陆拾元整 (R-27)."""
        return money.in_words(self.fen)

    def move_to(self, state: RequestState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        REQUEST_MOVES.check(RequestState(self.state), state)
        self.state = state


class Offer(TenantModel):
    """What another would have taken for the same: compared with the request's own price."""

    request = TenantForeignKey(Request, models.CASCADE, related_name="offers")
    supplier = models.CharField(max_length=60)
    fen = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        ordering = ["fen", "supplier"]
        constraints = [
            models.UniqueConstraint(fields=["community", "request", "supplier"], name="offer_once"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="offer_fen_positive"),
        ]

    def __str__(self) -> str:
        return self.supplier


class Advice(TenantModel):
    """What a supervisor or a member of the body says of a request before it is approved. Added to, never changed."""

    request = TenantForeignKey(Request, models.PROTECT, related_name="advice")
    kind = models.CharField(max_length=10, choices=OpinionKind)
    words = models.CharField(max_length=200)
    given_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["given_at", "id"]

    def __str__(self) -> str:
        return self.words


class Recusal(TenantModel):
    """Who has an interest in a request, and in which way: they have no part in it (R-46)."""

    request = TenantForeignKey(Request, models.PROTECT, related_name="recusals")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField(max_length=120)
    declared_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["declared_at", "id"]
        constraints = [models.UniqueConstraint(fields=["community", "request", "person"], name="recusal_once")]

    def __str__(self) -> str:
        return self.words
