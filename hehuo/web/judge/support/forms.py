"""Forms around support: asking, deciding, noting a use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.judge.support.kinds import UNITS, Kind
from hehuo.web.forms import DATE, ActForm, Chosen, OnceForm


class AskForm(OnceForm):
    partner = forms.ChoiceField(label=_("给哪一家"))
    kind = forms.TypedChoiceField(
        label=_("给什么"), coerce=Kind, choices=[(kind.value, f"{kind.label}（{UNITS[kind]}）") for kind in Kind]
    )
    what = forms.CharField(label=_("写清楚是什么"), max_length=80, help_text=_("例如：二楼排练厅，周三晚上。"))
    amount = forms.IntegerField(label=_("多少"), min_value=1, max_value=1_000_000)
    until_on = forms.DateField(label=_("哪天到期"), widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = {each.partner_id: each.partner for each in agreements.in_force()}
        self._partners = Chosen(self.fields["partner"], partners.values())

    def clean_partner(self) -> Partner:
        return self._partners.of([self.cleaned_data["partner"]])[0]  # type: ignore[no-any-return]


class DecideForm(ActForm):
    grants = forms.TypedChoiceField(
        label=_("怎么定"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("批")), ("no", _("不批"))],
    )  # fmt: skip
    words = forms.CharField(label=_("理由"), max_length=200)


class UseForm(OnceForm):
    amount = forms.IntegerField(label=_("用了多少"), min_value=1, max_value=1_000_000)
    on = forms.DateField(label=_("哪一天"), widget=DATE, initial=clock.today)
    note = forms.CharField(label=_("用在哪里"), max_length=200)


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么冲掉"), max_length=200)


class ThresholdForm(ActForm):
    stars = forms.IntegerField(label=_("几星起给支持"), min_value=1, max_value=5)
