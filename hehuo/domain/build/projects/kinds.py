"""States of a project, where its money is to come from, what is given to it, its diary, and what people say later."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class ProjectState(models.TextChoices):
    PLANNED = "planned", _("在计划")
    ASKED = "asked", _("等审批")
    AGREED = "agreed", _("定了，等开工")
    UNDERWAY = "underway", _("在办")
    ACCEPTED = "accepted", _("居民验收了")
    UPKEEP = "upkeep", _("在养护")
    CLOSED = "closed", _("办完了")
    STOPPED = "stopped", _("停了")


_S = ProjectState
MOVES: Moves[ProjectState] = Moves(
    {
        _S.PLANNED: {_S.ASKED, _S.AGREED, _S.STOPPED},
        _S.ASKED: {_S.AGREED, _S.PLANNED, _S.STOPPED},
        _S.AGREED: {_S.UNDERWAY, _S.STOPPED},
        _S.UNDERWAY: {_S.ACCEPTED, _S.STOPPED},
        _S.ACCEPTED: {_S.UPKEEP, _S.CLOSED, _S.STOPPED},
        _S.UPKEEP: {_S.CLOSED, _S.STOPPED},
    }
)
ENDED = (_S.CLOSED, _S.STOPPED)
STANDING = (_S.ACCEPTED, _S.UPKEEP, _S.CLOSED)  # built: residents said that it is good


class Source(models.TextChoices):
    """Where the money of a line is to come from; what is given without money is no line (`Gift`)."""

    POT = "pot", _("资金")
    SHARES = "shares", _("各户分摊")


class GiftKind(models.TextChoices):
    GOODS = "goods", _("东西")
    ROOM = "room", _("地方")
    HANDS = "hands", _("人手")
    SKILL = "skill", _("手艺")


class StepKind(models.TextChoices):
    TASK = "task", _("要办的事")
    MILESTONE = "milestone", _("节点")


class Phase(models.TextChoices):
    """Which of the pictures an entry of the diary belongs to."""

    BEFORE = "before", _("办以前")
    DURING = "during", _("正在办")
    AFTER = "after", _("办好了")


class Answer(models.TextChoices):
    """What somebody says four weeks later, asked whether it was really fixed."""

    BETTER = "better", _("好了")
    SAME = "same", _("没变")
    WORSE = "worse", _("更差了")


NOT_FIXED = (Answer.SAME, Answer.WORSE)

WITNESSES = 3  # residents who take part in an acceptance, at least
ASK_AFTER = timedelta(days=28)
ASK_WITHIN = timedelta(days=7)
APPROVE_WITHIN = timedelta(days=3)
TEND_BEFORE = timedelta(days=14)  # so long before its day an upkeep is somebody's turn
QUOTES = 3
PHOTOS = 9  # what a phone sends at once


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
