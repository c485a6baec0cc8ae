"""Work of the room that nobody waits for."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.run.contributions import actions


@jobs.every(timedelta(hours=6), "contributions.ring_late")
def ring_late() -> None:
    """Give what is late to its partner, once."""
    actions.ring_late()
