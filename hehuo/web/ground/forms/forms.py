"""Giving feedback: one row of stars a question, none taken beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.forms.kinds import STARS
from hehuo.domain.ground.forms.models import Form
from hehuo.domain.ground.forms.rules import WORDS_LIMIT
from hehuo.domain.ground.people import queries as people
from hehuo.web.forms import OnceForm


class FeedbackForm(OnceForm):
    """The stars of a form's questions, and words."""

    words = forms.CharField(
        label=_("想说的话"), required=False, max_length=WORDS_LIMIT, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, asked: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for question in asked.asked:
            self.fields[question.key] = forms.TypedChoiceField(
                label=_now(question.ask), choices=[(star, str(star)) for star in STARS], coerce=int,
                widget=forms.RadioSelect, error_messages={"required": _now("请点几颗星。")},
            )  # fmt: skip

    @property
    def star_fields(self) -> list[forms.BoundField]:
        return [self[question.key] for question in self.asked.asked]

    @property
    def said(self) -> dict[str, Any]:
        """What was given, as the action takes it."""
        found = self.cleaned_data
        answers = {question.key: found[question.key] for question in self.asked.asked}
        return {"answers": answers, "words": found["words"], "key": found["key"]}


class PaperForm(FeedbackForm):
    """The same from a paper, entered by a worker as it is: a star that is missing there stays missing."""

    respondent = forms.CharField(
        label=_("谁填的"), max_length=40, help_text=_("写姓名、手机号或门牌；花名册里没有的，写纸上的编号或手机尾号。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.star_fields:
            field.field.required = False

    @property
    def said(self) -> dict[str, Any]:
        written = self.cleaned_data["respondent"]
        person = people.the_one_called(written)
        return {**super().said, "person": person, "respondent_key": "" if person else written}
