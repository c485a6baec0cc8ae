"""What every test may ask for. The database is the one HEHUO_DATABASE_URL names, SQLite without it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

BROWSER = Path(__file__).parent / "browser"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Everything under tests/browser drives a browser; nobody has to remember the mark."""
    if item.path.is_relative_to(BROWSER):
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests begin first: those of one module together, since what a module tells is told again after another.

    In browsers each has a short one behind it: every worker is handed two at once, and two long ones go to two.
    """
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if item not in long]
    pairs = zip(long, short, strict=False) if all(item.get_closest_marker("browser") for item in items) else ()
    first = [item for pair in pairs for item in pair] or long
    items[:] = first + [item for item in items if item not in first]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, and a copy of its tables for those who need an office of their own."""
    from tests import copies

    with django_db_blocker.unblock():
        copies.keep()
    yield
    with django_db_blocker.unblock():
        copies.forget()


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    """What a process remembers of its database is forgotten with the database of each test."""
    from hehuo.core.db import registry
    from hehuo.domain.ground.access import queries

    yield
    registry.forget()
    queries.forget_mark()


@pytest.fixture(scope="module")
def demo_told(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo, told once for a whole module on one morning; what a test does to it is taken back."""
    from django.db import transaction

    from hehuo.core import clock
    from hehuo.core.db import registry
    from hehuo.domain.ground.access import queries
    from hehuo.ops.demo.chapters import tell_all

    with django_db_blocker.unblock(), clock.stopped(clock.at(date(2026, 11, 25), 10)), transaction.atomic():
        registry.forget()
        queries.forget_mark()
        tell_all()
        yield
        transaction.set_rollback(True)
    registry.forget()
    queries.forget_mark()


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


@pytest.fixture
def haiwan(db: None) -> Iterator[Any]:
    """Haiwan community, and its scope for as long as the test runs."""
    from hehuo.core.db import registry
    from hehuo.core.db.models import Community, CommunityKind
    from hehuo.core.db.scope import community_scope

    registry.forget()
    street = Community.objects.create(code="gangwan", name="港湾街道", kind=CommunityKind.STREET)
    community = Community.objects.create(code="haiwan", name="海湾社区", street=street, phone="020-0000 0119")
    with community_scope(community):
        yield community
    registry.forget()


@pytest.fixture
def somebody(haiwan: Any) -> Callable[..., Any]:
    """Make a person: `somebody("高雪")`, `somebody("周玉梅", Role.WORKER)`."""
    from hehuo.domain.ground.access.models import Account, Grant
    from hehuo.domain.ground.people.models import Person

    def make(name: str, *roles: Any, **fields: Any) -> Any:
        account = Account.objects.create_account(f"{name}-{Account.objects.count()}")
        person = Person.objects.create(name=name, account_id=account.id, **fields)
        for role in roles:
            Grant.objects.create(person=person, role=role)
        return person

    return make


@pytest.fixture
def worker(somebody: Callable[..., Any]) -> Any:
    """A community worker."""
    from hehuo.domain.ground.access.kinds import Role

    return somebody("周玉梅", Role.WORKER)


@pytest.fixture
def secretary(somebody: Callable[..., Any]) -> Any:
    """The community's secretary."""
    from hehuo.domain.ground.access.kinds import Role

    return somebody("陈国栋", Role.SECRETARY)


@pytest.fixture
def resident(somebody: Callable[..., Any]) -> Any:
    """A resident without any role."""
    return somebody("吴秀兰")


@pytest.fixture
def as_person(client: Any) -> Callable[..., Any]:
    """A browser in which this person has entered."""
    from hehuo.domain.ground.access.models import Account

    def enter(person: Any) -> Any:
        client.force_login(Account.objects.get(pk=person.account_id))
        return client

    return enter
