"""Edges between things."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantModel


class Thread(TenantModel):
    """An earlier thing led to a later one. Kinds are `room.model`, ids are within the community."""

    earlier_kind = models.CharField(max_length=60)
    earlier_id = models.UUIDField()
    later_kind = models.CharField(max_length=60)
    later_id = models.UUIDField()
    # A gathering (a call for many needs): each line shows it, and none goes on through it to the lines of others.
    is_gathering = models.BooleanField(default=False)
    tied_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "earlier_id", "later_id"], name="thread_once"),
            models.CheckConstraint(condition=~models.Q(earlier_id=models.F("later_id")), name="thread_not_to_itself"),
        ]
        indexes = [models.Index(fields=["community", "later_id"], name="thread_later")]
