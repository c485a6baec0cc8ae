"""Work of the room that nobody waits for."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.access import guessing


@jobs.every(timedelta(minutes=5), "access.note_guessing")
def note_guessing() -> None:
    """Journal that somebody guessed at a password or a second step."""
    guessing.note_guessing()
