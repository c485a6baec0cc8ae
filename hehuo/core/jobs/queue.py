"""Registering, queueing and running jobs. A job gets ids only, is idempotent, and runs in its community's scope."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hehuo.core import clock
from hehuo.core.compat import task
from hehuo.core.db import scope
from hehuo.core.db.models import Community
from hehuo.core.jobs.models import DeadJob, Schedule

log = logging.getLogger("hehuo.jobs")
Job = Callable[..., None]
TRIES = 6
WORKER = "worker"  # the heartbeat's row

_jobs: dict[str, Job] = {}
_recurring: dict[str, timedelta] = {}


def job(name: str) -> Callable[[Job], Job]:
    """Register a function as the job of this name: `room.verb`."""

    def register(function: Job) -> Job:
        _jobs[name] = function
        return function

    return register


def every(period: timedelta, name: str) -> Callable[[Job], Job]:
    """Register a job that is queued for each community once in a period."""
    _recurring[name] = period
    return job(name)


def names() -> frozenset[str]:
    """The names of all registered jobs."""
    return frozenset(_jobs)


def enqueue(name: str, **payload: str | int | None) -> None:
    """Queue a job for the community in scope; it exists if and only if the surrounding transaction commits."""
    if name not in _jobs:
        raise LookupError(f"no job is named {name}")
    run.enqueue(name, str(scope.current_id()), payload, 1)


@task()
def run(name: str, community_id: str, payload: dict[str, str | int | None], attempt: int) -> None:
    """Run one job; a failure is tried again after 2, 4, 8 … seconds, and buried after the last try."""
    try:
        with scope.community_scope(UUID(community_id)):
            _jobs[name](**payload)
    except Exception as error:
        log.exception("job %s failed, try %s of %s", name, attempt, TRIES)
        if attempt >= TRIES:
            DeadJob.objects.create(name=name, community_id=community_id, payload=payload, error=repr(error)[:2000])
            return
        patience = clock.now() + timedelta(seconds=2**attempt)
        run.using(run_after=patience).enqueue(name, community_id, payload, attempt + 1)


def tick() -> None:
    """Queue the recurring jobs that are due, and leave a heartbeat. Called by the worker, about every second."""
    now = clock.now()
    due = {row.name: row.next_at for row in Schedule.objects.all()}
    for name, period in [*_recurring.items(), (WORKER, timedelta(seconds=5))]:
        if due.get(name, now) <= now:
            _queue_recurring(name, now + period)


@transaction.atomic
def _queue_recurring(name: str, next_at: datetime) -> None:
    Schedule.objects.update_or_create(name=name, defaults={"next_at": next_at})
    if name == WORKER:
        return
    for community in Community.objects.all():
        run.enqueue(name, str(community.id), {}, 1)


def worker_is_alive() -> bool:
    """Whether the worker left a heartbeat in the last half minute."""
    beat = Schedule.objects.filter(name=WORKER).first()
    return beat is not None and beat.next_at > clock.now() - timedelta(seconds=30)
