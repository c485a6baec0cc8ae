"""Forms of the circles."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.circles import kinds
from hehuo.domain.ground.places.models import Place
from hehuo.web.forms import ActForm, OnceForm


def circle_key(place: Place | None) -> str:
    """A circle as addresses and forms name it."""
    return str(place.id) if place else "all"


class InCircleForm(OnceForm):
    """Something for one of the circles that this person may speak in."""

    place = forms.ChoiceField(label=_("说给哪一圈"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, circles: Sequence[Place | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circles = {circle_key(place): place for place in circles}
        choices = [(key, str(place) if place else _now("全社区")) for key, place in self.circles.items()]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_place(self) -> Place | None:
        return self.circles[self.cleaned_data["place"]]


class AskForm(InCircleForm):
    """A question to one's neighbours."""

    text = forms.CharField(
        label=_("想问什么"), max_length=kinds.TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("同一圈的邻居都看得到，也都看得到答复。"),
    )  # fmt: skip


class TellForm(InCircleForm):
    """A notice."""

    title = forms.CharField(label=_("标题"), max_length=kinds.TITLE_LIMIT, help_text=_("例如：周六上午停水"))
    text = forms.CharField(label=_("说清楚"), max_length=kinds.TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 5}))
    days = forms.IntegerField(label=_("挂几天"), min_value=1, max_value=365, initial=kinds.NOTICE_DAYS)


class AnswerForm(ActForm):
    """An answer."""

    text = forms.CharField(label=_("答复"), max_length=kinds.TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 3}))


class TakeDownForm(ActForm):
    """Why a notice goes."""

    why = forms.CharField(label=_("为什么撤"), max_length=200, help_text=_("例如：时间改了。"))
