"""What the clock does with bookings."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.bookings import actions


@jobs.every(timedelta(minutes=1), "bookings.keep_time")
def keep_time() -> None:
    """Offers that nobody took go on, and rooms that nobody came to are free again."""
    actions.keep_time()
