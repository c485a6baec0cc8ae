"""What is asked, what a thing says of itself, and the tokens by which the two meet.

A token stands for a kind, a community and a few characters: it says nothing to who reads the index, and what is common
in one community costs no other. Tokens only propose: `tier_of` judges by the words as they stand today.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from uuid import UUID

from hehuo.domain.ground.search.initials import initials_of
from hehuo.domain.ground.search.kinds import Tier

LONGEST = 60  # characters of what is asked that count
TEXT_LONGEST = 200  # characters of a text that can be found
BEGINNINGS = 4  # characters of a beginning that have a token of their own
SHORT_NAME = 4  # a title up to so many characters is found by initials from any of them on
INITIALS_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Doc:
    """What a thing is found by: its title, more text where it has some, and whether anyone may find it."""

    title: str
    text: str = ""
    is_public: bool = False
    is_name: bool = False  # the title is a person's name: its surname is read as one

    def initials(self) -> list[str]:
        """How the title is typed by its first sounds."""
        return initials_of(squeezed(self.title), is_name=self.is_name)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed, in plain characters."""

    written: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, written: str) -> "Asked":
        words = tuple(plain(written)[: 2 * LONGEST].split())
        return cls("".join(filter(_can_be_kept, written.strip()[:LONGEST])), words)

    @property
    def joined(self) -> str:
        """All of it without gaps: 吴 秀兰 is 吴秀兰."""
        return "".join(self.words)[:LONGEST]

    @property
    def is_letters(self) -> bool:
        """Whether it may be pinyin initials."""
        return self.joined.isascii() and self.joined.isalpha() and len(self.joined) <= INITIALS_LONGEST


def plain(written: str) -> str:
    """Half-width small letters, characters and digits; everything else parts words. Rare characters are kept."""
    text = unicodedata.normalize("NFKC", written[: 10 * TEXT_LONGEST]).casefold()
    return "".join(letter if _counts(letter) else " " for letter in text)


def _can_be_kept(letter: str) -> bool:
    """NUL and halves of characters are text to Python and to no database."""
    return unicodedata.category(letter) not in ("Cc", "Cs")


def _counts(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] not in "PSZ" and kind not in ("Cc", "Cf", "Cs")  # Co and Cn hold rare characters of GB18030


def squeezed(written: str) -> str:
    """A title without gaps."""
    return "".join(plain(written).split())


def grams_of(doc: Doc) -> set[str]:
    """Everything a thing can be found by: each gram is its tier's letter and a few characters."""
    title = squeezed(doc.title)
    found = {f"={title}"}
    found.update(f"^{title[:length]}" for length in range(1, min(BEGINNINGS, len(title) - 1) + 1))
    found.update(f"g{letter}" for letter in title[1:])
    found.update(f"g{pair}" for pair in _pairs(title[1:]))
    for letters in doc.initials():
        found.update(f"i{part}" for part in _parts(letters, len(title) <= SHORT_NAME))
    if doc.text:
        for word in plain(f"{doc.title} {doc.text[:TEXT_LONGEST]}").split():
            found.update(f"t{pair}" for pair in _pairs(word))
        found.update(f"t{pair}" for pair in _pairs(title))
    return found


def _pairs(word: str) -> Iterator[str]:
    return (a + b for a, b in pairwise(word))


def _parts(letters: str, from_any: bool) -> Iterator[str]:
    letters = letters[:INITIALS_LONGEST]
    for start in range(len(letters) if from_any else 1):
        for end in range(start + 1 if start == 0 else start + 2, len(letters) + 1):
            yield letters[start:end]


def grams_asked(asked: Asked) -> dict[Tier, list[str]]:
    """The grams that a thing must have, tier by tier; a tier that cannot match is left out."""
    joined = asked.joined
    if not joined:
        return {}
    found = {Tier.EXACT: [f"={joined}"], Tier.BEGINNING: [f"^{joined[:BEGINNINGS]}"]}
    if len(joined) > BEGINNINGS:
        found[Tier.BEGINNING] += [f"g{pair}" for pair in _pairs(joined[1:])]
    found[Tier.INSIDE] = [f"g{pair}" for pair in _pairs(joined)] or [f"g{joined}"]
    if asked.is_letters:
        found[Tier.INITIALS] = [f"i{joined}"]
    if pairs := [pair for word in asked.words for pair in _pairs(word)]:
        found[Tier.TEXT] = [f"t{pair}" for pair in pairs]
    return {tier: list(dict.fromkeys(grams)) for tier, grams in found.items()}


@lru_cache(maxsize=1 << 16)
def token(community: UUID, kind: str, gram: str) -> str:
    """Ten letters and digits that stand for a gram; two that fall together cost a look, never a wrong answer."""
    said = f"{kind}\0{gram}".encode()
    return hashlib.blake2b(said, digest_size=5, key=community.bytes).hexdigest()


def tier_of(doc: Doc, asked: Asked) -> Tier | None:
    """How well a thing matches as it stands today, or None."""
    title, joined = squeezed(doc.title), asked.joined
    if not joined:
        return None
    if joined in title:
        return Tier.EXACT if joined == title else Tier.BEGINNING if title.startswith(joined) else Tier.INSIDE
    if asked.is_letters and _is_initials(doc, joined):
        return Tier.INITIALS
    text = squeezed(f"{doc.title} {doc.text[:TEXT_LONGEST]}") if doc.text else title
    return Tier.TEXT if len(joined) > 1 and doc.text and all(word in text for word in asked.words) else None


def _is_initials(doc: Doc, letters: str) -> bool:
    from_any = len(squeezed(doc.title)) <= SHORT_NAME
    return any(letters in _parts(each, from_any) for each in doc.initials())


def marked(title: str, asked: Asked) -> list[tuple[str, bool]]:
    """A title in pieces, with those that were asked for marked; whole where they cannot be pointed at."""
    low = title.casefold()
    for word in sorted({asked.written.casefold(), asked.joined, *asked.words}, key=len, reverse=True):
        at = low.find(word) if word and len(low) == len(title) else -1
        if at >= 0:
            end = at + len(word)
            pieces = [(title[:at], False), (title[at:end], True), (title[end:], False)]
            return [piece for piece in pieces if piece[0]]
    return [(title, False)]
