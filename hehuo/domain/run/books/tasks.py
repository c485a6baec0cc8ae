"""The month drafts itself."""

from datetime import date, timedelta

from hehuo.core import clock
from hehuo.core.jobs import queue as jobs
from hehuo.domain.run.books import actions, queries


@jobs.every(timedelta(hours=6), "books.draft")
def draft() -> None:
    """Draft every month that is over and has something in it."""
    month = queries.first_open_month()
    while month and month < clock.today().replace(day=1):
        actions.draft_month(month=month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
