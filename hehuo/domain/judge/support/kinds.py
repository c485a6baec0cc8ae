"""What support there is, in which unit, and the way from asked to granted (domain facts 1.1, place A)."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class Kind(models.TextChoices):
    VENUE = "venue", _("场地")
    RESOURCES = "resources", _("资源")
    INFORMATION = "information", _("信息")
    PUBLICITY = "publicity", _("媒体推介")


UNITS: dict[Kind, Promise] = {
    Kind.VENUE: _("小时"), Kind.RESOURCES: _("份"), Kind.INFORMATION: _("条"), Kind.PUBLICITY: _("次")
}  # fmt: skip


class GrantState(models.TextChoices):
    ASKED = "asked", _("等书记批")
    GRANTED = "granted", _("批了")
    DECLINED = "declined", _("没批")


GRANT_MOVES: Moves[GrantState] = Moves({GrantState.ASKED: {GrantState.GRANTED, GrantState.DECLINED}})

LEAST_STARS = 3  # where the office has set nothing else
