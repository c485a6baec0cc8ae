"""From a matter to its account: drafting, deciding, collecting, settling."""

from hehuo.domain.run.levies.actions.collecting import close_levy, give_back_cash, note_cash, pledge, take_cash
from hehuo.domain.run.levies.actions.drafting import (
    add_quote,
    approve_levy,
    ask_levy,
    choose_quote,
    draft_levy,
    drop_levy,
    note_decision,
    return_levy,
)
from hehuo.domain.run.levies.actions.excusing import excuse, take_back_excuse
from hehuo.domain.run.levies.actions.settling import ask_cost, publish_levy, settle_levy

__all__ = [
    "add_quote",
    "approve_levy",
    "ask_cost",
    "ask_levy",
    "choose_quote",
    "close_levy",
    "draft_levy",
    "drop_levy",
    "excuse",
    "give_back_cash",
    "note_cash",
    "note_decision",
    "pledge",
    "publish_levy",
    "return_levy",
    "settle_levy",
    "take_back_excuse",
    "take_cash",
]
