"""The levels below a community, and what a home is and is used for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    GRID = "grid", _("网格")
    ESTATE = "estate", _("小区")
    BUILDING = "building", _("楼栋")
    STAIRWELL = "stairwell", _("单元")
    CENTER = "center", _("服务中心")


class HomeKind(models.TextChoices):
    """What a home is in the land register: owners' votes and levies may count some kinds only."""

    RESIDENCE = "residence", _("住宅")
    SHOP = "shop", _("商铺")
    OFFICE = "office", _("办公")
    GARAGE = "garage", _("车库")
    STORE = "store", _("储藏间")
    OTHER = "other", _("其他")


class HomeUse(models.TextChoices):
    """How a home is used today, as far as somebody has said."""

    UNKNOWN = "", _("没有登记")
    OWN = "own", _("自己住")
    LET = "let", _("出租")
    BUSINESS = "business", _("经营")
    VACANT = "vacant", _("空置")


class ChangeKind(models.TextChoices):
    """How homes became other homes."""

    SPLIT = "split", _("拆分")
    JOIN = "join", _("合并")
