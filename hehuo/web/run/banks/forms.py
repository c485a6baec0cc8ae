"""Forms around a bank's statement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Due, Fund, Voucher
from hehuo.domain.ground.intakes.tables.workbooks import column_letters
from hehuo.domain.run.banks.kinds import BankColumn
from hehuo.domain.run.banks.mapping import Proposal, Shown
from hehuo.web.forms import ActForm
from hehuo.web.run.books.forms import YuanField

COLUMN_CHOICES = [("", _("不用这一列")), *BankColumn.choices]


class StatementForm(ActForm):
    """A file of the bank."""

    fund = forms.ChoiceField(label=_("哪个资金的账户"))
    file = forms.FileField(
        label=_("银行流水"),
        help_text=_("网银导出的 Excel 或 CSV，原样传，不用改；表头认不出的，自己指一指各列是什么。"),
    )
    closing_fen = YuanField(label=_("期末余额（元）"), help_text=_("照对账单写。写对了，才知道文件没少行。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funds = {str(each.id): each for each in funds.funds()}
        self.fields["fund"].choices = [(key, each.name) for key, each in self.funds.items()]  # type: ignore[attr-defined]

    def clean_fund(self) -> Fund:
        return self.funds[self.cleaned_data["fund"]]


class PaperForm(ActForm):
    """What each column of a file is, where its data begin, and what the bank's paper says stands there."""

    start = forms.IntegerField(min_value=1, error_messages={"required": _("请选数据从哪一行开始。")})
    closing_fen = YuanField(label=_("期末余额（元）"))
    opening_fen = YuanField(
        label=_("期初余额（元）"), required=False,
        help_text=_("表里没有余额一列，才要写：期初加收减支等于期末，才知道没少行。"),
    )  # fmt: skip
    called = forms.CharField(
        label=_("这种样子叫什么"), max_length=40, help_text=_("例如：农行网银明细。下次同样的文件照它读。")
    )

    def __init__(self, *args: Any, shown: Shown, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meant = {index: name for name, index in proposal.columns.items()}
        self.fields["start"].initial = proposal.start
        for index in shown.columns:
            letters = _("%s 列") % column_letters(index)
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=letters, choices=COLUMN_CHOICES, required=False, initial=meant.get(index, ""),
                widget=forms.Select(attrs={"aria-label": letters}),
            )  # fmt: skip

    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, from left to right."""
        return [self[name] for name in self.fields if name.startswith("column")]

    def words(self) -> list[forms.BoundField]:
        """What is asked beside the table."""
        return [self["closing_fen"], self["opening_fen"], self["called"]]

    def said(self) -> dict[str, Any]:
        """As the action takes it: the place of each column and what it is."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if not name.startswith("column")}
        chosen = {int(field.name.removeprefix("column")): self.cleaned_data[field.name] for field in self.columns()}
        return {**cleaned, "said": {index: name for index, name in chosen.items() if name}}


class DuesForm(ActForm):
    """Which dues a receipt was for: one or several."""

    dues = forms.MultipleChoiceField(label=_("是哪几笔应收"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, dues: Sequence[Due], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(each.id): each for each in dues}
        self.fields["dues"].choices = [(key, f"{each.debtor_name}　{each.title}") for key, each in self.found.items()]  # type: ignore[attr-defined]

    def clean_dues(self) -> list[Due]:
        return [self.found[key] for key in self.cleaned_data["dues"]]


class PaymentForm(ActForm):
    """Which payment left the account."""

    voucher = forms.ChoiceField(label=_("是哪一笔付款"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, vouchers: Sequence[Voucher], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(each.id): each for each in vouchers}
        self.fields["voucher"].choices = [(key, f"{each.number} {each.what}") for key, each in self.found.items()]  # type: ignore[attr-defined]

    def clean_voucher(self) -> Voucher:
        return self.found[self.cleaned_data["voucher"]]


class WordsForm(ActForm):
    words = forms.CharField(
        label=_("这是什么钱"), max_length=200, help_text=_("例如：账户管理费；多转的 50 元，已联系退回。")
    )


class SheetForm(ActForm):
    note = forms.CharField(
        label=_("两边还差的，是什么"),
        max_length=200,
        required=False,
        help_text=_("例如：建账以前户里就有的。一样就不用写。"),
    )


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("为什么退回重对"), max_length=80)
