"""The office, the rule and the period of the fees' tests."""

from tests.domain.run.fees.conftest import *  # noqa: F403  fixtures are found by their names
