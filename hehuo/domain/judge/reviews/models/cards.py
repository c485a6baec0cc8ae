"""The card of points, in versions: a new one is for the reviews that come, and none is ever changed."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.judge.reviews import kinds


class Card(TenantModel):
    """Lines with their points, bands with their stars, how many ratings make a satisfaction, how many score."""

    number = models.IntegerField()
    lines = models.JSONField()  # of LineData
    bands = models.JSONField()  # of BandData, the highest first
    sample = models.SmallIntegerField(default=kinds.SAMPLE)
    reviewers = models.SmallIntegerField(default=kinds.REVIEWERS)
    why = models.CharField(max_length=200, blank=True)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="card_number_once"),
            models.CheckConstraint(condition=models.Q(sample__gt=0, reviewers__gt=0), name="card_asks_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.number)
