"""The pages start from the same partner and scorers as the rooms' own tests."""

from tests.domain.judge.reviews.conftest import (
    _july,
    charity,
    draft,
    farm,
    finished,
    partner,
    posted,
    review,
    score,
    scorers,
    signed,
    words,
)

__all__ = [
    "_july", "charity", "draft", "farm", "finished", "partner", "posted", "review", "score", "scorers",
    "signed", "words",
]  # fmt: skip
