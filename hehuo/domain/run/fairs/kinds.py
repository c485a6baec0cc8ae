"""Words for stalls and counts; and the twelve kinds of service a fair begins with, with what else they are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves

MOST_AT_ONCE = 2_000  # person-times of a stall and a day: more is a slip of the hand
FIX_DAYS = 30  # how long a figure may be put right after the day


class StallState(models.TextChoices):
    ASKED = "asked", _("等答复")
    APPROVED = "approved", _("定了")
    DECLINED = "declined", _("这次不设")
    WITHDRAWN = "withdrawn", _("撤了")
    AWAY = "away", _("当天没来")


_S = StallState
STALL_MOVES = Moves[StallState](
    {
        _S.ASKED: {_S.APPROVED, _S.DECLINED, _S.WITHDRAWN},
        _S.APPROVED: {_S.WITHDRAWN, _S.AWAY},
        _S.DECLINED: {_S.APPROVED},
        _S.WITHDRAWN: {_S.ASKED, _S.APPROVED, _S.AWAY},  # asked again; a list taken in again
        _S.AWAY: {_S.APPROVED, _S.WITHDRAWN},
    }
)
STANDING = (StallState.APPROVED, StallState.AWAY)


class CountHow(models.TextChoices):
    TAP = "tap", _("摊上点的")
    NOTE = "note", _("收摊时记的")
    FIX = "fix", _("更正")
    PAPER = "paper", _("照登记表收的")


# name → what else offices write for it; a part of a word is enough.
BEGINNING: dict[str, tuple[str, ...]] = {
    "义剪理发": ("理发", "义剪", "剪发", "剪头发"),
    "家电维修": ("家电", "电器", "小家电"),
    "缝补改衣": ("缝补", "缝纫", "改衣", "裁缝", "织补", "改裤", "补衣"),
    "配钥匙": ("钥匙", "配匙", "开锁"),
    "磨刀修伞": ("磨刀", "磨剪", "修伞"),
    "手机贴膜": ("贴膜", "手机"),
    "血压血糖检测": ("血压", "血糖"),
    "中医义诊": ("中医", "义诊", "把脉", "诊脉"),
    "心理咨询": ("心理",),
    "法律咨询": ("法律", "普法", "律师"),
    "政策宣传": ("政策",),
    "旧物置换": ("旧物", "置换", "以物换物", "换物", "跳蚤"),
}
