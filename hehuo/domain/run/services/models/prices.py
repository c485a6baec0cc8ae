"""A partner's priced services: the resident price beside the market price it was measured by (R-09)."""

from django.db import models
from django.db.models.lookups import LessThanOrEqual

from hehuo.core import clock, ratios
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.services.kinds import SHEET_MOVES, Basis, SheetState


class CostClause(TenantModel):
    """Where a signed agreement says that what is marked so is done at cost: quoted by the office, never the partner."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="cost_clauses")
    words = models.CharField(max_length=200)
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_on = models.DateField(default=clock.today)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "agreement"], name="one_cost_clause")]

    def __str__(self) -> str:
        return self.words


class PriceSheet(TenantModel):
    """A partner's price list as it was read. Nothing of it is a price until somebody takes it, whole or by lines."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="price_sheets")
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    seen_on = models.DateField()  # of market prices whose line says no day of its own
    lines = models.JSONField()  # of papers.PriceLine
    remarks = models.JSONField(default=list)  # what stands around the table
    state = models.CharField(max_length=8, choices=SheetState, default=SheetState.READ)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    taken_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["community", "agreement", "-made_at"], name="price_sheet_latest")]

    def __str__(self) -> str:
        return self.file_name

    def move_to(self, state: SheetState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        SHEET_MOVES.check(SheetState(self.state), state)
        self.state = state


class PriceItem(TenantModel):
    """What one service costs here, with market price, source and date. A change is a new row; the old one ends."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="price_items")
    group = models.CharField(max_length=20, blank=True)  # 管道疏通, 水电管线: as the list heads it
    name = models.CharField(max_length=60)
    audience = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=20)  # 次, 节, 月
    resident_fen = models.BigIntegerField()
    market_fen = models.BigIntegerField(null=True)  # null: free of charge, and nothing to compare with
    basis = models.CharField(max_length=6, choices=Basis, default=Basis.MARKET)
    cost_fen = models.BigIntegerField(null=True)  # of what is done at cost
    limit_percent = models.SmallIntegerField()  # the agreement's rule as it stood when the price was set
    source = models.CharField(max_length=120, blank=True)  # where the market price was seen
    seen_on = models.DateField(null=True)
    free_for = models.CharField(max_length=120, blank=True)  # 低保、特困、残疾、困境儿童、70 岁以上
    note = models.CharField(max_length=80, blank=True)  # 材料另计, 含人工
    sheet = TenantForeignKey(PriceSheet, models.PROTECT, null=True, related_name="items")
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
                    basis=Basis.MARKET,
                    market_fen__isnull=False,
                    seen_on__isnull=False,
                )
                | models.Q(
                    basis=Basis.COST,
                    cost_fen__isnull=False,
                    cost_fen__gte=models.F("resident_fen"),
                    market_fen__gte=models.F("resident_fen"),
                    market_fen__isnull=False,
                    seen_on__isnull=False,
                ),
                name="price_keeps_to_the_rule",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent_of_market(self) -> str:
        """`49.2`: what a resident pays of the market price; empty where there is nothing to compare with."""
        if not self.market_fen:
            return ""
        tenths = ratios.tenths(self.resident_fen, self.market_fen)
        return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
