"""Saying, sorting, joining what is alike, publishing, answering: one file each, one door for those above."""

from hehuo.domain.plan.needs.actions.answering import answer_need, take_up_need, tell_doors
from hehuo.domain.plan.needs.actions.likening import liken_new
from hehuo.domain.plan.needs.actions.ringing import ring_danger, see_danger
from hehuo.domain.plan.needs.actions.saying import Heard, keep_voices, say_voice, withdraw_voices
from hehuo.domain.plan.needs.actions.sorting import (
    join_voice,
    join_voices,
    open_need,
    return_to_tray,
    set_aside,
    undo_last,
)
from hehuo.domain.plan.needs.actions.wording import plan_step, publish_need, word_need

__all__ = [
    "Heard",
    "answer_need",
    "join_voice",
    "join_voices",
    "keep_voices",
    "liken_new",
    "open_need",
    "plan_step",
    "publish_need",
    "return_to_tray",
    "ring_danger",
    "say_voice",
    "see_danger",
    "set_aside",
    "take_up_need",
    "tell_doors",
    "undo_last",
    "withdraw_voices",
    "word_need",
]
