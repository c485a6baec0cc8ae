"""Words for sessions and for the people in them."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves

DOOR_OPENS = timedelta(minutes=30)  # the door's code works from half an hour before until the end
LATE_AFTER = timedelta(minutes=10)
LAST_CALL = timedelta(days=1)  # before the start, who waits last gets what nobody else wants
PAPER_DAYS = 7  # a paper sign-in sheet may be copied in for a week after the session


class SessionKind(models.TextChoices):
    TRIAL = "trial", _("试课")
    CLASS = "class", _("课程")
    MEETING = "meeting", _("议事")
    FAIR = "fair", _("集市")
    SHIFT = "shift", _("值班")
    CLUB = "club", _("队伍活动")
    CAMP = "camp", _("营和活动")


class SessionState(models.TextChoices):
    PLANNED = "planned", _("报名中")
    HELD = "held", _("已办")
    CANCELLED = "cancelled", _("已取消")


class SignUpState(models.TextChoices):
    SEATED = "seated", _("已报名")
    WAITING = "waiting", _("候补")
    CANCELLED = "cancelled", _("已取消")
    CAME = "came", _("到场")
    ABSENT = "absent", _("没来")


_S = SignUpState
SESSION_MOVES = Moves[SessionState]({SessionState.PLANNED: {SessionState.HELD, SessionState.CANCELLED}})
SIGN_UP_MOVES = Moves[SignUpState](
    {
        _S.SEATED: {_S.CANCELLED, _S.CAME, _S.ABSENT},
        _S.WAITING: {_S.SEATED, _S.CANCELLED, _S.CAME},
        _S.CANCELLED: {_S.SEATED, _S.WAITING, _S.CAME},
        _S.CAME: {_S.SEATED, _S.ABSENT},  # a wrong scan is taken back
        _S.ABSENT: {_S.CAME},  # the paper sheet knew better
    }
)
ON_A_SEAT = frozenset({_S.SEATED, _S.CAME, _S.ABSENT})
