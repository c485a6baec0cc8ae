"""Errands: one helper acts for one person for at most half an hour; and who wants none."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.errands.kinds import LASTS, Consent
from hehuo.domain.ground.people.models import Person


class Errand(TenantModel):
    """A helper acts for a person, for a reason, with their consent, from a moment to a moment."""

    person = TenantForeignKey(Person, models.PROTECT, related_name="errands")
    helper = TenantForeignKey(Person, models.PROTECT, related_name="+")
    consent = models.CharField(max_length=10, choices=Consent)
    reason = models.CharField(max_length=200)
    began_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=~models.Q(helper=models.F("person")), name="errand_of_two"),
        ]
        indexes = [models.Index(fields=["community", "person", "began_at"], name="errand_person")]

    @property
    def ends_at(self) -> datetime:
        """When it ends by itself."""
        return self.began_at + LASTS

    @property
    def is_open(self) -> bool:
        """Whether the helper may still act."""
        return self.ended_at is None and self.ends_at > clock.now()

    @property
    def minutes_left(self) -> int:
        """Whole minutes until it ends by itself, at least one while it is open."""
        return max(1, int((self.ends_at - clock.now()).total_seconds() // 60))

    def __str__(self) -> str:
        return _("%(helper)s替%(name)s办事") % {"helper": self.helper.name, "name": self.person.name}


class Helper(TenantModel):
    """Somebody a person chose to act for them who lives elsewhere: a child, a friend; until either ends it."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="helpers")
    helper = TenantForeignKey(Person, models.CASCADE, related_name="helped")
    relation = models.CharField(max_length=20)
    consent = models.CharField(max_length=10, choices=Consent, blank=True)  # empty where the person chose themselves
    named_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=~models.Q(helper=models.F("person")), name="helper_of_another"),
            models.UniqueConstraint(
                fields=["community", "person", "helper"],
                condition=models.Q(ended_at__isnull=True),
                name="helper_named_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.helper.name)


class NoErrands(TenantModel):
    """A person wants nobody to act for them."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    since_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "person"], name="no_errands_once")]
