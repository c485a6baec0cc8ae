"""Wishing, claiming and asking, answering, and what came of it: one file each, one door for those above."""

from hehuo.domain.build.matches.actions.answering import agree_match, decline_match, withdraw_match
from hehuo.domain.build.matches.actions.beginning import ask_many, ask_match, claim_need, say_wish
from hehuo.domain.build.matches.actions.fulfilling import (
    confirm_done,
    join_project,
    say_done,
    send_back,
    turn_into_project,
)

__all__ = [
    "agree_match",
    "ask_many",
    "ask_match",
    "claim_need",
    "confirm_done",
    "decline_match",
    "join_project",
    "say_done",
    "say_wish",
    "send_back",
    "turn_into_project",
    "withdraw_match",
]
