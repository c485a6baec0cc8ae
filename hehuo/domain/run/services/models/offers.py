"""What is free for whom, and who holds one of the free places."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.admissions.kinds import CARES, FreeGroup
from hehuo.domain.ground.people.models import Person


class FreeOffer(TenantModel):
    """A service of an agreement is free for some groups; with `places` only so many at a time."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="free_offers")
    service = models.CharField(max_length=60)  # the name that a price has, or a course: 四点半课堂
    groups = models.JSONField()  # of FreeGroup
    label = models.CharField(max_length=60)  # how everyone reads it: 困难家庭的孩子
    places = models.SmallIntegerField(null=True)  # null: as many as come
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["service", "from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "agreement", "service", "label"],
                condition=models.Q(until_on__isnull=True),
                name="free_offer_once",
            ),
            models.CheckConstraint(
                condition=models.Q(places__isnull=True) | models.Q(places__gte=1), name="free_offer_places"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} · {self.label}"

    @property
    def cares(self) -> list[str]:
        """The kinds of care among its groups."""
        return [group for group in self.groups if group in CARES]

    @property
    def is_named(self) -> bool:
        """Whether the office says by hand who it is for."""
        return FreeGroup.NAMED in self.groups

    @property
    def taken(self) -> int:
        """How many of its places are held; set where it was read with them."""
        return int(getattr(self, "held", 0))


class FreePlace(TenantModel):
    """A person holds one of the free places. Why is not written: the offer says for whom it is."""

    offer = TenantForeignKey(FreeOffer, models.PROTECT, related_name="held_places")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True)
    given_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "offer", "person"],
                condition=models.Q(until_on__isnull=True),
                name="free_place_once",
            )
        ]
