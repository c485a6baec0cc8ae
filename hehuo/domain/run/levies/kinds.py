"""How a cost is shared, how far a levy has come, and why a home need not pay: data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves
from hehuo.domain.ground.funds.kinds import FundNature


class Base(models.TextChoices):
    PER_HOME = "home", _("按户，每户一样多")
    BY_AREA = "area", _("按面积，每平方米一样多")
    PER_MEMBER = "each", _("按人，愿意出的队员每人一样多")


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
    RETURN = "return", _("退给交了钱的")
    KEEP = "keep", _("留着，还用在这件事上")
    MOVE = "move", _("拨到另一个资金")


class MoveState(models.TextChoices):
    """How far what is left has come on its way to another pot."""

    ASKED = "asked", _("等审批")
    APPROVED = "approved", _("批了，等报账员拨")
    DONE = "done", _("拨过去了")
    RETURNED = "returned", _("退回了")


_M = MoveState
SURPLUS_STEPS: Moves[MoveState] = Moves({_M.ASKED: {_M.APPROVED, _M.RETURNED}, _M.APPROVED: {_M.DONE, _M.RETURNED}})
OPEN_MOVES = (_M.ASKED, _M.APPROVED)
# What homes paid stays with those who live or own there. Public money is kept apart (Organic Law, articles 34 and 42),
# and a charity's mirror takes only what the charity itself received.
TAKES_SURPLUS = frozenset({FundNature.LEVY, FundNature.COMMON, FundNature.FEES, FundNature.HELD})


class ExtensionState(models.TextChoices):
    ASKED = "asked", _("等审批")
    GRANTED = "granted", _("同意了")
    RETURNED = "returned", _("没有同意")


_E = ExtensionState
EXTENSION_MOVES: Moves[ExtensionState] = Moves({_E.ASKED: {_E.GRANTED, _E.RETURNED}})


QUOTES_FROM_FEN = 300_000  # from 3,000 yuan on three quotes are asked for, below one; an office's habit, R-26
QUOTES_MANY, QUOTES_FEW = 3, 1
RETURNED = _("退还户筹余款")
MOVED_ON = _("%s：余款")
