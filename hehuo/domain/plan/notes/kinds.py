"""States of a file of visit notes, what its lines are, and what a person should look at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves

LINES_LIMIT = 5_000  # a book of visits has hundreds
VOICES_LIMIT = 1_000  # taken in at once, in one transaction
LINE_LIMIT = 2_000  # letters of one line: as many as a voice may have


class NotesState(models.TextChoices):
    LOOKING = "looking", _("待核对")
    TAKEN = "taken", _("已收入")
    UNDONE = "undone", _("已撤回")
    DROPPED = "dropped", _("没有收入")


_S = NotesState
NOTES_MOVES = Moves[NotesState]({_S.LOOKING: {_S.TAKEN, _S.DROPPED}, _S.TAKEN: {_S.UNDONE}})


class PassageKind(models.TextChoices):
    """What a part of a line is. Only a voice is taken in; the rest stays beside it, with its number."""

    VOICE = "voice", _("一条声音")
    JOINED = "joined", _("接在上一条后面")
    NOBODY = "nobody", _("没谈成")  # nobody at home, nobody spoke
    HEADING = "heading", _("题头、日期")
    REMARK = "remark", _("抄写人的话")
    BLANK = "blank", _("空行")
    UNCLEAR = "unclear", _("没看懂")
    LEFT = "left", _("看过，不是声音")  # a person said so


class Doubt(models.TextChoices):
    """What the reading is not sure of, for a person to look at."""

    NO_HOME = "no_home", _("没读出门牌")
    NO_SPEAKER = "no_speaker", _("没读出是谁说的")
    NO_DAY = "no_day", _("没读出日期")
    TWICE = "twice", _("同一户、同一句，前面写过")
    SEVERAL = "several", _("一行里分出了几件事")
    CARRIED = "carried", _("这一行没有名字，算上一行的人说的")
    UNCLEAR = "unclear", _("没看懂这一行")
