"""The office and the levy of the levies' tests."""

from tests.domain.run.levies.conftest import *  # noqa: F403  fixtures are found by their names
