"""Keeping the index in the background."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.search import actions


@jobs.every(timedelta(minutes=1), "search.catch_up")
def catch_up() -> None:
    """Take in what happened since the last minute; after a restore, a move or an upgrade, all of it."""
    actions.catch_up()
