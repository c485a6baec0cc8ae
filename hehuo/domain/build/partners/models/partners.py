"""Partners and the categories a community sorts them into."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.core.db.sealed import WithPhone
from hehuo.domain.build.partners.kinds import CLOSE_TO_MINORS, Contribution, Party, ServiceField, Way
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person


class Category(TenantModel):
    """A kind of partner as this community names it (R-02)."""

    name = models.CharField(max_length=20)
    party = models.CharField(max_length=12, choices=Party)
    order = models.SmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="category_name_once")]

    def __str__(self) -> str:
        return self.name


class Partner(WithPhone, TenantModel):
    """One who comes to help for years. The contact is a person of the community and holds the role of a partner."""

    name = models.CharField(max_length=80)
    category = TenantForeignKey(Category, models.PROTECT, related_name="partners")
    credit_code = models.CharField(max_length=18, blank=True)
    service_field = models.CharField(max_length=10, choices=ServiceField, default=ServiceField.OTHER)
    profile = models.TextField(blank=True)
    ways = models.JSONField(default=list)  # of Way
    contributions = models.JSONField(default=list)  # of Contribution
    contact = TenantForeignKey(Person, models.PROTECT, related_name="partners")
    shows_phone = models.BooleanField(default=False)  # agreed to have it on the public page
    photo = TenantForeignKey(File, models.PROTECT, null=True, related_name="+")  # everyone's once the office saw it
    photo_alt = models.CharField(max_length=60, blank=True)  # what it shows, for those who do not see it
    banned_until = models.DateField(null=True)  # after an expulsion; screening sees it
    banned_why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "credit_code"],
                condition=~models.Q(credit_code=""),
                name="partner_credit_code_once",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "name", "id"], name="partner_by_name"),
            models.Index(fields=["community", "phone_hash"], name="partner_phone"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_banned(self) -> bool:
        """Whether it was expelled and may not come back yet."""
        return self.banned_until is not None and self.banned_until >= clock.today()

    @property
    def is_close_to_minors(self) -> bool:
        """Whether its very field brings everyone who works for it close to minors."""
        return self.service_field in CLOSE_TO_MINORS

    @property
    def way_words(self) -> list[str]:
        """The ways of working, in words."""
        return [str(Way(way).label) for way in self.ways]

    @property
    def contribution_words(self) -> list[str]:
        """What the partner brings, in words."""
        return [str(Contribution(kind).label) for kind in self.contributions]
