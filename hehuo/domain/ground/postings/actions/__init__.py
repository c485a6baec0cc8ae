"""What can be done at the notice board, by noun."""

from hehuo.domain.ground.postings.actions.objections import answer_objection, object_to
from hehuo.domain.ground.postings.actions.postings import close_over, hang_posting, post, withdraw_posting
from hehuo.domain.ground.postings.actions.questions import answer_question, ask, hide_question, merge_question

__all__ = [
    "answer_objection",
    "answer_question",
    "ask",
    "close_over",
    "hang_posting",
    "hide_question",
    "merge_question",
    "object_to",
    "post",
    "withdraw_posting",
]
