"""Sentences that the house keeps: the source sentence and what stands in its gaps, read in the reader's language.

What is told to a person is written under one language and read under another: a duty assigned by an English-reading
worker is a Chinese neighbour's turn. What is a paper of the community (the words of a posting, of a due, of a line in
the books) is no such sentence: it is written in Chinese, once, and stays as it was published.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

MARK = "\x1e"  # before a kept sentence in a column of text; nobody can type it into one


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ours, in the source language, and what stands in its gaps; `str()` is the reader's."""

    say: str
    gaps: "Mapping[str, str | int | Sentence]" = field(default_factory=dict)

    def __str__(self) -> str:
        said = translation.gettext(self.say)
        return said % {name: str(gap) for name, gap in self.gaps.items()} if self.gaps else said

    def as_text(self) -> str:
        """How a column of text keeps it."""
        return MARK + json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":"))


def sentence(say: str, **gaps: "str | int | Promise | Sentence") -> Sentence:
    """Keep a sentence for whoever reads it later: `sentence("审批：%(what)s", what=request.what)`."""
    return Sentence(say, {name: _source(gap) for name, gap in gaps.items()})


def from_text(kept: str) -> "Sentence | str":
    """What a column of text kept: a sentence of ours, or somebody's own words."""
    if not kept.startswith(MARK):
        return kept
    return _sentence(json.loads(kept[1:]))


def on_paper(word: str | Promise) -> str:
    """A word of ours as a paper of the community has it: in the source language, whoever writes the paper."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(word)


def _source(gap: "str | int | Promise | Sentence") -> "str | int | Sentence":
    """A word of ours in a gap is kept as a sentence, so that it too is read in the reader's language."""
    return Sentence(on_paper(gap)) if isinstance(gap, Promise) else gap


def _plain(kept: Sentence) -> dict[str, object]:
    gaps = {name: _plain(gap) if isinstance(gap, Sentence) else gap for name, gap in kept.gaps.items()}
    return {"say": kept.say, "gaps": gaps} if gaps else {"say": kept.say}


def _sentence(plain: Mapping[str, object]) -> Sentence:
    gaps = plain.get("gaps", {})
    assert isinstance(gaps, dict)  # noqa: S101  only `as_text` writes behind the mark
    return Sentence(
        str(plain["say"]), {name: _sentence(gap) if isinstance(gap, dict) else gap for name, gap in gaps.items()}
    )
