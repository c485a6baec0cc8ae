"""Pages of projects stand on the pavilion of the room's own tests."""

import pytest

from tests.domain.build.projects.conftest import (
    accepted,
    agreed,
    builder,
    neighbours,
    pavilion,
    photo,
    planned,
    pot,
    said,
    underway,
)

__all__ = [
    "accepted", "agreed", "builder", "neighbours", "pavilion", "photo", "planned", "pot", "said", "underway",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _july():
    """Grants begin today: these pages stand at today, not in the July of the rooms beside them."""
