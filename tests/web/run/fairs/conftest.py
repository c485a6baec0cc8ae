"""Pages of fairs stand on the fair of the room's own tests."""

from tests.domain.run.fairs.conftest import colleague, fair, kinds

__all__ = ["colleague", "fair", "kinds"]
