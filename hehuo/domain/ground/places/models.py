"""Places of a community and the homes in them."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.kinds import ChangeKind, HomeKind, HomeUse, PlaceKind


class Place(TenantModel):
    """An estate, building, stairwell, grid or centre. `path` says where it is in words: 育才小区/1栋/2单元."""

    kind = models.CharField(max_length=12, choices=PlaceKind)
    parent = TenantForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=40)
    path = models.CharField(max_length=160)
    is_unmanaged = models.BooleanField(default=False)  # 三无小区: no firm, no owners' committee, no upkeep
    grid = TenantForeignKey("self", models.PROTECT, null=True, related_name="buildings")  # whose beat a building is

    class Meta(TenantModel.Meta):
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["community", "path"], name="place_path_once")]
        indexes = [models.Index(fields=["community", "kind", "path"], name="place_kind")]

    def __str__(self) -> str:
        return self.path.replace("/", " ")


class Home(TenantModel):
    """An exclusive part (套): the unit that owners' votes and levies count. Area in 0.01 m²."""

    estate = TenantForeignKey(Place, models.PROTECT, related_name="homes")
    place = TenantForeignKey(Place, models.PROTECT, related_name="+")  # the stairwell, or the building without one
    room = models.CharField(max_length=20)
    path = models.CharField(max_length=180)
    order = models.CharField(max_length=180)  # the path with numbers padded, so that 2栋 stands before 10栋
    kind = models.CharField(max_length=12, choices=HomeKind, default=HomeKind.RESIDENCE)
    use = models.CharField(max_length=12, choices=HomeUse, default=HomeUse.UNKNOWN, blank=True)
    area_x100 = models.IntegerField(null=True)
    is_fitted_out = models.BooleanField(default=False)  # 装修入住
    note = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True)  # split or joined since: what it became says its change

    class Meta(TenantModel.Meta):
        ordering = ["order"]
        constraints = [
            # A home that stands now; one that was split may have had the same number.
            models.UniqueConstraint(
                fields=["community", "path"],
                condition=models.Q(ended_on__isnull=True),
                name="standing_home_path_once",
            ),
            models.CheckConstraint(
                condition=models.Q(area_x100__isnull=True) | models.Q(area_x100__gt=0),
                name="home_area_positive",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "estate", "order"], name="home_order"),
            models.Index(fields=["community", "path"], name="home_path"),
        ]

    def __str__(self) -> str:
        return self.path.replace("/", " ")

    @property
    def short(self) -> str:
        """As printed on labels, without the estate: 3-2-502."""
        return "-".join(addresses.number_of(part) for part in self.path.split("/")[1:])  # an estate's path is its name


class HomeChange(TenantModel):
    """Homes became other homes on a day. Nothing is rewritten: those before have ended, those after stand."""

    kind = models.CharField(max_length=8, choices=ChangeKind)
    on = models.DateField()
    why = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True)
    # Ids of the ownerships that ended with it: its reversal opens them again.
    closed = models.JSONField(default=list)

    class Meta(TenantModel.Meta):
        ordering = ["made_at", "id"]


class ChangedHome(TenantModel):
    """A home that a change ended (before) or brought (after)."""

    change = TenantForeignKey(HomeChange, models.PROTECT, related_name="homes")
    home = TenantForeignKey(Home, models.PROTECT, related_name="changed")
    is_after = models.BooleanField()

    class Meta(TenantModel.Meta):
        ordering = ["home__order"]
        constraints = [models.UniqueConstraint(fields=["community", "change", "home"], name="changed_home_once")]
