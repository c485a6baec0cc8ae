"""What the house does by itself for partners."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.build.partners import actions


@jobs.every(timedelta(hours=12), "partners.remind_of_checks")
def remind_of_checks() -> None:
    """Tell of checks of staff that run out, a month and a week before."""
    actions.remind_of_checks()
