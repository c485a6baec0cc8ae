"""Contributions stand on the same agreement in force as give and take."""

from tests.domain.run.exchanges.conftest import _july, charity, draft, exchange, partner, posted, signed, words

__all__ = ["_july", "charity", "draft", "exchange", "partner", "posted", "signed", "words"]
