"""Forms for stewards and for those who ask them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.build.agreements.models import Stewardship
from hehuo.domain.build.stewards.kinds import Period, Urgency
from hehuo.web.forms import DATE, SHORT, ActForm, OnceForm


class HelpForm(OnceForm):
    what = forms.CharField(
        label=_("要帮什么忙"), max_length=200, widget=SHORT, help_text=_("例如：周五停电，课怎么上。")
    )
    urgency = forms.TypedChoiceField(
        label=_("有多急"), coerce=Urgency, choices=Urgency.choices, initial=Urgency.SOON, widget=forms.RadioSelect
    )


class WordForm(ActForm):
    text = forms.CharField(label=_("写一句"), max_length=500, widget=SHORT)


class SolveForm(ActForm):
    result = forms.CharField(label=_("办成了什么样"), max_length=300, widget=SHORT)


class ReopenForm(ActForm):
    why = forms.CharField(label=_("哪里还没好"), max_length=300, widget=SHORT)


class VisitForm(OnceForm):
    on = forms.DateField(label=_("哪一天"), widget=DATE, initial=clock.today)
    said = forms.CharField(label=_("说了什么"), max_length=500, widget=SHORT)
    next_step = forms.CharField(label=_("下一步"), max_length=200, required=False)
    next_on = forms.DateField(label=_("下一次哪天去"), widget=DATE, required=False, help_text=_("不写，按一个月算。"))


class RotaForm(ActForm):
    period = forms.TypedChoiceField(
        label=_("多久一轮"), coerce=Period, choices=Period.choices, initial=Period.WEEK, widget=forms.RadioSelect
    )
    from_on = forms.DateField(label=_("从哪天起"), widget=DATE, initial=clock.today)
    first = forms.ChoiceField(label=_("谁先轮"))

    def __init__(self, *args: Any, stewards: list[Stewardship], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(each.person_id): each.person for each in stewards}
        self.fields["first"].choices = [  # type: ignore[attr-defined]
            (key, person.name) for key, person in self._people.items()
        ]

    def clean_first(self) -> Any:
        return self._people[self.cleaned_data["first"]]
