"""A partner's priced services: the resident price beside the market price it was measured by (R-09)."""

from django.db import models
from django.db.models.lookups import LessThanOrEqual

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.people.models import Person


class PriceItem(TenantModel):
    """What one service costs here, with market price, source and date. A change is a new row; the old one ends."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="price_items")
    name = models.CharField(max_length=60)
    audience = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=20)  # 次, 节, 月
    resident_fen = models.BigIntegerField()
    market_fen = models.BigIntegerField(null=True)  # null: free of charge, and nothing to compare with
    limit_percent = models.SmallIntegerField()  # the agreement's rule as it stood when the price was set
    source = models.CharField(max_length=120, blank=True)  # where the market price was seen
    seen_on = models.DateField(null=True)
    free_for = models.CharField(max_length=120, blank=True)  # 低保、特困、残疾、困境儿童、70 岁以上
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True)
    set_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["name", "unit", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "agreement", "name", "unit"],
                condition=models.Q(until_on__isnull=True),
                name="one_price_in_force",
            ),
            models.CheckConstraint(condition=models.Q(resident_fen__gte=0), name="price_not_negative"),
            models.CheckConstraint(
                condition=models.Q(resident_fen=0)
                | models.Q(
                    LessThanOrEqual(models.F("resident_fen") * 100, models.F("market_fen") * models.F("limit_percent")),
                    market_fen__isnull=False,
                    seen_on__isnull=False,
                ),
                name="price_keeps_to_the_rule",
            ),
        ]

    def __str__(self) -> str:
        return self.name
