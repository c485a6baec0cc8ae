"""The way in and its rooms are where a week's plan starts from."""

from tests.domain.build.recruitment.conftest import _july, call, need, roof, said, words

__all__ = ["_july", "call", "need", "roof", "said", "words"]
