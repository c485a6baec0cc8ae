"""Who works for a partner, and that the record of each was asked for (未成年人保护法 62)."""

from datetime import date

from django.db import models

from hehuo.core import clock, masks
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.core.db.sealed import WithPhone
from hehuo.domain.build.partners.models.partners import Partner
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person


class Staff(WithPhone, TenantModel):
    """Somebody who works for a partner here, from a day to a day. `person` where they are known to the community."""

    partner = TenantForeignKey(Partner, models.PROTECT, related_name="staff")
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    with_minors = models.BooleanField(default=False)
    is_named = models.BooleanField(default=False)  # agreed to stand on the public page with their name
    since_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True)
    added_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["since_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("since_on")),
                name="staff_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["community", "partner", "until_on"], name="staff_of_partner")]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_name(self) -> str:
        return masks.name(self.name)

    @property
    def needs_check(self) -> bool:
        """Whether nobody does this work without a look into the records, at the start and every year."""
        return self.with_minors or self.partner.is_close_to_minors

    @property
    def good_until(self) -> date | None:
        """The day on which the latest check runs out; read many at once, checks come with them."""
        return max((each.good_until for each in self.checks.all()), default=None)

    @property
    def stands(self) -> bool:
        """Whether nothing keeps them from the work today."""
        return not self.needs_check or (self.good_until is not None and self.good_until >= clock.today())

    def works_on(self, day: date) -> bool:
        """Whether they work here on a day."""
        return self.since_on <= day and (self.until_on is None or self.until_on >= day)


class RecordsCheck(TenantModel):
    """The records were asked and nothing stood in them; good for a year. Where something stands, nothing is kept."""

    staff = TenantForeignKey(Staff, models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    good_until = models.DateField()
    evidence = models.CharField(max_length=100)  # number of the certificate, who issued it
    file = TenantForeignKey(File, models.PROTECT, null=True, related_name="+")
    checked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["-good_until", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(good_until__gt=models.F("checked_on")), name="check_good_for_some_days"
            ),
        ]
        indexes = [models.Index(fields=["community", "staff", "good_until"], name="check_expiry")]

    def holds_on(self, day: date) -> bool:
        """Whether it is good on a day."""
        return self.checked_on <= day <= self.good_until
