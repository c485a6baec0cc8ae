"""Words for asking for a space."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class Approval(models.TextChoices):
    """Who says yes to a resident."""

    BY_RULE = "by_rule", _("住户在次数以内自动订下，其余由社区答复")
    BY_WORKER = "by_worker", _("每次都由社区答复")


class AskState(models.TextChoices):
    ASKED = "asked", _("等社区答复")
    WAITING = "waiting", _("排队等着")
    OFFERED = "offered", _("轮到了，等确认")
    GRANTED = "granted", _("订好了")
    REFUSED = "refused", _("没同意")
    WITHDRAWN = "withdrawn", _("自己取消了")
    LAPSED = "lapsed", _("过了时间")


_S = AskState
ASK_MOVES = Moves[AskState](
    {
        _S.ASKED: {_S.GRANTED, _S.REFUSED, _S.WITHDRAWN, _S.LAPSED},
        _S.WAITING: {_S.OFFERED, _S.WITHDRAWN, _S.LAPSED},
        _S.OFFERED: {_S.ASKED, _S.GRANTED, _S.WITHDRAWN, _S.LAPSED},
        _S.GRANTED: {_S.WITHDRAWN, _S.LAPSED},
    }
)
OPEN = (AskState.ASKED, AskState.WAITING, AskState.OFFERED)
