"""From how many stars on support is given, what was granted, and each use of it."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.people.models import Person
from hehuo.domain.judge.reviews.models import Review
from hehuo.domain.judge.support.kinds import GRANT_MOVES, UNITS, GrantState, Kind


class Threshold(TenantModel):
    """From how many stars on support is given, as the office set it; the latest holds, the earlier stay."""

    stars = models.SmallIntegerField()
    set_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["-set_at", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="threshold_in_stars")]
        indexes = [models.Index(fields=["community", "set_at"], name="threshold_latest")]


class Support(TenantModel):
    """So much of one kind until a day, on the ground of a final review. What is used never exceeds it."""

    partner = TenantForeignKey(Partner, models.PROTECT, related_name="supports")
    review = TenantForeignKey(Review, models.PROTECT, related_name="supports")  # the assessment it rests on
    kind = models.CharField(max_length=12, choices=Kind)
    what = models.CharField(max_length=80)
    amount = models.IntegerField()
    used = models.IntegerField(default=0)
    until_on = models.DateField()
    state = models.CharField(max_length=8, choices=GrantState, default=GrantState.ASKED)
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="support_positive"),
            models.CheckConstraint(
                condition=models.Q(used__gte=0, used__lte=models.F("amount")), name="support_not_used_beyond"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="support_decided_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(used=0) | models.Q(state=GrantState.GRANTED), name="support_used_once_granted"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "partner", "state"], name="support_of_partner"),
            models.Index(fields=["community", "state", "asked_at"], name="support_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.what}"

    @property
    def unit(self) -> str:
        return str(UNITS[Kind(self.kind)])

    @property
    def left(self) -> int:
        """What may still be used."""
        return self.amount - self.used

    def move_to(self, state: GrantState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        GRANT_MOVES.check(GrantState(self.state), state)
        self.state = state


class Use(TenantModel):
    """A part of a support was used on a day. An error is undone by a reversing row, once."""

    support = TenantForeignKey(Support, models.PROTECT, related_name="uses")
    amount = models.IntegerField()  # below nothing where it takes another back
    on = models.DateField()
    note = models.CharField(max_length=200)
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)
    reverses = TenantForeignKey("self", models.PROTECT, null=True, related_name="reversed_by")

    class Meta(TenantModel.Meta):
        ordering = ["-on", "-noted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reverses__isnull=True, amount__gt=0)
                | models.Q(reverses__isnull=False, amount__lt=0),
                name="use_forward_or_back",
            ),
            models.UniqueConstraint(fields=["community", "reverses"], name="use_reversed_once"),
        ]
        indexes = [models.Index(fields=["community", "support", "on"], name="use_of_support")]
