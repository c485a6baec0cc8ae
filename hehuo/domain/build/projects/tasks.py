"""Work of the room that nobody waits for."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.build.projects import actions


@jobs.every(timedelta(hours=6), "projects.remind_later")
def remind_later() -> None:
    """Four weeks after, and before an upkeep: whose turn it is."""
    actions.remind_later()
