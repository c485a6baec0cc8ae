"""What changed between two versions, word by word: read from the texts themselves, whatever anybody says of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from hehuo.domain.plan.pacts.models import Article

_WORD = re.compile(r"[0-9A-Za-z]+|\s+|.", re.DOTALL)  # a Chinese character is a word of its own here
_SHORT = 2  # letters that stayed between two changes: shown as part of them, a single 的 in between reads badly


class Mark(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters that stayed, went or came."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One article in two versions; None where it was not there. `pieces` of its text, `titles` of its title."""

    old: Article | None
    new: Article | None
    titles: list[Piece]
    pieces: list[Piece]

    @property
    def is_same(self) -> bool:
        return all(piece.mark == Mark.SAME for piece in (*self.titles, *self.pieces))

    @property
    def sides(self) -> tuple[list[Piece], list[Piece]]:
        """The text as it was and as it is, for two columns."""
        return _side(self.pieces, Mark.IN), _side(self.pieces, Mark.OUT)

    @property
    def heads(self) -> tuple[list[Piece], list[Piece]]:
        """The title as it was and as it is."""
        return _side(self.titles, Mark.IN), _side(self.titles, Mark.OUT)


def _side(pieces: Sequence[Piece], without: Mark) -> list[Piece]:
    return [piece for piece in pieces if piece.mark != without]


def compare(old: str, new: str) -> list[Piece]:
    """The pieces in order: without what came they are `old`, without what went they are `new`."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    runs = [(tag == "equal", "".join(before[a:b]), "".join(after[c:d])) for tag, a, b, c, d in steps]
    pieces: list[Piece] = []
    for is_equal, went, came in _joined(runs):
        if is_equal:
            pieces.append(Piece(Mark.SAME, went))
            continue
        pieces += [Piece(mark, text) for mark, text in ((Mark.OUT, went), (Mark.IN, came)) if text]
    return pieces


def _joined(runs: Sequence[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    """Changes with next to nothing between them are one change."""
    found: list[tuple[bool, str, str]] = []
    for number, (is_equal, went, came) in enumerate(runs):
        between = 0 < number < len(runs) - 1
        changes = not is_equal or (between and len(went) < _SHORT)
        if found and not found[-1][0] and changes:
            _equal, before, after = found[-1]
            found[-1] = (False, before + went, after + came)
        else:
            found.append((not changes, went, came))
    return found


def pair_up(old: Sequence[Article], new: Sequence[Article]) -> list[Pair]:
    """The articles of two versions side by side: in the order of the new one, what went in its old place."""
    by_stem = {article.stem: article for article in old}
    kept = {article.stem for article in new}
    pairs: list[Pair] = []
    waiting = [article for article in old if article.stem not in kept]
    for article in new:
        was = by_stem.get(article.stem)
        while was and waiting and waiting[0].position < was.position:
            pairs.append(_pair(waiting.pop(0), None))
        pairs.append(_pair(was, article))
    return pairs + [_pair(article, None) for article in waiting]


def _pair(old: Article | None, new: Article | None) -> Pair:
    (was, was_text), (now, now_text) = _words(old), _words(new)
    return Pair(old, new, compare(was, now), compare(was_text, now_text))


def _words(article: Article | None) -> tuple[str, str]:
    return (article.title, article.text) if article else ("", "")
