"""The pages start from the room's own need, lamps and claim; days run from today."""

import pytest

from tests.domain.build.matches.conftest import (
    agreed,
    claimed,
    colleague,
    dark,
    electrician,
    gives,
    lamps,
    make_need,
)

__all__ = ["agreed", "claimed", "colleague", "dark", "electrician", "gives", "lamps", "make_need"]


@pytest.fixture(autouse=True)
def _july():
    """Not in July: the hours of grants begin today."""
