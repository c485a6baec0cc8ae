"""What the clock does with sessions."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.sessions import actions


@jobs.every(timedelta(hours=1), "sessions.call_last")
def call_last() -> None:
    """Who waits last gets a seat that nobody else wants, when the day is near."""
    actions.call_last()
