"""What the worker remembers: when each recurring job is due, and the jobs that were given up."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import LocalModel


class Schedule(LocalModel):
    """A recurring job and when it is due next; the row named `worker` is the worker's own heartbeat."""

    name = models.CharField(max_length=60, primary_key=True)
    next_at = models.DateTimeField()


class DeadJob(LocalModel):
    """A job that failed on every try; it waits here for a person."""

    name = models.CharField(max_length=60)
    community_id = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    error = models.TextField()
    at = models.DateTimeField(default=clock.now)
