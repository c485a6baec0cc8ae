"""What is done with cards and reviews, by noun."""

from hehuo.domain.judge.reviews.actions.cards import change_card
from hehuo.domain.judge.reviews.actions.deciding import (
    ask_review,
    decide_review,
    finish_review,
    post_review,
    reopen_review,
)
from hehuo.domain.judge.reviews.actions.scoring import (
    add_reviewer,
    draw_red_line,
    drop_review,
    lift_red_line,
    open_review,
    score_review,
    step_back,
)

__all__ = [
    "add_reviewer",
    "ask_review",
    "change_card",
    "decide_review",
    "draw_red_line",
    "drop_review",
    "finish_review",
    "lift_red_line",
    "open_review",
    "post_review",
    "reopen_review",
    "score_review",
    "step_back",
]
