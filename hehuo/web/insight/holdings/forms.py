"""Asking for one's data, and settling what was asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.insight.holdings.kinds import AskKind
from hehuo.web.forms import ActForm, OnceForm


class AskForm(OnceForm):
    """What is to be put right or erased."""

    kind = forms.ChoiceField(label=_("要办什么"), choices=AskKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("哪里要改，改成什么"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("要删，可以不写；替别人来说，请写是谁、为什么。"),
    )  # fmt: skip

    def clean_kind(self) -> AskKind:
        return AskKind(self.cleaned_data["kind"])


class AnswerForm(ActForm):
    """What was done, or why it cannot be."""

    answer = forms.CharField(label=_("怎么核对的，怎么办的"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].help_text = _("本人看得到这句话。")


class WhyForm(OnceForm):
    """Why somebody's data has to be seen."""

    why = forms.CharField(
        label=_("为什么要看"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("批的人看得到，也会记下来。"),
    )  # fmt: skip


class OpinionForm(ActForm):
    """A word on a decision; needed only where it is a no."""

    opinion = forms.CharField(
        label=_("意见"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("同意可以不写；不同意请写为什么，申请的人看得到。"),
    )  # fmt: skip
