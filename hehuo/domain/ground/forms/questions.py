"""Questions of a few kinds as data, and what an answer to one may be: pure, for whoever asks more than stars."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core.errors import Invalid
from hehuo.domain.ground.forms.kinds import STARS

ASK_LIMIT, CHOICE_LIMIT, WORDS_LIMIT = 100, 40, 500
CHOICES = (2, 20)  # at least, at most
NUMBERS_MOST = 1000  # so many different numbers a range may hold

Answers = Mapping[str, Any]  # by the question's key: a number, several numbers, or words


class QuestionKind(models.TextChoices):
    """How one question is answered."""

    STARS = "stars", gettext_lazy("打星，1 到 5")
    ONE = "one", gettext_lazy("选一个")
    SEVERAL = "several", gettext_lazy("可以选几个")
    YES_NO = "yes_no", gettext_lazy("是或不是")
    NUMBER = "number", gettext_lazy("填一个数")
    WORDS = "words", gettext_lazy("写几句话")


WITH_CHOICES = (QuestionKind.ONE, QuestionKind.SEVERAL)
YES, NO = 1, 2


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` is what answers are kept under, the same before and after; choices count from 1."""

    key: str
    kind: QuestionKind
    ask: str
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    is_required: bool = True

    def as_data(self) -> dict[str, Any]:
        """How a column of JSON keeps it."""
        return {
            "key": self.key, "kind": self.kind.value, "ask": self.ask, "choices": list(self.choices), "low": self.low,
            "high": self.high, "is_required": self.is_required,
        }  # fmt: skip

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> "Question":
        """What such a column says."""
        return cls(
            data["key"], QuestionKind(data["kind"]), data["ask"], tuple(data["choices"]), data["low"], data["high"],
            data["is_required"],
        )  # fmt: skip

    @property
    def options(self) -> list[tuple[int, str]]:
        """What can be marked, with its words; empty for numbers and words."""
        if self.kind == QuestionKind.STARS:
            return [(star, _("%s 星") % star) for star in reversed(STARS)]
        if self.kind == QuestionKind.YES_NO:
            return [(YES, _("是")), (NO, _("不是"))]
        return list(enumerate(self.choices, start=1))

    def marks(self, answer: object) -> list[int]:
        """An answer as the numbers that are counted; words count none."""
        if self.kind == QuestionKind.WORDS or answer is None:
            return []
        return sorted(set(answer)) if isinstance(answer, (list, tuple)) else [int(str(answer))]


def check_question(question: Question) -> None:
    """Raise Invalid for a question that cannot be asked."""
    if not question.ask.strip():
        raise Invalid("ask", _("请写问什么。"))
    if len(question.ask) > ASK_LIMIT:
        raise Invalid("ask", _("一题最多 %s 个字，长的请拆成两题。") % ASK_LIMIT)
    if question.kind in WITH_CHOICES:
        _check_choices(question.choices)
    if question.kind == QuestionKind.NUMBER and not 0 < question.high - question.low < NUMBERS_MOST:
        raise Invalid("high", _("最大的数要比最小的大，相差不到 %s。") % NUMBERS_MOST)


def _check_choices(choices: Sequence[str]) -> None:
    least, most = CHOICES
    if not least <= len(choices) <= most:
        raise Invalid("choices", _("请写 %(least)s 到 %(most)s 个选项，一行一个。") % {"least": least, "most": most})
    if len(set(choices)) < len(choices):
        raise Invalid("choices", _("有两个选项一样，请改一个。"))
    if any(len(choice) > CHOICE_LIMIT for choice in choices):
        raise Invalid("choices", _("选项最多 %s 个字。") % CHOICE_LIMIT)


def check_answers(questions: Iterable[Question], answers: Answers, *, from_paper: bool = False) -> None:
    """Raise Invalid, under the question's key, for what cannot stand; a question left out on paper stays left out."""
    questions = list(questions)
    for question in questions:
        given = answers.get(question.key)
        if given in (None, "", []):
            if question.is_required and not from_paper:
                raise Invalid(question.key, _("「%s」还没有答。") % question.ask)
            continue
        if problem := _problem(question, given):
            raise Invalid(question.key, problem)
    if all(answers.get(question.key) in (None, "", []) for question in questions):
        raise Invalid("", _("一题也没有答，没有收下。请至少答一题。"))


def _problem(question: Question, given: object) -> str:
    """Why an answer that is there cannot stand; empty where it can."""
    if question.kind == QuestionKind.WORDS:
        return _("最多 %s 个字。") % WORDS_LIMIT if len(str(given)) > WORDS_LIMIT else ""
    marks: Sequence[Any] = given if isinstance(given, (list, tuple)) else [given]
    if len(marks) > 1 and question.kind != QuestionKind.SEVERAL:
        return _("「%s」只能选一个。") % question.ask
    if any(type(mark) is not int for mark in marks):
        return _("「%s」请填一个数。") % question.ask
    if question.kind == QuestionKind.NUMBER:
        if question.low <= marks[0] <= question.high:
            return ""
        said = {"ask": question.ask, "low": question.low, "high": question.high}
        return _("「%(ask)s」请填 %(low)s 到 %(high)s 的数。") % said
    known = {value for value, _words in question.options}
    return "" if set(marks) <= known else _("「%s」没有这个选项，请刷新页面再选。") % question.ask
