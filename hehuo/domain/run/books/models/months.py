"""The accounts of months, and what supervisors said of them."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.run.books.kinds import MONTH_MOVES, MonthState, OpinionKind


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
