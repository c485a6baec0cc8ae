"""The office, the building and the pact of the pacts' tests."""

from tests.domain.plan.pacts.conftest import *  # noqa: F403  fixtures are found by their names
