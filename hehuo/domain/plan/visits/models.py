"""A visit: one home, one visitor, one day. What was said there is a voice of the needs room."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.plan.visits.kinds import VisitState


class Visit(TenantModel):
    """Somebody means to knock at a home on a day; later, whether anybody was there."""

    visitor = TenantForeignKey(Person, models.PROTECT, related_name="+")
    home = TenantForeignKey(Home, models.PROTECT, related_name="visits")
    on = models.DateField(default=clock.today)
    order = models.SmallIntegerField()  # among the visitor's homes of the day
    state = models.CharField(max_length=8, choices=VisitState, default=VisitState.PLANNED)
    done_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["on", "order"]
        constraints = [
            models.UniqueConstraint(fields=["community", "visitor", "home", "on"], name="visit_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(state=VisitState.PLANNED, done_at__isnull=True)
                | (~models.Q(state=VisitState.PLANNED) & models.Q(done_at__isnull=False)),
                name="visit_done_at_its_time",
            ),
        ]
        indexes = [models.Index(fields=["community", "home", "state", "done_at"], name="visit_home")]

    def __str__(self) -> str:
        return str(self.home)
