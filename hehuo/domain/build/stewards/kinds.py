"""Words of the rota and of help, and within how many working days help is answered."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class Period(models.TextChoices):
    """How long one steward is on turn."""

    WEEK = "week", _("一周一轮")
    MONTH = "month", _("一月一轮")


class Urgency(models.TextChoices):
    URGENT = "urgent", _("急，今明两天")
    SOON = "soon", _("三天里")
    ORDINARY = "ordinary", _("不急，一周里")


class HelpState(models.TextChoices):
    ASKED = "asked", _("等管家接")
    TAKEN = "taken", _("在办")
    SOLVED = "solved", _("办好了，等您说成不成")
    CONFIRMED = "confirmed", _("解决了")
    WITHDRAWN = "withdrawn", _("不用了")


_S = HelpState
HELP_MOVES: Moves[HelpState] = Moves(
    {
        _S.ASKED: {_S.TAKEN, _S.WITHDRAWN},
        _S.TAKEN: {_S.SOLVED, _S.WITHDRAWN},
        _S.SOLVED: {_S.CONFIRMED, _S.TAKEN},  # the partner says it was not solved
    }
)
OPEN = (_S.ASKED, _S.TAKEN)
DONE = (_S.SOLVED, _S.CONFIRMED)

# Working days until help is answered. No law sets them: a habit of offices (domain facts 1.1: stewards of place A).
DAYS: dict[Urgency, int] = {Urgency.URGENT: 1, Urgency.SOON: 3, Urgency.ORDINARY: 5}
VISIT_EVERY = timedelta(days=30)  # a habit of offices too, where the last visit names no other day
