"""Words and moves of voices and needs. Kinds follow how offices sort their visit notes."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class Channel(models.TextChoices):
    """How a voice reached us."""

    PHONE = "phone", _("手机")
    WALL = "wall", _("墙上二维码")
    DOOR = "door", _("上门")
    MEETING = "meeting", _("会上")
    DESK = "desk", _("服务台")
    SURVEY = "survey", _("问卷")


class VoiceState(models.TextChoices):
    TRAY = "tray", _("没分")
    JOINED = "joined", _("归到需求")
    THANKS = "thanks", _("表扬")
    CHAT = "chat", _("闲话")
    WITHDRAWN = "undone", _("收错了，撤回")  # with the whole file it came in


VOICE_MOVES: Moves[VoiceState] = Moves(
    {
        VoiceState.TRAY: {VoiceState.JOINED, VoiceState.THANKS, VoiceState.CHAT, VoiceState.WITHDRAWN},
        VoiceState.JOINED: {VoiceState.TRAY},
        VoiceState.THANKS: {VoiceState.TRAY},
        VoiceState.CHAT: {VoiceState.TRAY},
    }
)


class NeedKind(models.TextChoices):
    HOUSE = "house", _("房屋设施")
    SAFETY = "safety", _("安全")
    HYGIENE = "hygiene", _("环境卫生")
    PARKING = "parking", _("停车通行")
    CHILDREN = "children", _("孩子")
    ELDERS = "elders", _("老人")
    CULTURE = "culture", _("文体")
    WORK = "work", _("就业")
    OTHER = "other", _("其他")


class Layer(models.TextChoices):
    """Who can settle it."""

    BUILDING = "building", _("本栋")
    ESTATE = "estate", _("小区")
    COMMUNITY = "community", _("社区")
    STREET = "street", _("街道")


class Urgency(models.TextChoices):
    CRITICAL = "critical", _("马上办")
    URGENT = "urgent", _("急")
    NORMAL = "normal", _("平常")
    LOW = "low", _("不急")


class Pressing(models.TextChoices):
    """急难愁盼: why a need presses, as offices tag it."""

    ACUTE = "acute", _("急")
    HARD = "hard", _("难")
    WORRY = "worry", _("愁")
    HOPE = "hope", _("盼")


class NeedState(models.TextChoices):
    DRAFT = "draft", _("整理中")
    OPEN = "open", _("已公布")
    UNDERWAY = "underway", _("正在办")
    ANSWERED = "answered", _("办成了")
    DECLINED = "declined", _("办不了，已说明")


NEED_MOVES: Moves[NeedState] = Moves(
    {
        NeedState.DRAFT: {NeedState.OPEN},
        NeedState.OPEN: {NeedState.UNDERWAY, NeedState.ANSWERED, NeedState.DECLINED},
        NeedState.UNDERWAY: {NeedState.ANSWERED, NeedState.DECLINED},
        NeedState.ANSWERED: {NeedState.UNDERWAY},
        NeedState.DECLINED: {NeedState.UNDERWAY},
    }
)
PUBLIC_STATES = (NeedState.OPEN, NeedState.UNDERWAY, NeedState.ANSWERED, NeedState.DECLINED)

RINGS = {NeedState.OPEN: 1, NeedState.UNDERWAY: 2, NeedState.ANSWERED: 6}

# A voice waits this many days for its place in the list; a published need this many for its next word.
SORT_WITHIN_DAYS = 3
ANSWER_WITHIN_DAYS = 15
TELL_WITHIN_DAYS = 5  # an answer reaches the doors of those who are not on the phone
WITHOUT_SIGNAL = timedelta(days=30)  # what was noted longer ago than this is heard when it comes
