"""Trees and plots, who adopted them, and the care they had."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.resources.kinds import GreenKind
from hehuo.domain.build.resources.models.resources import Resource
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person


class Green(TenantModel):
    """One tree or plot with the number on its label."""

    kind = models.CharField(max_length=4, choices=GreenKind, default=GreenKind.TREE)
    number = models.SmallIntegerField()
    species = models.CharField(max_length=40)  # of a plot: what it is for
    where = models.CharField(max_length=80)
    planted_on = models.DateField(null=True)
    resource = TenantForeignKey(Resource, models.PROTECT, null=True, related_name="greens")  # by which it was offered
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    gone_on = models.DateField(null=True)
    gone_why = models.CharField(max_length=100, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "number"], name="green_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="green_number"),
        ]

    def __str__(self) -> str:
        return _("%(number)s 号%(species)s") % {"number": self.number, "species": self.species}


class Adoption(TenantModel):
    """Somebody looks after some trees: what care, every how many days, from a day to a day."""

    adopter = TenantForeignKey(Person, models.PROTECT, null=True, related_name="adoptions")
    unit = models.CharField(max_length=60, blank=True)
    shows_name = models.BooleanField(default=False)
    care = models.CharField(max_length=120)  # 浇水、除草、看支架
    every_days = models.SmallIntegerField()
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(adopter__isnull=False) | ~models.Q(unit=""), name="adoption_is_somebodys"
            ),
            models.CheckConstraint(condition=models.Q(every_days__range=(1, 366)), name="adoption_every"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="adoption_ends_after",
            ),
        ]
        indexes = [models.Index(fields=["community", "adopter", "ended_on"], name="adoption_adopter")]

    def __str__(self) -> str:
        return self.adopter_words

    @property
    def adopter_words(self) -> str:
        """Who looks after them, as everyone may read it."""
        if self.unit or self.adopter is None:
            return self.unit
        return str(self.adopter.name if self.shows_name else self.adopter.masked_name)

    @property
    def adopter_full(self) -> str:
        """Who looks after them, as the office reads it."""
        return " · ".join(filter(None, (self.unit, self.adopter.name if self.adopter else "")))


class Adopted(TenantModel):
    """One tree of an adoption. `next_on`: so many days after its last care, or after the first day."""

    adoption = TenantForeignKey(Adoption, models.PROTECT, related_name="trees")
    green = TenantForeignKey(Green, models.PROTECT, related_name="adopted")
    last_on = models.DateField(null=True)
    next_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["green__kind", "green__number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "green"], condition=models.Q(ended_on__isnull=True), name="green_adopted_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "next_on"], condition=models.Q(ended_on__isnull=True), name="adopted_next"
            )
        ]

    def __str__(self) -> str:
        return str(self.green)

    @property
    def is_late(self) -> bool:
        return self.ended_on is None and self.next_on < clock.today()


def _batch() -> UUID:
    return ids.uuid7()


class Care(TenantModel):
    """One tree was cared for on a day. Taken back it stays, with the reason."""

    adopted = TenantForeignKey(Adopted, models.PROTECT, related_name="cares")
    on = models.DateField()
    what = models.CharField(max_length=120)
    batch = models.UUIDField(default=_batch)  # many trees in one press
    photo = TenantForeignKey(File, models.PROTECT, null=True, related_name="+")
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "adopted", "on"],
                condition=models.Q(taken_back_at__isnull=True),
                name="care_of_a_day_once",
            )
        ]
        indexes = [models.Index(fields=["community", "batch"], name="care_batch")]

    def __str__(self) -> str:
        return self.what


class CareNotice(TenantModel):
    """That care of a tree is overdue was told: once for each due date, whatever the clock does."""

    adopted = TenantForeignKey(Adopted, models.CASCADE, related_name="notices")
    due_on = models.DateField()
    told_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "adopted", "due_on"], name="care_told_once")]
