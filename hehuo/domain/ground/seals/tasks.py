"""Sealing in the background."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.seals import actions


@jobs.every(timedelta(minutes=1), "seals.seal")
def seal() -> None:
    """Seal what was committed since the last minute."""
    actions.seal_now()
