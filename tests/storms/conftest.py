"""A community whose rows are really committed, so that other processes see them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from hehuo.core.db import registry
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.models import Person


@pytest.fixture
def haiwan(transactional_db: None) -> Iterator[Community]:
    registry.forget()
    community = Community.objects.create(code="haiwan", name="海湾社区")
    with community_scope(community):
        yield community
    registry.forget()
    _sweep()


def _sweep() -> None:
    """Empty the tables without a look at who points where: SQLite would walk all transfers for each transaction."""
    connection.close()  # what a storm left open
    connection.disable_constraint_checking()
    try:
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    finally:
        connection.enable_constraint_checking()


@pytest.fixture
def worker(haiwan: Any) -> Person:
    worker = Person.objects.create(name="周玉梅")
    Grant.objects.create(person=worker, role=Role.WORKER)
    return worker
