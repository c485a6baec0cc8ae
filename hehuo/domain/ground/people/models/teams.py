"""One kind of row for every kind of team."""

from django.db import models

from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.kinds import TeamKind
from hehuo.domain.ground.people.models.people import Person


class Team(TenantModel):
    """People who do something together under one name and one leader, who is one of its members."""

    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=TeamKind)
    leader = TenantForeignKey(Person, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"], condition=models.Q(ended_on__isnull=True), name="team_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person belongs to a team from a day to a day."""

    team = TenantForeignKey(Team, models.PROTECT, related_name="memberships")
    person = TenantForeignKey(Person, models.PROTECT, related_name="memberships")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "team", "person"],
                condition=models.Q(to_on__isnull=True),
                name="member_in_force_once",
            ),
        ]
