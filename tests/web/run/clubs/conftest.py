"""Pages of clubs stand on the choir of the room's own tests."""

from tests.domain.run.clubs.conftest import choir, clerk, newcomer

__all__ = ["choir", "clerk", "newcomer"]
