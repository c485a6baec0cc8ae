"""Words and moves of prices, free places, orders and complaints."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class Basis(models.TextChoices):
    """By which rule of its agreement a price is measured."""

    MARKET = "market", _("按市场价")
    COST = "cost", _("按成本价")


class SheetState(models.TextChoices):
    READ = "read", _("等您挑")
    TAKEN = "taken", _("收进来了")
    DROPPED = "dropped", _("没有要")


SHEET_MOVES: Moves[SheetState] = Moves({SheetState.READ: {SheetState.TAKEN, SheetState.DROPPED}})


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
NAMES_STAY = timedelta(days=30)  # how long a partner sees for whom it worked
MOST = 999  # units of one order
