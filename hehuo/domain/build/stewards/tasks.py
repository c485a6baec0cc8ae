"""What the house does by itself for stewards."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.build.stewards import actions


@jobs.every(timedelta(hours=6), "stewards.remind_unanswered")
def remind_unanswered() -> None:
    """Tell the office of help that nobody took in time, once."""
    actions.remind_unanswered()
