"""From a matter to its account: drafting, naming who collects, collecting, settling, moving on what is left."""

from hehuo.domain.run.levies.actions.collecting import close_levy, give_back_cash, note_cash, pledge, take_cash
from hehuo.domain.run.levies.actions.drafting import (
    add_paper,
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
from hehuo.domain.run.levies.actions.extending import ask_extension, grant_extension, return_extension
from hehuo.domain.run.levies.actions.joining import say_yes, take_back_yes
from hehuo.domain.run.levies.actions.moving import approve_move, ask_move, make_move, return_move
from hehuo.domain.run.levies.actions.naming import end_collector, name_collector
from hehuo.domain.run.levies.actions.settling import ask_cost, publish_levy, settle_levy

__all__ = [
    "add_paper",
    "add_quote",
    "approve_levy",
    "approve_move",
    "ask_cost",
    "ask_extension",
    "ask_levy",
    "ask_move",
    "choose_quote",
    "close_levy",
    "draft_levy",
    "drop_levy",
    "end_collector",
    "excuse",
    "give_back_cash",
    "grant_extension",
    "make_move",
    "name_collector",
    "note_cash",
    "note_decision",
    "pledge",
    "publish_levy",
    "return_extension",
    "return_levy",
    "return_move",
    "say_yes",
    "settle_levy",
    "take_back_excuse",
    "take_back_yes",
    "take_cash",
]
