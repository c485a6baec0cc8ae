"""Pages of give and take stand on the account of the room's own tests."""

from tests.domain.run.exchanges.conftest import (
    _july,
    charity,
    draft,
    exchange,
    partner,
    posted,
    signed,
    words,
)

__all__ = ["_july", "charity", "draft", "exchange", "partner", "posted", "signed", "words"]
