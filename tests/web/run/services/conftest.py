"""Pages of services stand on the agreement in force of the room's own tests."""

from tests.domain.run.services.conftest import (
    _july,
    charity,
    draft,
    haircut,
    partner,
    photo,
    posted,
    signed,
    unblocking,
    words,
)

__all__ = ["_july", "charity", "draft", "haircut", "partner", "photo", "posted", "signed", "unblocking", "words"]
