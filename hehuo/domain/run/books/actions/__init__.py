"""What is done with turnovers, requests and months, by noun."""

from hehuo.domain.run.books.actions.months import close_month, draft_month, post_month
from hehuo.domain.run.books.actions.opinions import give_opinion
from hehuo.domain.run.books.actions.requests import approve_request, refuse_request, request_money, settle_request
from hehuo.domain.run.books.actions.turnovers import (
    approve_share,
    confirm_turnover,
    declare_turnover,
    request_share,
    return_turnover,
)

__all__ = [
    "approve_request",
    "approve_share",
    "close_month",
    "confirm_turnover",
    "declare_turnover",
    "draft_month",
    "give_opinion",
    "post_month",
    "refuse_request",
    "request_money",
    "request_share",
    "return_turnover",
    "settle_request",
]
