"""What can be done with priced services, by what it is done to."""

from hehuo.domain.run.services.actions.complaints import answer_complaint, complain
from hehuo.domain.run.services.actions.offers import check_free, end_offer, end_place, give_place, open_offer
from hehuo.domain.run.services.actions.orders import (
    accept_order,
    cancel_order,
    finish_order,
    place_order,
    rate_order,
)
from hehuo.domain.run.services.actions.prices import end_price, quote_cost_clause, set_price
from hehuo.domain.run.services.actions.takings import declare_orders

__all__ = [
    "accept_order",
    "answer_complaint",
    "cancel_order",
    "check_free",
    "complain",
    "declare_orders",
    "end_offer",
    "end_place",
    "end_price",
    "finish_order",
    "give_place",
    "open_offer",
    "place_order",
    "quote_cost_clause",
    "rate_order",
    "set_price",
]
