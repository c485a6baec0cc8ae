"""An agreement stands still, or is left: what was said by whom, step by step (domain facts 1.6)."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.kinds import EXIT_MOVES, ExitKind, ExitState
from hehuo.domain.build.agreements.models.agreements import Agreement
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.models import Posting


class Suspension(TenantModel):
    """For urgent safety an agreement stands still at once; it goes on when this is lifted."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="suspensions")
    why = models.CharField(max_length=200)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    from_on = models.DateField(default=clock.today)
    lifted_on = models.DateField(null=True)
    lifted_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    lifted_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-from_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "agreement"], condition=models.Q(lifted_on__isnull=True), name="suspended_once"
            )
        ]


class Exit(TenantModel):
    """A partner leaves or is made to: notice, its reply word for word, decision, posting, settlement."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="exits")
    kind = models.CharField(max_length=8, choices=ExitKind)
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=ExitState, default=ExitState.NOTICED)
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    asked_on = models.DateField(default=clock.today)
    reply_until = models.DateField()
    leaves_on = models.DateField()  # not before; an expulsion waits for no notice
    reply = models.TextField(blank=True)  # the partner's own words, as they stand
    replied_on = models.DateField(null=True)
    decided_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=300, blank=True)
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "agreement"],
                condition=~models.Q(state=ExitState.DROPPED),
                name="one_exit_an_agreement",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="exit_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.partner.name} {self.get_kind_display()}"

    def move_to(self, state: ExitState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        EXIT_MOVES.check(ExitState(self.state), state)
        self.state = state


class ExitItem(TenantModel):
    """One thing to settle before the two part: who saw to it, when, and how."""

    exit = TenantForeignKey(Exit, models.CASCADE, related_name="items")
    slug = models.CharField(max_length=12)
    title = models.CharField(max_length=60)
    order = models.SmallIntegerField()
    done_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["community", "exit", "slug"], name="exit_item_once")]
