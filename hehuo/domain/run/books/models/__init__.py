"""Turnovers, requests for receipts and payments, and the accounts of months."""

from hehuo.domain.run.books.models.months import MonthAccount, Opinion
from hehuo.domain.run.books.models.requests import Advice, Offer, Recusal, Request
from hehuo.domain.run.books.models.spending import SpendingRule
from hehuo.domain.run.books.models.turnovers import Turnover

__all__ = ["Advice", "MonthAccount", "Offer", "Opinion", "Recusal", "Request", "SpendingRule", "Turnover"]
