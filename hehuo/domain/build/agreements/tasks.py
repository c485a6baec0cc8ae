"""What the house does by itself for agreements."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.build.agreements.actions import renewals


@jobs.every(timedelta(hours=12), "agreements.remind_of_review")
def remind_of_review() -> None:
    """Tell of agreements that are near their end, a month and a week before."""
    renewals.remind_of_review()


@jobs.every(timedelta(hours=6), "agreements.end_renewed")
def end_renewed() -> None:
    """End the terms that another one has followed."""
    renewals.end_renewed()
