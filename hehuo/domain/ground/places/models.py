"""Places of a community and the homes in them."""

from django.db import models

from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.places.kinds import PlaceKind


class Place(TenantModel):
    """An estate, building, stairwell, grid or centre. `path` says where it is in words: 育才小区/1栋/2单元."""

    kind = models.CharField(max_length=12, choices=PlaceKind)
    parent = TenantForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=40)
    path = models.CharField(max_length=160)
    is_unmanaged = models.BooleanField(default=False)  # 三无小区: no firm, no owners' committee, no upkeep

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
    area_x100 = models.IntegerField(null=True)
    is_fitted_out = models.BooleanField(default=False)  # 装修入住
    note = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["community", "path"], name="home_path_once"),
            models.CheckConstraint(
                condition=models.Q(area_x100__isnull=True) | models.Q(area_x100__gt=0),
                name="home_area_positive",
            ),
        ]
        indexes = [models.Index(fields=["community", "estate", "order"], name="home_order")]

    def __str__(self) -> str:
        return self.path.replace("/", " ")
