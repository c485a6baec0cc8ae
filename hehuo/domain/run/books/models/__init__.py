"""Turnovers, requests for receipts and payments, budgets, and the accounts of months and years."""

from hehuo.domain.run.books.models.budgets import Budget, Planned
from hehuo.domain.run.books.models.months import MonthAccount, Opinion
from hehuo.domain.run.books.models.requests import Advice, Offer, Recusal, Request
from hehuo.domain.run.books.models.spending import SpendingRule
from hehuo.domain.run.books.models.turnovers import Turnover
from hehuo.domain.run.books.models.years import YearAccount

__all__ = [
    "Advice",
    "Budget",
    "MonthAccount",
    "Offer",
    "Opinion",
    "Planned",
    "Recusal",
    "Request",
    "SpendingRule",
    "Turnover",
    "YearAccount",
]
