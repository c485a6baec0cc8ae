"""The charity fund, the campaign and the gifts of the donations' tests."""

from tests.domain.run.donations.conftest import *  # noqa: F403  fixtures are found by their names
