"""The pages start from the same way in as the rooms' own tests."""

from tests.domain.build.agreements.conftest import charity, draft, posted, steward
from tests.domain.build.agreements.conftest import words as agreement_words
from tests.domain.build.recruitment.conftest import _july, body, call, farm, need, residents, roof, said, words

__all__ = [
    "_july", "agreement_words", "body", "call", "charity", "draft", "farm", "need", "posted", "residents", "roof",
    "said", "steward", "words",
]  # fmt: skip
