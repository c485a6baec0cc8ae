"""What the clock does with ballots."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.plan.ballots import actions


@jobs.every(timedelta(minutes=5), "ballots.close_over")
def close_over() -> None:
    """End the ballots whose last moment has passed."""
    actions.close_over()
