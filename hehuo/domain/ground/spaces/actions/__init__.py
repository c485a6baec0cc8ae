"""Everything that can be done with spaces."""

from hehuo.domain.ground.spaces.actions.holding import (
    book,
    cancel_booking,
    confirm,
    hold,
    hold_still,
    let_go,
    mark_unused,
    move_booking,
    release,
    say_here,
)
from hehuo.domain.ground.spaces.actions.rooms import (
    WEEKDAYS,
    WHOLE,
    change_space,
    end_closure,
    end_opening,
    open_space,
    set_opening,
    shut,
)

__all__ = [
    "WEEKDAYS",
    "WHOLE",
    "book",
    "cancel_booking",
    "change_space",
    "confirm",
    "end_closure",
    "end_opening",
    "hold",
    "hold_still",
    "let_go",
    "mark_unused",
    "move_booking",
    "open_space",
    "release",
    "say_here",
    "set_opening",
    "shut",
]
