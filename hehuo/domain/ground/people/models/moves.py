"""Moving in and out, so that the roll of any day can be told."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models.people import Household, Person
from hehuo.domain.ground.places.models import HomeChange


class Move(TenantModel):
    """A person changed where they live on a day. From that day on the roll shows what stands after the move.

    Who was taken in from a roster has no move: where they live today holds for every day before their first one.
    """

    person = TenantForeignKey(Person, models.PROTECT, related_name="moves")
    on = models.DateField()
    from_household = TenantForeignKey(Household, models.PROTECT, null=True, related_name="+")
    to_household = TenantForeignKey(Household, models.PROTECT, null=True, related_name="+")
    was_here = models.BooleanField()  # on the roll before this move
    is_here = models.BooleanField()  # on the roll after it
    where = models.CharField(max_length=100, blank=True)  # where to, or where from, as told
    before = models.JSONField(default=dict)  # the person's fields before the move: its reversal puts them back
    change = TenantForeignKey(HomeChange, models.PROTECT, null=True, related_name="moves")
    made_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["on", "made_at", "id"]
        indexes = [models.Index(fields=["community", "person", "on"], name="move_person")]
