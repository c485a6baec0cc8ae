"""Work of the room that nobody waits for."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.insight.holdings import actions


@jobs.every(timedelta(days=1), "holdings.prune")
def prune() -> None:
    """Take out what is past its term."""
    actions.prune()
