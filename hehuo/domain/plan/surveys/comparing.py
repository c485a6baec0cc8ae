"""Before and after: the questions that can be laid side by side, and why the others cannot. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from hehuo.core import ratios
from hehuo.domain.ground.forms.questions import Question, QuestionKind
from hehuo.domain.plan.surveys.tallies import Count, Tally


@dataclass(frozen=True, slots=True)
class Line:
    """One choice before and after, each with its own base."""

    name: str
    before: Count
    after: Count

    @property
    def points(self) -> str:
        """The change in percentage points, out of the exact shares; a dash where one of them is of nothing."""
        if not self.before.base or not self.after.base:
            return ratios.NONE
        change = Fraction(self.after.number, self.after.base) - Fraction(self.before.number, self.before.base)
        return signed(ratios.decimals(change * 100, 1))


@dataclass(frozen=True, slots=True)
class Compared:
    """One question that was asked twice in the same words."""

    question: Question
    before: Tally
    after: Tally
    lines: Sequence[Line]

    @property
    def mean_change(self) -> str:
        """By how much the mean moved, in stars or in what was counted."""
        if self.before.mean is None or self.after.mean is None:
            return ratios.NONE
        return signed(ratios.decimals(self.after.mean - self.before.mean, 2))


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A question that stands alone, and why."""

    ask: str
    why: str


def signed(figure: str) -> str:
    """`+12.5`, `−3.0`, `0.0`."""
    if figure.startswith("-"):
        return f"−{figure[1:]}"
    return figure if set(figure) <= {"0", "."} else f"+{figure}"


def why_not(before: Question | None, after: Question | None) -> str:
    """Why two questions of one key cannot be compared; empty where they can."""
    if before is None:
        return _("只有后一次问了")
    if after is None:
        return _("只有前一次问了")
    said = {"one": before.kind.label, "two": after.kind.label, "low": before.low, "high": before.high}
    reasons = (
        (before.kind != after.kind, _("答法改了：前一次是「%(one)s」，后一次是「%(two)s」") % said),
        (before.ask != after.ask, _("问法改了：前一次问的是「%s」") % before.ask),
        (before.choices != after.choices, _("选项改了：前一次是「%s」") % _("、").join(before.choices)),
        ((before.low, before.high) != (after.low, after.high), _("数的范围改了：前一次是 %(low)s 到 %(high)s") % said),
        (before.kind == QuestionKind.WORDS, _("是写字的题，不比数")),
    )
    return next((why for is_so, why in reasons if is_so), "")


def compare(
    before: Sequence[Question], after: Sequence[Question], tallies_before: Mapping[str, Tally],
    tallies_after: Mapping[str, Tally],
) -> tuple[list[Compared], list[NotCompared]]:  # fmt: skip
    """Every question of both surveys, in the order of the later one: compared, or named with the reason."""
    first, second = ({each.key: each for each in questions} for questions in (before, after))
    compared, alone = [], []
    for key in [*second, *(key for key in first if key not in second)]:
        asked = second.get(key) or first[key]
        if why := why_not(first.get(key), second.get(key)):
            alone.append(NotCompared(asked.ask, why))
        else:
            compared.append(_compared(asked, tallies_before[key], tallies_after[key]))
    return compared, alone


def _compared(question: Question, before: Tally, after: Tally) -> Compared:
    lines = [Line(one.name, one, two) for one, two in zip(before.counts, after.counts, strict=True)]
    if question.kind == QuestionKind.STARS:
        lines = [Line(_("4 星以上"), before.satisfied, after.satisfied), *lines]
    return Compared(question, before, after, lines)
