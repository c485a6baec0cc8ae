"""What every test may ask for. The database is the one HEHUO_DATABASE_URL names, SQLite without it."""

from collections.abc import Callable
from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything under tests/browser drives a browser; nobody has to remember the mark."""
    for item in items:
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def worker_here(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the job worker use the test's own connection; it would close it, and the test's transaction with it."""
    from django_tasks_db.management.commands import db_worker

    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


@pytest.fixture
def run_jobs(worker_here: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Run every job that is due, as the worker would, and say how many; one that fails fails the test."""
    from django_tasks_db.models import DBTaskResult

    from hehuo.core.jobs import queue
    from hehuo.core.jobs.models import DeadJob
    from hehuo.ops.management.commands.work import OfficeWorker

    monkeypatch.setattr(queue, "TRIES", 1)  # no second try: the first failure is buried, and seen below

    def run() -> int:
        worker, count = OfficeWorker(), 0
        while done := worker.run_some():
            count += done
        assert [(job.name, job.error) for job in DeadJob.objects.all()] == []
        assert [task.traceback for task in DBTaskResult.objects.failed()] == []
        return count

    return run
