"""What the clock does with the list and the trees."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.build.resources.actions import notices


@jobs.every(timedelta(hours=6), "resources.keep_time")
def keep_time() -> None:
    """What is over ends; last days and overdue care are told, once."""
    notices.keep_time()
