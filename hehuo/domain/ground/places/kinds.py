"""The levels below a community."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    GRID = "grid", _("网格")
    ESTATE = "estate", _("小区")
    BUILDING = "building", _("楼栋")
    STAIRWELL = "stairwell", _("单元")
    CENTER = "center", _("服务中心")
