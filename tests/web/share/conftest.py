"""The pages start from the same scheme and setup as the room's own tests."""

from tests.domain.build.agreements.conftest import _july, charity, draft, posted, words
from tests.domain.run.services.conftest import signed
from tests.domain.share.recipes.conftest import course, here, scheme, there

__all__ = ["_july", "charity", "course", "draft", "here", "posted", "scheme", "signed", "there", "words"]
