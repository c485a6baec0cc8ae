"""Kinds of resource, on what terms and for whom it is given, states and moves; trees and plots."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves
from hehuo.domain.ground.people.kinds import CareKind


class Kind(models.TextChoices):
    ROOM = "room", _("场地")
    SKILL = "skill", _("技能")
    GOODS = "goods", _("物资")
    JOB = "job", _("岗位")
    PLOT = "plot", _("地块")
    TREE = "tree", _("树木")
    MONEY = "money", _("资金")
    NEWS = "news", _("信息")


class Terms(models.TextChoices):
    """What is asked for it."""

    FREE = "free", _("免费")
    LOW_FEE = "low_fee", _("低价")
    EXCHANGE = "exchange", _("换别的")


class Group(models.TextChoices):
    """For whom it is meant; without any, for everyone. The words are those of the roll and of free services."""

    ALONE = CareKind.ALONE.value, _("独居老人")
    DISABLED = CareKind.DISABLED.value, _("残疾")
    MIN_ALLOWANCE = CareKind.MIN_ALLOWANCE.value, _("低保")
    EXTREME_POVERTY = CareKind.EXTREME_POVERTY.value, _("特困")
    HARDSHIP_CHILD = CareKind.HARDSHIP_CHILD.value, _("困境儿童")
    AGE_70 = "age_70", _("70 岁以上")


class Channel(models.TextChoices):
    """How the office came to know of it."""

    PHONE = "phone", _("自己在手机上填")
    CALL = "call", _("打电话说的")
    VISIT = "visit", _("上门问到的")
    DESK = "desk", _("服务台登记")


class State(models.TextChoices):
    OFFERED = "offered", _("等社区看")
    LISTED = "listed", _("在清单上")
    REFUSED = "refused", _("没有收进清单")
    PAUSED = "paused", _("先停一停")
    TAKEN_BACK = "taken_back", _("收回了")
    ENDED = "ended", _("结束了")


_S = State
MOVES: Moves[State] = Moves(
    {
        _S.OFFERED: {_S.LISTED, _S.REFUSED, _S.TAKEN_BACK},
        _S.REFUSED: {_S.OFFERED, _S.LISTED, _S.TAKEN_BACK},
        _S.LISTED: {_S.OFFERED, _S.PAUSED, _S.TAKEN_BACK, _S.ENDED},
        _S.PAUSED: {_S.OFFERED, _S.LISTED, _S.TAKEN_BACK, _S.ENDED},
        _S.ENDED: {_S.LISTED},
    }
)
OPEN = (State.OFFERED, State.REFUSED, State.LISTED, State.PAUSED)  # words of these may still be changed

WEEK = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))


class GreenKind(models.TextChoices):
    TREE = "tree", _("树")
    PLOT = "plot", _("地")


LOOK_WITHIN = timedelta(days=3)  # in which an offer is confirmed or refused
REMIND_BEFORE = timedelta(days=30)  # giver and worker hear of the last day
CARE_WITHIN = timedelta(days=3)  # after it was told that care is overdue
SEE_TO_WITHIN = timedelta(days=7)
AT_ONCE = 300  # trees planted, adopted or cared for in one go
