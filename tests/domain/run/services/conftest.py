"""Prices start from the same drafted agreement as the tests of agreements."""

from tests.domain.build.agreements.conftest import _july, charity, draft, posted, words

__all__ = ["_july", "charity", "draft", "posted", "words"]
