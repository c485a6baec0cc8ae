"""Work of the room that nobody waits for."""

from datetime import timedelta
from uuid import UUID

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.entry import actions


@jobs.job("entry.send_code")
def send_code(code_id: str) -> None:
    """Send a code that was asked for."""
    actions.send_code(code_id=UUID(code_id))


@jobs.job("entry.note_guessing")
def note_guessing(phone_hash: str) -> None:
    """Journal that somebody guessed at codes."""
    actions.note_guessing(phone_hash=phone_hash)


@jobs.every(timedelta(hours=1), "entry.forget_codes")
def forget_codes() -> None:
    """Delete codes that are over; the phones in them are nobody's business any more."""
    actions.forget_codes()
