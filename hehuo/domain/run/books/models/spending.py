"""What this place asks of a payment, where it asks for something else than the law's default."""

from django.db import models
from django.db.models import Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person


class SpendingRule(TenantModel):
    """A step of a fund's ladder: from this much on, so many prices, an opinion, a decision. Set all at once."""

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="spending_rules")
    from_fen = models.BigIntegerField()
    prices = models.SmallIntegerField()
    asks_opinion = models.BooleanField()
    asks_decision = models.BooleanField()
    set_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["fund", "from_fen"]
        constraints = [
            models.UniqueConstraint(fields=["community", "fund", "from_fen"], name="spending_step_once"),
            models.CheckConstraint(condition=Q(from_fen__gte=0, prices__range=(1, 3)), name="spending_step_in_bounds"),
        ]
