"""The job worker runs what is queued, comes round to recurring jobs, and shows that it is alive."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command

from hehuo.core.db import scope
from hehuo.core.db.models import Community
from hehuo.core.jobs import queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What two jobs of this test have done: one is queued by hand, one comes round every hour."""
    monkeypatch.setattr(queue, "_jobs", {})
    monkeypatch.setattr(queue, "_recurring", {})
    said: list[str] = []

    @queue.job("test.say")
    def say(word: str) -> None:
        said.append(word)

    @queue.every(timedelta(hours=1), "test.round")
    def come_round() -> None:
        said.append("round")

    yield said


@pytest.fixture
def haiwan() -> Community:
    return Community.objects.create(code="work-test", name="海湾")


def test_a_queued_job_is_run_once(haiwan: Community, done: list[str], run_jobs: Callable[[], int]) -> None:
    with scope.community_scope(haiwan):
        queue.enqueue("test.say", word="好")

    assert (run_jobs(), done) == (1, ["好"])
    assert (run_jobs(), done) == (0, ["好"])


@pytest.mark.usefixtures("worker_here")
def test_a_recurring_job_comes_round_once_in_its_period(haiwan: Community, done: list[str]) -> None:
    call_command("work", "--once")
    call_command("work", "--once")

    assert done == ["round"] * Community.objects.count()


@pytest.mark.usefixtures("worker_here", "done")
def test_a_worker_that_came_round_is_alive() -> None:
    assert not queue.worker_is_alive()

    call_command("work", "--once")

    assert queue.worker_is_alive()


def test_a_job_that_fails_fails_the_test_that_ran_it(
    haiwan: Community, done: list[str], run_jobs: Callable[[], int]
) -> None:
    with scope.community_scope(haiwan):
        queue.enqueue("test.say", wrong=1)

    with pytest.raises(AssertionError, match="unexpected keyword argument"):
        run_jobs()
