"""What the clock does with surveys."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.plan.surveys import actions


@jobs.every(timedelta(hours=1), "surveys.close_over")
def close_over() -> None:
    """End the surveys whose last day is past."""
    actions.close_over()
