"""What can be done with motions and meetings."""

from hehuo.domain.plan.meetings.actions.calling import (
    add_item,
    call_meeting,
    cancel_meeting,
    drop_item,
    gather_motions,
    move_item,
    post_notice,
)
from hehuo.domain.plan.meetings.actions.following import ballot_from, finish_decision, need_from, publish_decisions
from hehuo.domain.plan.meetings.actions.holding import (
    close_meeting,
    decide_item,
    declare_interests,
    hear_item,
    keep_sign_list,
    link_ballot,
    put_off_item,
    return_item,
    show_paper,
    write_minutes,
)
from hehuo.domain.plan.meetings.actions.motions import file_motion, merge_motion, note_study, return_motion
from hehuo.domain.plan.meetings.actions.settings import set_procedure, set_rhythm

__all__ = [
    "add_item",
    "ballot_from",
    "call_meeting",
    "cancel_meeting",
    "close_meeting",
    "decide_item",
    "declare_interests",
    "drop_item",
    "file_motion",
    "finish_decision",
    "gather_motions",
    "hear_item",
    "keep_sign_list",
    "link_ballot",
    "merge_motion",
    "move_item",
    "need_from",
    "note_study",
    "post_notice",
    "publish_decisions",
    "put_off_item",
    "return_item",
    "return_motion",
    "set_procedure",
    "set_rhythm",
    "show_paper",
    "write_minutes",
]
