"""Forms around property fees. Amounts are written in yuan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.fees import queries
from hehuo.domain.run.fees.kinds import MONTHS, FeeBase
from hehuo.domain.run.fees.models import FeeRule
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.run.books.forms import DayField, YuanField


class RuleForm(ActForm):
    """What a home pays a month."""

    place = forms.ChoiceField(label=_("哪个小区"))
    fund = forms.ChoiceField(label=_("收到哪个物业费资金"))
    base = forms.ChoiceField(
        label=_("怎么算"), choices=FeeBase.choices, initial=FeeBase.BY_AREA, widget=forms.RadioSelect
    )
    rate = YuanField(label=_("每月多少元"), help_text=_("每平方米，或每户。例如 0.30。"))
    from_on = DayField(label=_("从哪天起"))
    to_on = forms.DateField(label=_("到哪天为止"), required=False, widget=forms.DateInput())
    decision = forms.CharField(
        label=_("业主怎么定的"), max_length=200, help_text=_("例如：2021 年 12 月业主大会，双过半。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.id): each for each in places.estates()}
        self.funds = {str(each.id): each for each in funds.funds_of(FundNature.FEES)}
        self.fields["place"].choices = [(key, each.name) for key, each in self.places.items()]  # type: ignore[attr-defined]
        self.fields["fund"].choices = [(key, each.name) for key, each in self.funds.items()]  # type: ignore[attr-defined]

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    def clean_fund(self) -> Fund:
        return self.funds[self.cleaned_data["fund"]]

    def clean_base(self) -> FeeBase:
        return FeeBase(self.cleaned_data["base"])

    def said(self) -> dict[str, Any]:
        """As the action takes it: the rate in 0.01 fen."""
        said = dict(self.cleaned_data)
        rate = said.pop("rate")
        return {**said, "rate_x100": rate * 100}


class PeriodForm(OnceForm):
    """Some months of a rule."""

    rule = forms.ChoiceField(label=_("哪个收费标准"))
    title = forms.CharField(label=_("哪一期"), max_length=40, help_text=_("例如：2022 年度。"))
    from_on = DayField(label=_("从哪天算起"))
    months = forms.IntegerField(label=_("几个月"), min_value=1, max_value=MONTHS, initial=12)
    due_on = DayField(label=_("哪天以前交"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = {str(each.id): each for each in queries.rules_of_fees()}
        self.fields["rule"].choices = [
            (key, f"{each.place}　{each.from_on:%Y-%m-%d}") for key, each in self.rules.items()
        ]  # type: ignore[attr-defined]

    def clean_rule(self) -> FeeRule:
        return self.rules[self.cleaned_data["rule"]]


class EndForm(ActForm):
    to_on = DayField(label=_("到哪天为止"))


class BookForm(ActForm):
    file = forms.FileField(
        label=_("收费登记表"), help_text=_("Excel 或 CSV，一户一行：房号、应收、减免、实收、日期、收据号。")
    )


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么退回"), max_length=200)


class PaymentForm(OnceForm):
    """Money for a bill."""

    fen = YuanField(label=_("收了多少元"))
    on = DayField(label=_("哪天收的"))
    receipt_no = forms.CharField(label=_("收据号"), max_length=40)
    note = forms.CharField(label=_("备注"), max_length=120, required=False)


class WaiveForm(ActForm):
    fen = YuanField(label=_("减免多少元"))
    why = forms.CharField(label=_("为什么减免"), max_length=200, help_text=_("例如：低保户减半。只有办的人看得到。"))
