"""Forms around a survey: its draft, its questions, an answer by phone, a paper typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.forms.questions import ASK_LIMIT, WORDS_LIMIT, Question, QuestionKind
from hehuo.domain.ground.places import queries as places
from hehuo.domain.plan.surveys import queries
from hehuo.domain.plan.surveys.kinds import Naming, Unit
from hehuo.domain.plan.surveys.models import Asked, Survey
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.places.forms import AtPlace

LONG = forms.Textarea(attrs={"rows": 3})


class ChangeForm(AtPlace):
    """What is asked, why, of whom, and until when."""

    offered = staticmethod(places.all_places)
    field_order = ("title", "why", "place")

    title = forms.CharField(label=_("问卷的题目"), max_length=60, help_text=_("例如：您想要什么样的课。大家会看到。"))
    why = forms.CharField(
        label=_("为什么问"), max_length=500, widget=LONG, help_text=_("问来做什么用，答的人先看到这一句。")
    )
    unit = forms.ChoiceField(label=_("怎么算一份"), choices=Unit.choices, widget=forms.RadioSelect)
    naming = forms.ChoiceField(label=_("记不记名"), choices=Naming.choices, widget=forms.RadioSelect)
    closes_on = forms.DateField(
        label=_("手机答到哪天"), required=False, help_text=_("空着就由您来截止。过了这天，纸的还能再录三天。")
    )

    def __init__(self, *args: Any, survey: Survey | None = None, **kwargs: Any) -> None:
        initial = _said(survey) | kwargs.pop("initial", {}) if survey else kwargs.pop("initial", None)
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["place"].label = _("问哪里的人")

    def clean_unit(self) -> Unit:
        return Unit(self.cleaned_data["unit"])

    def clean_naming(self) -> Naming:
        return Naming(self.cleaned_data["naming"])


class SurveyForm(ChangeForm, OnceForm):
    """The same for a survey that is to be; with an earlier one it is asked again."""


def _said(survey: Survey) -> dict[str, Any]:
    """A survey as its form shows it."""
    named = ("title", "why", "unit", "naming", "closes_on")
    return {name: getattr(survey, name) for name in named} | {"place": str(survey.place_id or "")}


class QuestionForm(ActForm):
    """One question; its choices one to a line."""

    ask = forms.CharField(label=_("问什么"), max_length=ASK_LIMIT)
    kind = forms.ChoiceField(
        label=_("怎么答"), choices=QuestionKind.choices, initial=QuestionKind.STARS, widget=forms.RadioSelect
    )
    choices = forms.CharField(
        label=_("选项，一行一个"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("只有「选一个」「可以选几个」要写。"),
    )  # fmt: skip
    low = forms.IntegerField(label=_("最小填多少"), required=False, help_text=_("只有「填一个数」要写。"))
    high = forms.IntegerField(label=_("最大填多少"), required=False)
    is_required = forms.BooleanField(label=_("一定要答"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        kind = QuestionKind(data["kind"])
        has_choices = kind in (QuestionKind.ONE, QuestionKind.SEVERAL)
        is_number = kind == QuestionKind.NUMBER
        return data | {
            "kind": kind, "choices": data["choices"].splitlines() if has_choices else [],
            "low": (data["low"] or 0) if is_number else 0, "high": (data["high"] or 0) if is_number else 0,
        }  # fmt: skip

    @classmethod
    def said(cls, question: Question) -> dict[str, Any]:
        """A question as its form shows it."""
        is_number = question.kind == QuestionKind.NUMBER
        return {
            "ask": question.ask, "kind": question.kind, "choices": "\n".join(question.choices),
            "low": question.low if is_number else None, "high": question.high if is_number else None,
            "is_required": question.is_required,
        }  # fmt: skip


class AnswerForm(ActForm):
    """A survey to be answered: a field for each question, under its key."""

    def __init__(self, *args: Any, questions: Sequence[Question], is_paper: bool = False, **kwargs: Any) -> None:
        self.questions = questions
        super().__init__(*args, **kwargs)
        for question in questions:
            field = _field_of(question)
            field.required = question.is_required and not is_paper
            field.error_messages["required"] = _now("这一题还没有答。")
            self.fields[question.key] = field

    @property
    def asked(self) -> list[tuple[Question, forms.BoundField]]:
        """Each question with its field."""
        return [(question, self[question.key]) for question in self.questions]

    @property
    def answers(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        return {question.key: _answer(question, self.cleaned_data.get(question.key)) for question in self.questions}


def _answer(question: Question, said: Any) -> Any:
    if question.kind == QuestionKind.WORDS:
        return said or ""
    if isinstance(said, list):
        return [int(each) for each in said]
    return None if said in (None, "") else int(said)


def _field_of(question: Question) -> forms.Field:
    if question.kind == QuestionKind.WORDS:
        return forms.CharField(label=question.ask, max_length=WORDS_LIMIT, widget=LONG)
    if question.kind == QuestionKind.NUMBER:
        says = _now("填 %(low)s 到 %(high)s 的整数。") % {"low": question.low, "high": question.high}
        return forms.IntegerField(label=question.ask, help_text=says)
    choices = [(str(value), words) for value, words in question.options]
    if question.kind == QuestionKind.SEVERAL:
        return forms.MultipleChoiceField(
            label=question.ask, choices=choices, widget=forms.CheckboxSelectMultiple, help_text=_now("可以选几个。")
        )
    return forms.ChoiceField(label=question.ask, choices=choices, widget=forms.RadioSelect)


def initial_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """An answer given before, as the form shows it again."""
    return {key: [str(each) for each in said] if isinstance(said, list) else str(said) for key, said in answers.items()}


class PaperForm(AnswerForm):
    """The same from a paper: whose it is, and what is marked on it."""

    whose = forms.CharField(label=_("哪一户，或者谁"), max_length=60, help_text=_("写门牌或名字，例如 3-2-502。"))

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, questions=survey.asked, is_paper=True, **kwargs)
        self.survey = survey

    def clean_whose(self) -> Asked:
        written = self.cleaned_data["whose"]
        found = queries.asked_at(self.survey, written)
        if not found:
            raise forms.ValidationError(
                _now("名单上没有「%s」。请核对门牌或名字；开始问以后才搬来的，不在名单上。") % written
            )
        if len(found) > 1:
            some = _now("、").join(asked.label for asked in found[:5])
            raise forms.ValidationError(
                _now("「%(written)s」不止一个，请写清楚是哪个：%(some)s") % {"written": written, "some": some}
            )
        return found[0]
