"""What is posted, for how long at least, and by which article."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hehuo.core.states import Moves


class PostingKind(models.TextChoices):
    AFFAIRS = "affairs", _("居务公开")
    ACCOUNT = "account", _("收支公示")
    PARTNER = "partner", _("合伙人公示")
    RECRUITMENT = "recruitment", _("招募公告")
    HONOUR = "honour", _("评先评星")
    AID = "aid", _("补助帮扶")
    NOTICE = "notice", _("通知")


@dataclass(frozen=True, slots=True)
class Term:
    """The shortest period of a kind, and where it stands written."""

    days: int
    in_working_days: bool
    article: str


TERMS: dict[PostingKind, Term] = {
    PostingKind.AFFAIRS: Term(15, False, gettext_noop("城市居民委员会组织法第三十四条")),
    PostingKind.ACCOUNT: Term(15, False, gettext_noop("城市居民委员会组织法第三十四条")),
    PostingKind.PARTNER: Term(5, True, gettext_noop("合伙人准入办法")),
    PostingKind.RECRUITMENT: Term(1, False, gettext_noop("招募公告自定")),
    PostingKind.HONOUR: Term(5, True, gettext_noop("评先评优公示规定")),
    PostingKind.AID: Term(7, False, gettext_noop("社会救助公示规定")),
    PostingKind.NOTICE: Term(1, False, gettext_noop("社区自定")),
}


class PostingState(models.TextChoices):
    UP = "up", _("正在公示")
    OVER = "over", _("公示期满")
    WITHDRAWN = "withdrawn", _("已撤下")


POSTING_MOVES: Moves[PostingState] = Moves(
    {
        PostingState.UP: {PostingState.OVER, PostingState.WITHDRAWN},
        PostingState.OVER: {PostingState.WITHDRAWN},
    }
)

# Working days within which the office answers.
ANSWER_OBJECTION_WITHIN = 5
ANSWER_QUESTION_WITHIN = 3
HANG_WITHIN = 1  # the printed twin goes on the board the next working day
TEXT_LIMIT = 500
