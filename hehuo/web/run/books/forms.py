"""Forms around the money. Amounts are written in yuan, as on a receipt."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock, money
from hehuo.core.errors import Invalid
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import Due
from hehuo.domain.run.books.kinds import OpinionKind
from hehuo.domain.run.books.models import Request
from hehuo.web.forms import ActForm, OnceForm


class YuanField(forms.CharField):
    """An amount as a person writes it, `1,280.00` or `1280元`; its value is in fen."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": 30, "widget": widget} | kwargs)

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        try:
            return money.parse_yuan(written)
        except Invalid as error:
            raise forms.ValidationError(error.say) from None


class DayField(forms.DateField):
    """The day of a receipt or payment; today unless another is written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("哪一天收付的"), "widget": forms.DateInput(), "initial": clock.today} | kwargs)


def _month_choices() -> list[tuple[str, str]]:
    """This month and the five before it."""
    first, found = clock.today().replace(day=1), list[tuple[str, str]]()
    for _number in range(6):
        found.append(
            (first.isoformat(), str(_("%(year)s 年 %(month)s 月") % {"year": first.year, "month": first.month}))
        )
        first = date.fromordinal(first.toordinal() - 1).replace(day=1)
    return found


class TurnoverForm(OnceForm):
    """What was taken in a month."""

    month = forms.TypedChoiceField(label=_("哪个月"), choices=_month_choices, coerce=date.fromisoformat)
    fen = YuanField(label=_("营业额（元）"), help_text=_("这个月一共收了多少，写到分。没有营业写 0。"))
    note = forms.CharField(label=_("说明"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = date.fromordinal(clock.today().replace(day=1).toordinal() - 1).replace(day=1)
        self.fields["month"].initial = last.isoformat()


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), widget=forms.Textarea(attrs={"rows": 2}), max_length=200)


class ReceiveForm(OnceForm):
    """What came for a due."""

    fen = YuanField(label=_("到账金额（元）"))
    on = DayField(label=_("到账日期"))
    receipt_issuer = forms.CharField(label=_("开票单位"), required=False, max_length=60)
    receipt_no = forms.CharField(label=_("票据号"), required=False, max_length=40)

    def __init__(self, *args: Any, due: Due, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fen"].initial = money.yuan(due.open_fen)
        if due.fund.rule.is_mirror:
            self.fields["receipt_issuer"].initial = due.fund.keeper
            for name in ("receipt_issuer", "receipt_no"):
                self.fields[name].required = True
            self.fields["receipt_no"].help_text = _("钱由慈善组织收，票据也由它开，这里只登记。")


class RequestForm(OnceForm):
    """Ask that money be received or paid."""

    line = forms.ChoiceField(label=_("哪个资金、哪个科目"))
    purpose = forms.ChoiceField(label=_("用途"), required=False, help_text=_("不选就是不限用途。"))
    fen = YuanField(label=_("金额（元）"))
    what = forms.CharField(
        label=_("做什么"), max_length=80, help_text=_("公示时大家会看到，例如：东风路口休闲椅 4 把。")
    )
    proof = forms.CharField(
        label=_("凭什么"), required=False, max_length=80, help_text=_("公示时大家会看到，例如：两家比价，选低的。")
    )
    party = forms.CharField(label=_("对方"), max_length=60, help_text=_("只有办账的人看得见。"))

    def __init__(self, *args: Any, direction: Direction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {str(line.id): line for line in funds.lines(direction=direction)}
        self.purposes = {str(one.id): one for one in funds.all_purposes() if one.is_restricted}
        self.fields["line"].choices = [(key, f"{one.fund} · {one}") for key, one in self.lines.items()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("不限用途")), *((key, f"{one.fund} · {one}") for key, one in self.purposes.items())
        ]  # fmt: skip

    def clean_line(self) -> Any:
        return self.lines.get(self.cleaned_data["line"])

    def clean_purpose(self) -> Any:
        return self.purposes.get(self.cleaned_data["purpose"])


class OpinionForm(ActForm):
    opinion = forms.CharField(label=_("意见"), required=False, max_length=200)


class SettleForm(ActForm):
    """The clerk says when it was received or paid."""

    on = DayField()
    receipt_issuer = forms.CharField(label=_("开票单位"), required=False, max_length=60)
    receipt_no = forms.CharField(label=_("票据号"), required=False, max_length=40)

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if request.direction == Direction.OUT:
            del self.fields["receipt_issuer"], self.fields["receipt_no"]
        elif request.line.fund.rule.is_mirror:
            self.fields["receipt_issuer"].initial = request.line.fund.keeper


class ReverseForm(ActForm):
    reason = forms.CharField(label=_("为什么冲正"), max_length=80, help_text=_("公示时大家会看到。"))
    on = DayField(label=_("冲正日期"), help_text=_("结过账的月份不能再记，请用今天。"))


class MonthOpinionForm(OnceForm):
    """A supervisor's word on a month."""

    kind = forms.TypedChoiceField(
        label=_("您怎么看"), choices=OpinionKind.choices, coerce=OpinionKind, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("意见"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("和账一起公开，写了就不能改；有新的意见，再写一条。"),
    )  # fmt: skip


class PostMonthForm(ActForm):
    contact = forms.CharField(label=_("联系人和电话"), required=False, max_length=120)
    days = forms.IntegerField(label=_("公示几天"), initial=15, min_value=15, help_text=_("居务公开至少 15 天。"))
