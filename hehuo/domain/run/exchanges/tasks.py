"""Work of the room that nobody waits for."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.run.exchanges import actions


@jobs.every(timedelta(hours=6), "exchanges.remind_due")
def remind_due() -> None:
    """Give what is due soon to whose turn it is, once."""
    actions.remind_due()
