"""States of turnovers, requests and months, and the limits of the month: data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.ground.funds.kinds import Source


class TurnoverState(models.TextChoices):
    DECLARED = "declared", _("已申报")
    CONFIRMED = "confirmed", _("合伙人已确认")
    REQUESTED = "requested", _("待审批")
    APPROVED = "approved", _("已审批")


TURNOVER_MOVES: Moves[TurnoverState] = Moves(
    {
        TurnoverState.DECLARED: {TurnoverState.CONFIRMED},
        TurnoverState.CONFIRMED: {TurnoverState.REQUESTED, TurnoverState.DECLARED},
        TurnoverState.REQUESTED: {TurnoverState.APPROVED, TurnoverState.DECLARED},
    }
)


class RequestKind(models.TextChoices):
    """What is asked for."""

    RECEIPT = "in", _("入账")
    EXPENSE = "out", _("付款")
    SERVICE = "service", _("购买服务")
    CLAIM = "claim", _("垫付报销")


class RequestState(models.TextChoices):
    ASKED = "asked", _("待审批")
    RETURNED = "returned", _("退回待改")
    APPROVED = "approved", _("待收付")
    DONE = "done", _("已入账")
    REFUSED = "refused", _("没有批准")
    WITHDRAWN = "withdrawn", _("已撤回")


_R = RequestState
REQUEST_MOVES: Moves[RequestState] = Moves(
    {
        _R.ASKED: {_R.APPROVED, _R.RETURNED, _R.REFUSED, _R.WITHDRAWN},
        _R.RETURNED: {_R.ASKED, _R.WITHDRAWN},
        _R.APPROVED: {_R.DONE, _R.RETURNED},
    }
)
OPEN_REQUESTS = frozenset({_R.ASKED, _R.RETURNED, _R.APPROVED})  # it may still come to money


class MonthState(models.TextChoices):
    DRAFT = "draft", _("未结账")
    CLOSED = "closed", _("已结账")
    POSTED = "posted", _("已公示")


MONTH_MOVES: Moves[MonthState] = Moves({MonthState.DRAFT: {MonthState.CLOSED}, MonthState.CLOSED: {MonthState.POSTED}})


class BudgetState(models.TextChoices):
    ASKED = "asked", _("待审批")
    APPROVED = "approved", _("已审批")
    RETURNED = "returned", _("已退回")


BUDGET_MOVES: Moves[BudgetState] = Moves({BudgetState.ASKED: {BudgetState.APPROVED, BudgetState.RETURNED}})


class OpinionKind(models.TextChoices):
    """What a supervisor says of a month."""

    AGREES = "agrees", _("没有意见")
    QUESTIONS = "questions", _("有疑问")


# What a share is in the books. A share in free services is counted in services, never in money.
SHARE_SOURCES: dict[ShareNature, Source] = {
    ShareNature.DONATION: Source.SHARE,
    ShareNature.VENUE_FEE: Source.VENUE,
}

DUE_DAYS = 10  # from the approval to the day on which a share is due
CLOSE_BY_DAY = 10  # of the next month
POSTING_DAYS = 15  # 城市居民委员会组织法 34: affairs are posted for at least fifteen days
