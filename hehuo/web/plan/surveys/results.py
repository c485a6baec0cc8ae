"""How counts are drawn: bars for a survey, pairs of bars for before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from hehuo.core import ratios
from hehuo.domain.ground.forms.questions import Question, QuestionKind
from hehuo.domain.plan.surveys import queries
from hehuo.domain.plan.surveys.comparing import Compared
from hehuo.domain.plan.surveys.models import Survey
from hehuo.domain.plan.surveys.tallies import Group, Tally
from hehuo.web.design.charts import Pair

NAME_LIMIT = 5  # so many signs stand beside a bar of the chart; the table below has them whole


@dataclass(frozen=True, slots=True)
class Shown:
    """One question of a result: counted, by building where enough answered, and the words that were cleared."""

    question: Question
    tally: Tally
    groups: Sequence[Group]
    cleared: Sequence[str]

    @property
    def is_stars(self) -> bool:
        return self.question.kind == QuestionKind.STARS

    @property
    def is_number(self) -> bool:
        return self.question.kind == QuestionKind.NUMBER

    @property
    def is_words(self) -> bool:
        return self.question.kind == QuestionKind.WORDS

    @property
    def is_several(self) -> bool:
        return self.question.kind == QuestionKind.SEVERAL


def shown(survey: Survey) -> list[Shown]:
    """Every question, in the order in which it was asked."""
    tallies, groups = queries.tallies_of(survey), queries.by_building(survey)
    cleared = queries.cleared_by_question(survey)
    return [
        Shown(each, tallies[each.key], groups.get(each.key, ()), cleared.get(each.key, ())) for each in survey.asked
    ]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question before and after, with its chart."""

    compared: Compared
    pairs: list[Pair]
    is_measured: bool


def comparison(compared: Sequence[Compared]) -> list[Drawn]:
    """The chart of each question that can be compared; none where one side has no answer."""
    return [
        Drawn(each, _pairs(each), each.question.kind in (QuestionKind.STARS, QuestionKind.NUMBER)) for each in compared
    ]


def _pairs(compared: Compared) -> list[Pair]:
    if not compared.before.base or not compared.after.base:
        return []
    return [
        Pair(_short(line.name), *(ratios.tenths(count.number, count.base) / 10 for count in (line.before, line.after)))
        for line in compared.lines
    ]


def _short(name: str) -> str:
    return name if len(name) <= NAME_LIMIT else f"{name[: NAME_LIMIT - 1]}…"
