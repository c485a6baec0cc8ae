"""The money's fixtures."""

from tests.money import *  # noqa: F403  fixtures are found by their names
