"""What the house does by itself on the way in."""

from datetime import timedelta

from hehuo.core.jobs import queue as jobs
from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.actions import calls, drafts, screening


@jobs.every(timedelta(hours=1), "recruitment.close_calls")
def close_calls() -> None:
    """Close the calls whose last day is over."""
    for call in queries.overdue_calls():
        calls.close_call(actor=None, call=call)


@jobs.every(timedelta(hours=12), "recruitment.remind_of_expiry")
def remind_of_expiry() -> None:
    """Tell of papers that run out, a month and a week before (R-05)."""
    screening.remind_of_expiry()


@jobs.every(timedelta(hours=12), "recruitment.forget_drafts")
def forget_drafts() -> None:
    """Remove drafts that nobody went on with for thirty days, with their photos."""
    drafts.forget_drafts()
