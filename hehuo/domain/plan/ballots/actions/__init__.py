"""What can be done with ballots."""

from hehuo.domain.plan.ballots.actions.counting import close_ballot, close_over, count_ballot, publish_result
from hehuo.domain.plan.ballots.actions.drafting import (
    add_matter,
    ask_to_open,
    change_ballot,
    draft_ballot,
    drop_matter,
    make_roll,
    open_ballot,
    return_ballot,
    void_ballot,
)
from hehuo.domain.plan.ballots.actions.papers import (
    Reading,
    deliver,
    look_at_paper,
    mark_roll,
    settle_slip,
    take_proxy,
    type_slip,
    withdraw_proxy,
)
from hehuo.domain.plan.ballots.actions.reminding import remind
from hehuo.domain.plan.ballots.actions.tables import TakenIn, take_in_papers
from hehuo.domain.plan.ballots.actions.voting import Cast, dispute_paper, vote

__all__ = [
    "Cast",
    "Reading",
    "TakenIn",
    "add_matter",
    "ask_to_open",
    "change_ballot",
    "close_ballot",
    "close_over",
    "count_ballot",
    "deliver",
    "dispute_paper",
    "draft_ballot",
    "drop_matter",
    "look_at_paper",
    "make_roll",
    "mark_roll",
    "open_ballot",
    "publish_result",
    "remind",
    "return_ballot",
    "settle_slip",
    "take_in_papers",
    "take_proxy",
    "type_slip",
    "void_ballot",
    "vote",
    "withdraw_proxy",
]
