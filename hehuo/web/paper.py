"""Tables on paper: how many lines a text takes, and the rows that one sheet of A4 holds."""

from collections.abc import Callable, Iterable
from math import ceil
from typing import TypeVar

T = TypeVar("T")

# A sheet of A4 in its own pixels (print.css, .notice-table): what is left between the heads and the foot with the code.
FIRST, NEXT = 690, 790
LINE, GAP = 24, 8
HALF = 0.6  # a digit or a letter beside a Chinese character


def height_of(*cells: tuple[str, int]) -> int:
    """What a row takes on paper, in the sheet's pixels; each cell is its text and how many letters fit its line."""
    return max(ceil(max(_letters(text), 1) / width) for text, width in cells) * LINE + GAP


def sheets_of(rows: Iterable[T], height: Callable[[T], int], *, taken: int = 0, last: int = 0) -> list[list[T]]:
    """The rows on sheets of A4: `taken` of the first is something else's, and `last` is kept free on the last."""
    sheets: list[list[T]] = [[]]
    left = FIRST - taken
    for row in rows:
        needed = height(row)
        if needed > left:
            sheets.append([])
            left = NEXT
        sheets[-1].append(row)
        left -= needed
    if last > left:
        sheets.append([])
    return sheets


def _letters(text: str) -> float:
    return sum(HALF if letter.isascii() else 1 for letter in text)
