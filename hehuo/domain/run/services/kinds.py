"""Words and moves of prices, free places, orders and complaints."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves
from hehuo.domain.ground.people.kinds import CareKind


class Basis(models.TextChoices):
    """By which rule of its agreement a price is measured."""

    MARKET = "market", _("按市场价")
    COST = "cost", _("按成本价")


class SheetState(models.TextChoices):
    READ = "read", _("等您挑")
    TAKEN = "taken", _("收进来了")
    DROPPED = "dropped", _("没有要")


SHEET_MOVES: Moves[SheetState] = Moves({SheetState.READ: {SheetState.TAKEN, SheetState.DROPPED}})


class FreeGroup(models.TextChoices):
    """Who is free of charge (R-09). All but the last are proven from the roll; the office names the last by hand."""

    ALONE = CareKind.ALONE.value, _("独居老人")
    DISABLED = CareKind.DISABLED.value, _("残疾")
    MIN_ALLOWANCE = CareKind.MIN_ALLOWANCE.value, _("低保")
    EXTREME_POVERTY = CareKind.EXTREME_POVERTY.value, _("特困")
    HARDSHIP_CHILD = CareKind.HARDSHIP_CHILD.value, _("困境儿童")
    AGE_70 = "age_70", _("70 岁以上")
    NAMED = "named", _("社区点名的人")


OLD = 70  # years; 以上 includes the number (Civil Code 1259)
CARES = frozenset(FreeGroup.values) & frozenset(CareKind.values)


class Channel(models.TextChoices):
    PHONE = "phone", _("自己在手机上约")
    DESK = "desk", _("服务台代约")


class OrderState(models.TextChoices):
    ASKED = "asked", _("等合伙人接")
    ACCEPTED = "accepted", _("约好了")
    DONE = "done", _("做完了")
    CANCELLED = "cancelled", _("取消了")


ORDER_MOVES: Moves[OrderState] = Moves(
    {
        OrderState.ASKED: {OrderState.ACCEPTED, OrderState.CANCELLED},
        OrderState.ACCEPTED: {OrderState.ACCEPTED, OrderState.DONE, OrderState.CANCELLED},
    }
)
OPEN = (OrderState.ASKED, OrderState.ACCEPTED)

ACCEPT_WITHIN = timedelta(days=1)
ANSWER_DAYS = 3  # working days in which a complaint is answered
AHEAD = timedelta(days=90)  # an appointment lies no further ahead
MOST = 999  # units of one order
