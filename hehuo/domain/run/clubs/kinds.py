"""Words and moves of clubs; what a club's rule says where it says nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class WishState(models.TextChoices):
    """How far somebody's wish to join has come."""

    ASKED = "asked", _("等队长答应")
    TAKEN = "taken", _("入队了")
    REFUSED = "refused", _("没有收")
    WITHDRAWN = "withdrawn", _("自己撤了")


_S = WishState
WISH_MOVES: Moves[WishState] = Moves({_S.ASKED: {_S.TAKEN, _S.REFUSED, _S.WITHDRAWN}})


class EventKind(models.TextChoices):
    """What a club does together."""

    REHEARSAL = "rehearsal", _("排练")
    SHOW = "show", _("演出")
    CHARITY = "charity", _("公益演出")
    CONTEST = "contest", _("比赛")
    OUTING = "outing", _("活动")


ANSWER_DAYS = 5  # working days in which a leader answers who wants to join
YES_PERCENT = 67  # of the members must say yes before a cost is shared; each club sets its own
LONGEST = 60  # rehearsals in one go
