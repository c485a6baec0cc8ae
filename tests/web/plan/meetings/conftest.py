"""The office and the meetings of the room's own tests."""

from tests.domain.plan.meetings.conftest import *  # noqa: F403  fixtures are found by their names
