"""A neighbour who did a little of everything, and a colleague of the worker's."""

import pytest

from hehuo.domain.ground.access.kinds import Role


@pytest.fixture
def another_worker(somebody):
    return somebody("何伟", Role.WORKER)
