"""Opening funds, expecting money, registering what came, paying, putting right."""

from hehuo.domain.ground.funds.actions.dues import Expected, expect, expect_many, put_off, receive, void_due
from hehuo.domain.ground.funds.actions.pots import open_fund, open_line, open_purpose, set_opening, set_up_fund
from hehuo.domain.ground.funds.actions.vouchers import move_between, receive_plain, reverse_voucher, spend

__all__ = [
    "Expected",
    "expect",
    "expect_many",
    "move_between",
    "open_fund",
    "open_line",
    "open_purpose",
    "put_off",
    "receive",
    "receive_plain",
    "reverse_voucher",
    "set_opening",
    "set_up_fund",
    "spend",
    "void_due",
]
