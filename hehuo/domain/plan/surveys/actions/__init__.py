"""What can be done with surveys."""

from hehuo.domain.plan.surveys.actions.answering import answer, enter_paper
from hehuo.domain.plan.surveys.actions.drafting import (
    add_question,
    change_question,
    change_survey,
    draft_survey,
    drop_question,
    lift_question,
    open_survey,
)
from hehuo.domain.plan.surveys.actions.ending import close_over, close_survey, publish_survey
from hehuo.domain.plan.surveys.actions.words import clear_remark, hear_remark

__all__ = [
    "add_question",
    "answer",
    "change_question",
    "change_survey",
    "clear_remark",
    "close_over",
    "close_survey",
    "draft_survey",
    "drop_question",
    "enter_paper",
    "hear_remark",
    "lift_question",
    "open_survey",
    "publish_survey",
]
