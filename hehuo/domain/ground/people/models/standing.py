"""Who stands for whom: the delegate of a household, the guardian of a ward."""

from django.db import models

from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.kinds import WardKind
from hehuo.domain.ground.people.models.people import Household, Person


class Delegate(TenantModel):
    """Who speaks and votes for a household where households count (户代表); one at a time."""

    household = TenantForeignKey(Household, models.PROTECT, related_name="delegates")
    person = TenantForeignKey(Person, models.PROTECT, related_name="delegacies")
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["since_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "household"],
                condition=models.Q(until_on__isnull=True),
                name="one_delegate_in_force",
            ),
        ]


class Guardianship(TenantModel):
    """A guardian acts for a minor or an incapable adult (Civil Code 27, 28). A minor's ends by itself at 18."""

    ward = TenantForeignKey(Person, models.PROTECT, related_name="guardianships")
    guardian = TenantForeignKey(Person, models.PROTECT, related_name="wardships")
    kind = models.CharField(max_length=12, choices=WardKind)
    evidence = models.CharField(max_length=200)  # which paper was seen: household book, judgment
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(ward=models.F("guardian")), name="guardian_of_another"),
            models.UniqueConstraint(
                fields=["community", "ward", "guardian"],
                condition=models.Q(to_on__isnull=True),
                name="guardianship_in_force_once",
            ),
        ]
