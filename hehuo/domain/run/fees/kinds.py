"""How a fee is reckoned, and how far a period has come: data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class FeeBase(models.TextChoices):
    BY_AREA = "area", _("按面积，每平方米每月")
    PER_HOME = "home", _("按户，每户每月")


class PeriodState(models.TextChoices):
    DRAFT = "draft", _("还没送审")
    ASKED = "asked", _("等审批")
    OPEN = "open", _("正在收")


_S = PeriodState
PERIOD_MOVES: Moves[PeriodState] = Moves({_S.DRAFT: {_S.ASKED}, _S.ASKED: {_S.OPEN, _S.DRAFT}})
MONTHS = 36  # the longest period
