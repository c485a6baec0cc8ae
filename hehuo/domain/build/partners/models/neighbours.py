"""Neighbours who are partners each by themselves: a person once, however many teams they stand in."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.partners.models.partners import Category
from hehuo.domain.ground.people.models import Person


class Neighbour(TenantModel):
    """One human who is a neighbour partner, of one category. Persons are counted here, teams in `Enlistment`."""

    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    category = TenantForeignKey(Category, models.PROTECT, related_name="neighbours")
    area = models.CharField(max_length=20, blank=True)  # the community or estate beside the name on a street's list
    since_on = models.DateField(null=True)  # the earliest day that a list names
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["category__order", "made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["community", "person"], name="neighbour_once")]
        indexes = [models.Index(fields=["community", "category"], name="neighbour_by_category")]

    def __str__(self) -> str:
        return str(self.person)


class Enlistment(TenantModel):
    """A neighbour partner stands in a team, as a list says it; a list names no leader, so it makes no `Team`."""

    neighbour = TenantForeignKey(Neighbour, models.PROTECT, related_name="enlistments")
    team = models.CharField(max_length=40)
    since_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["team", "id"]
        constraints = [models.UniqueConstraint(fields=["community", "neighbour", "team"], name="enlisted_once")]
        indexes = [models.Index(fields=["community", "team"], name="enlistment_by_team")]

    def __str__(self) -> str:
        return self.team
