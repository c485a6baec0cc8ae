"""Fees, by noun: rules, periods, a book taken over, payments and waivers."""

from hehuo.domain.run.fees.actions.books import take_book
from hehuo.domain.run.fees.actions.paying import book_payments, remind, take_payment, waive
from hehuo.domain.run.fees.actions.periods import approve_period, ask_period, draft_period, return_period
from hehuo.domain.run.fees.actions.setting import end_rule, set_rule

__all__ = [
    "approve_period",
    "ask_period",
    "book_payments",
    "draft_period",
    "end_rule",
    "remind",
    "return_period",
    "set_rule",
    "take_book",
    "take_payment",
    "waive",
]
