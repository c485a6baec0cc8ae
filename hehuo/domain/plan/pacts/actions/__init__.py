"""What can be done with pacts."""

from hehuo.domain.plan.pacts.actions.commenting import answer_comment, ask_comments, comment, end_comments
from hehuo.domain.plan.pacts.actions.drafting import (
    add_article,
    begin_version,
    change_article,
    draft_pact,
    drop_article,
    drop_version,
    move_article,
)
from hehuo.domain.plan.pacts.actions.publishing import file_version, post_version
from hehuo.domain.plan.pacts.actions.signing import Signed, sign_version, strike_signature, type_signatures
from hehuo.domain.plan.pacts.actions.voting import bring_into_force, note_failure, put_to_vote, take_back, take_over

__all__ = [
    "Signed",
    "add_article",
    "answer_comment",
    "ask_comments",
    "begin_version",
    "bring_into_force",
    "change_article",
    "comment",
    "draft_pact",
    "drop_article",
    "drop_version",
    "end_comments",
    "file_version",
    "move_article",
    "note_failure",
    "post_version",
    "put_to_vote",
    "sign_version",
    "strike_signature",
    "take_back",
    "take_over",
    "type_signatures",
]
