"""What is done with turnovers, requests and months, by noun."""

from hehuo.domain.run.books.actions.budgets import approve_budget, ask_budget, return_budget
from hehuo.domain.run.books.actions.deciding import (
    advise_request,
    approve_request,
    refuse_request,
    return_request,
    step_back,
)
from hehuo.domain.run.books.actions.handling import accept_request, check_entry, settle_request
from hehuo.domain.run.books.actions.ladders import set_ladder
from hehuo.domain.run.books.actions.months import close_month, draft_month, post_month
from hehuo.domain.run.books.actions.openings import set_openings
from hehuo.domain.run.books.actions.opinions import give_opinion
from hehuo.domain.run.books.actions.requests import Price, add_paper, mend_request, request_money, withdraw_request
from hehuo.domain.run.books.actions.turnovers import (
    approve_share,
    confirm_turnover,
    declare_turnover,
    request_share,
    return_turnover,
)
from hehuo.domain.run.books.actions.years import close_year, post_year

__all__ = [
    "Price",
    "accept_request",
    "add_paper",
    "advise_request",
    "approve_budget",
    "approve_request",
    "approve_share",
    "ask_budget",
    "check_entry",
    "close_month",
    "close_year",
    "confirm_turnover",
    "declare_turnover",
    "draft_month",
    "give_opinion",
    "mend_request",
    "post_month",
    "post_year",
    "refuse_request",
    "request_money",
    "request_share",
    "return_budget",
    "return_request",
    "return_turnover",
    "set_ladder",
    "set_openings",
    "settle_request",
    "step_back",
    "withdraw_request",
]
