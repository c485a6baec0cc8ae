"""What a project is made with: lines of money, gifts without a price on them, and what suppliers ask."""

from django.db import models
from django.db.models import Q

from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.projects.kinds import GiftKind, Source
from hehuo.domain.build.projects.models.projects import Project
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person


class Line(TenantModel):
    """What one thing may cost, and the pot it is to come from; or the homes, each its share."""

    project = TenantForeignKey(Project, models.CASCADE, related_name="lines")
    what = models.CharField(max_length=60)
    fen = models.BigIntegerField()
    source = models.CharField(max_length=6, choices=Source)
    fund = TenantForeignKey(Fund, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="project_line_positive"),
            models.CheckConstraint(
                condition=Q(source=Source.POT, fund__isnull=False) | Q(source=Source.SHARES, fund__isnull=True),
                name="project_line_has_its_pot",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def from_where(self) -> str:
        """The pot's name, or that the homes pay."""
        return self.fund.name if self.fund else str(self.get_source_display())


class Gift(TenantModel):
    """Goods, a garage, hands: given, and never turned into money. A neighbour's name is masked in public."""

    project = TenantForeignKey(Project, models.CASCADE, related_name="gifts")
    kind = models.CharField(max_length=5, choices=GiftKind)
    what = models.CharField(max_length=80)
    unit = models.CharField(max_length=60, blank=True)  # a unit or a firm, by its name
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit="") | Q(person__isnull=True) & ~Q(unit=""),
                name="gift_has_one_giver",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def giver(self) -> str:
        """As everyone may read it."""
        return self.person.masked_name if self.person else self.unit


class Quote(TenantModel):
    """What one supplier would do it for; its paper is kept as a file of the quote."""

    project = TenantForeignKey(Project, models.CASCADE, related_name="quotes")
    supplier = models.CharField(max_length=60)
    partner = TenantForeignKey(Partner, models.PROTECT, null=True, related_name="+")
    total_fen = models.BigIntegerField()
    terms = models.CharField(max_length=200, blank=True)
    is_chosen = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["total_fen", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "project", "supplier"], name="project_quote_once"),
            models.UniqueConstraint(
                fields=["community", "project"], condition=Q(is_chosen=True), name="project_one_quote_chosen"
            ),
            models.CheckConstraint(condition=Q(total_fen__gt=0), name="project_quote_positive"),
            models.CheckConstraint(condition=Q(is_chosen=False) | ~Q(why=""), name="project_quote_chosen_why"),
        ]

    def __str__(self) -> str:
        return self.supplier
