"""What can be done with sessions, by what it is done to."""

from hehuo.domain.ground.sessions.actions.coming import check_in, check_in_at_door, undo_check_in
from hehuo.domain.ground.sessions.actions.planning import (
    CLOSE_WITHIN,
    cancel_session,
    change_capacity,
    hold_session,
    plan_session,
    set_conditions,
)
from hehuo.domain.ground.sessions.actions.resting import change_absence_rule, lift_rest
from hehuo.domain.ground.sessions.actions.signing import call_last, cancel_sign_up, sign_up, sign_up_wards

__all__ = [
    "CLOSE_WITHIN",
    "call_last",
    "cancel_session",
    "cancel_sign_up",
    "change_absence_rule",
    "change_capacity",
    "check_in",
    "check_in_at_door",
    "hold_session",
    "lift_rest",
    "plan_session",
    "set_conditions",
    "sign_up",
    "sign_up_wards",
    "undo_check_in",
]
