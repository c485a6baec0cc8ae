"""How a cost is shared, how far a levy has come, and why a home need not pay: data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class Base(models.TextChoices):
    PER_HOME = "home", _("按户，每户一样多")
    BY_AREA = "area", _("按面积，每平方米一样多")


class LevyState(models.TextChoices):
    DRAFT = "draft", _("在商量")
    ASKED = "asked", _("等审批")
    COLLECTING = "collecting", _("正在收")
    CLOSED = "closed", _("收完了")
    SETTLED = "settled", _("余款定了")
    DROPPED = "dropped", _("不办了")


_S = LevyState
LEVY_MOVES: Moves[LevyState] = Moves(
    {
        _S.DRAFT: {_S.ASKED, _S.DROPPED},
        _S.ASKED: {_S.COLLECTING, _S.DRAFT},
        _S.COLLECTING: {_S.CLOSED},
        _S.CLOSED: {_S.SETTLED},
    }
)
BEGUN = (_S.COLLECTING, _S.CLOSED, _S.SETTLED)


class Excuse(models.TextChoices):
    """Why a home of the base is not asked to pay. Known to the office, told to nobody else."""

    EMPTY = "empty", _("没有装修入住")
    HARDSHIP = "hardship", _("家里困难")
    OTHER = "other", _("其他")


class Surplus(models.TextChoices):
    NOTHING = "nothing", _("没有余款")
    RETURN = "return", _("退给各户")
    KEEP = "keep", _("留着，还用在这件事上")


QUOTES_FROM_FEN = 300_000  # from 3,000 yuan on three quotes are asked for, below one; an office's habit, R-26
QUOTES_MANY, QUOTES_FEW = 3, 1
RETURNED = _("退还户筹余款")
