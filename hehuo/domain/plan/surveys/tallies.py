"""Counts as they are shown: every share with its numerator and denominator, exact until it is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hehuo.core import ratios
from hehuo.domain.ground.forms.kinds import SATISFIED_FROM
from hehuo.domain.ground.forms.questions import Question, QuestionKind
from hehuo.domain.plan.surveys.kinds import SMALLEST

BANDS = 10  # so many bars at most for a question that asks for a number


@dataclass(frozen=True, slots=True)
class Count:
    """How many answered a question so."""

    value: int
    name: str
    number: int
    base: int
    until: int = 0  # of a band of numbers: its last

    @property
    def share(self) -> str:
        return ratios.per_cent(self.number, self.base)


@dataclass(frozen=True, slots=True)
class Tally:
    """One question counted: `base` answers to it, and how many of them marked each value."""

    question: Question
    base: int
    values: Mapping[int, int] = field(default_factory=dict)

    @property
    def counts(self) -> list[Count]:
        """One for each choice, for each of a few numbers, or for each band of many."""
        if self.question.kind != QuestionKind.NUMBER:
            return [Count(value, name, self.values.get(value, 0), self.base) for value, name in self.question.options]
        return [self._band(first, last) for first, last in bands(self.question.low, self.question.high)]

    def _band(self, first: int, last: int) -> Count:
        number = sum(times for value, times in self.values.items() if first <= value <= last)
        return Count(first, str(first) if first == last else f"{first}–{last}", number, self.base, last)

    @property
    def total(self) -> int:
        """All stars, or all numbers, together."""
        return sum(value * times for value, times in self.values.items())

    @property
    def mean(self) -> Fraction | None:
        """The exact mean of stars or numbers; None for anything else, and where nobody answered."""
        is_measured = self.question.kind in (QuestionKind.STARS, QuestionKind.NUMBER)
        return Fraction(self.total, self.base) if is_measured and self.base else None

    @property
    def mean_words(self) -> str:
        """The mean to two decimals."""
        return ratios.NONE if self.mean is None else ratios.decimals(self.mean, 2)

    @property
    def mean_stars(self) -> float:
        """The mean for drawing stars, never for comparing."""
        return round(float(self.mean or 0), 2)

    @property
    def satisfied(self) -> Count:
        """Four stars and five."""
        number = sum(times for value, times in self.values.items() if value >= SATISFIED_FROM)
        return Count(SATISFIED_FROM, "", number, self.base)


def bands(low: int, high: int) -> list[tuple[int, int]]:
    """A range of whole numbers in at most ten bands of one width, the last one perhaps narrower."""
    width = -(-(high - low + 1) // BANDS)
    return [(first, min(first + width - 1, high)) for first in range(low, high + 1, width)]


def shown_groups(sizes: Mapping[str, int]) -> list[str]:
    """The groups that may stand alone: five answers or more, and what is left out is never fewer than five either.

    Else the group left out would be the total less those shown.
    """
    shown = sorted((name for name, size in sizes.items() if size >= SMALLEST), key=lambda name: (sizes[name], name))
    left = sum(size for size in sizes.values() if size < SMALLEST)
    while shown and 0 < left < SMALLEST:
        left += sizes[shown.pop(0)]
    return sorted(shown) if len(sizes) > 1 else []


@dataclass(frozen=True, slots=True)
class Group:
    """One building's answers to one question."""

    name: str
    tally: Tally


def grouped(question: Question, bases: Mapping[str, int], values: Mapping[str, Mapping[int, int]]) -> Sequence[Group]:
    """A question building by building, those with too few answers left out."""
    return [Group(name, Tally(question, bases[name], values.get(name, {}))) for name in shown_groups(bases)]
