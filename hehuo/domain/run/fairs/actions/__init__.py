"""What is done around fairs: planning them, stalls asked for and answered, counting, and lists taken in."""

from hehuo.domain.run.fairs.actions.counting import correct, count, note_persons, note_total
from hehuo.domain.run.fairs.actions.fairs import add_kind, begin_kinds, cancel_fair, plan_fair
from hehuo.domain.run.fairs.actions.lists import drop_list, leave_row, mend_row, receive_list, take_list, undo_list
from hehuo.domain.run.fairs.actions.stalls import (
    add_stall,
    approve_stall,
    ask_stall,
    decline_stall,
    mark_away,
    place_stall,
    withdraw_stall,
)

__all__ = [
    "add_kind",
    "add_stall",
    "approve_stall",
    "ask_stall",
    "begin_kinds",
    "cancel_fair",
    "correct",
    "count",
    "decline_stall",
    "drop_list",
    "leave_row",
    "mark_away",
    "mend_row",
    "note_persons",
    "note_total",
    "place_stall",
    "plan_fair",
    "receive_list",
    "take_list",
    "undo_list",
    "withdraw_stall",
]
