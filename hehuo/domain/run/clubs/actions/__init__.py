"""Opening a club, joining it, and what it does."""

from hehuo.domain.run.clubs.actions.clubs import edit_club, open_club
from hehuo.domain.run.clubs.actions.events import add_session, note_event, withdraw_event
from hehuo.domain.run.clubs.actions.joining import ask_to_join, leave, refuse_wish, take_in, withdraw_wish

__all__ = [
    "add_session",
    "ask_to_join",
    "edit_club",
    "leave",
    "note_event",
    "open_club",
    "refuse_wish",
    "take_in",
    "withdraw_event",
    "withdraw_wish",
]
