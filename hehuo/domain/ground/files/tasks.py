"""Work of the room that nobody waits for."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.files import actions


@jobs.every(timedelta(days=1), "files.sweep")
def sweep() -> None:
    """Delete what lies in the store without a row."""
    actions.sweep()
