"""Work of the room that nobody waits for."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.postings import actions


@jobs.every(timedelta(hours=1), "postings.close_over")
def close_over() -> None:
    """Mark the postings whose last day has passed."""
    actions.close_over()
