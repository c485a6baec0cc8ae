"""The worker's part: comparing what was said."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.plan.needs import actions


@jobs.every(timedelta(minutes=30), "needs.liken")
def liken() -> None:
    """Find which of the new voices read alike, until none is left."""
    while actions.liken_new():
        pass
