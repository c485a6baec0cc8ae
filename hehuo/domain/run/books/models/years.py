"""The accounts of years."""

from django.db import models
from django.db.models import F, Q

from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.run.books.kinds import MONTH_MOVES, MonthState


class YearAccount(TenantModel):
    """A year's account, made of its closed months and frozen: `account` is what is published."""

    year = models.SmallIntegerField()
    state = models.CharField(max_length=6, choices=MonthState, default=MonthState.CLOSED)
    account = models.JSONField()
    digest = models.BinaryField(max_length=32)
    seal_code = models.CharField(max_length=24, blank=True)
    closed_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    posted_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["community", "year"], name="year_once"),
            models.CheckConstraint(
                condition=Q(posted_by__isnull=True) | ~Q(posted_by=F("closed_by")), name="year_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state=MonthState.POSTED) | Q(posting__isnull=False, posted_by__isnull=False),
                name="posted_year_hangs_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["community", "seal_code"], name="year_seal")]

    def __str__(self) -> str:
        return str(self.year)

    def move_to(self, state: MonthState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        MONTH_MOVES.check(MonthState(self.state), state)
        self.state = state
