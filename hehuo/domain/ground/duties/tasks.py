"""Work of the room that nobody waits for."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.duties import actions


@jobs.every(timedelta(minutes=10), "duties.tell_late")
def tell_late() -> None:
    """Tell the owners of what is overdue, once."""
    while actions.tell_late() == actions.BATCH:
        pass
