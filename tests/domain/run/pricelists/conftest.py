"""Lists of prices stand on the same drafted agreement as the tests of services."""

from tests.domain.run.services.conftest import _july, charity, draft, posted, words

__all__ = ["_july", "charity", "draft", "posted", "words"]
