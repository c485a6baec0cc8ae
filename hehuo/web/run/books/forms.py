"""Forms around the money. Amounts are written in yuan, as on a receipt."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock, money
from hehuo.core.errors import Invalid
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import BudgetLine, Due
from hehuo.domain.ground.people import queries as people
from hehuo.domain.run.books.actions import Price
from hehuo.domain.run.books.kinds import OpinionKind, RequestKind
from hehuo.domain.run.books.models import Offer, Request
from hehuo.domain.run.books.spending import Step
from hehuo.web.forms import ActForm, OnceForm, PhotosField, PhotosInput


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


class AskForm(ActForm):
    """What a request says. Which parts it has depends on its kind; `said()` is what the action takes."""

    payee = forms.CharField(
        label=_("谁垫的钱"), max_length=30, help_text=_("写姓名或手机号，要在花名册里。钱付给这个人。")
    )  # fmt: skip
    purpose = forms.ChoiceField(label=_("用途"), required=False, help_text=_("不选就是不限用途。"))
    fen = YuanField(label=_("金额（元）"))
    what = forms.CharField(
        label=_("做什么"), max_length=80, help_text=_("公示时大家会看到，例如：东风路口休闲椅 4 把。")
    )
    scope = forms.CharField(
        label=_("要做到什么样"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("做哪些事、做到什么样算好。验收按这几句，验收以后才付款。"),
    )  # fmt: skip
    proof = forms.CharField(
        label=_("凭什么"), required=False, max_length=80, help_text=_("公示时大家会看到，例如：两家比价，选低的。")
    )
    supplier = forms.ChoiceField(label=_("是合伙人的话，选一下"), required=False)
    party = forms.CharField(label=_("对方"), max_length=60, help_text=_("只有办账的人看得见。"))
    other_2 = forms.CharField(label=_("比价：第二家"), max_length=60, required=False)
    fen_2 = YuanField(label=_("第二家的价（元）"), required=False)
    other_3 = forms.CharField(label=_("比价：第三家"), max_length=60, required=False)
    fen_3 = YuanField(label=_("第三家的价（元）"), required=False)
    why_not_lowest = forms.CharField(label=_("没有选最低的，为什么"), max_length=120, required=False)
    decision = forms.CharField(
        label=_("哪天、谁定的"), max_length=120, required=False, help_text=_("例如：10 月 3 日管委会第 2 次会议。")
    )  # fmt: skip
    papers = PhotosField(
        label=_("票据、合同、报价单"), required=False, widget=PhotosInput(accept="image/*,.pdf"),
        help_text=_("照片或 PDF，可以一次选几份。只有办账的人看得见。"),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: RequestKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LEFT_OUT[kind]:
            del self.fields[name]
        self.purposes = {str(one.id): one for one in funds.all_purposes() if one.is_restricted}
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("不限用途")), *((key, f"{one.fund} · {one}") for key, one in self.purposes.items())
        ]  # fmt: skip
        if "supplier" in self.fields:
            self.partners = {str(one.id): one for one in partners.partners()}
            self.fields["supplier"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
                ("", _("不是合伙人")), *((key, one.name) for key, one in self.partners.items())
            ]  # fmt: skip

    @property
    def first(self) -> list[forms.BoundField]:
        """What every request says."""
        return [field for field in self if field.name not in LARGE]

    @property
    def large(self) -> list[forms.BoundField]:
        """What only a large one says, or one of a pot whose body decides each."""
        return [field for field in self if field.name in LARGE]

    def clean_purpose(self) -> Any:
        return self.purposes.get(self.cleaned_data["purpose"])

    def clean_supplier(self) -> Any:
        return self.partners.get(self.cleaned_data["supplier"])

    def clean_payee(self) -> Any:
        person = people.the_one_called(self.cleaned_data["payee"])
        if person is None:
            raise forms.ValidationError(_("花名册里没有找到唯一的这个人。同名的请写手机号。"))
        return person

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for number in ("2", "3"):
            if bool(found.get(f"other_{number}")) != bool(found.get(f"fen_{number}")) and not self.errors:
                self.add_error(f"fen_{number}", _("哪一家、什么价，两样都要写。"))
        return found

    def said(self) -> dict[str, Any]:
        """What was written, as the action takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if not name.endswith(("_2", "_3"))}
        pairs = [(self.cleaned_data.get(f"other_{n}"), self.cleaned_data.get(f"fen_{n}")) for n in ("2", "3")]
        return {"party": ""} | said | {"offers": [Price(who, fen) for who, fen in pairs if who and fen]}


LARGE = ("other_2", "fen_2", "other_3", "fen_3", "why_not_lowest", "decision")
_COMPARED = ("other_2", "fen_2", "other_3", "fen_3", "why_not_lowest", "supplier")
LEFT_OUT: dict[RequestKind, tuple[str, ...]] = {
    RequestKind.RECEIPT: ("payee", "scope", "decision", *_COMPARED),
    RequestKind.EXPENSE: ("payee", "scope"),
    RequestKind.SERVICE: ("payee",),
    RequestKind.CLAIM: ("scope", "party", *_COMPARED),
}


class RequestForm(AskForm, OnceForm):
    """A new request: which line of which pot, and all that an AskForm says."""

    line = forms.ChoiceField(label=_("哪个资金、哪个科目"))

    field_order = ("line", "payee", "purpose", "fen", "what", "scope")

    def __init__(self, *args: Any, kind: RequestKind, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.kind = kind
        way = Direction.IN if kind == RequestKind.RECEIPT else Direction.OUT
        self.lines = {str(line.id): line for line in funds.lines(direction=way)}
        self.fields["line"].choices = [(key, f"{one.fund} · {one}") for key, one in self.lines.items()]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_line(self) -> Any:
        return self.lines.get(self.cleaned_data["line"])

    def said(self) -> dict[str, Any]:
        return super().said() | {"kind": self.kind}


class MendForm(AskForm):
    """A returned request, as it was written."""

    def __init__(self, *args: Any, asked: Request, offers: Sequence[Offer], **kwargs: Any) -> None:
        written: dict[str, Any] = {
            "purpose": str(asked.purpose_id) if asked.purpose.is_restricted else "", "fen": money.yuan(asked.fen),
            "payee": asked.payee.name if asked.payee else "", "supplier": str(asked.supplier_id or ""),
        }  # fmt: skip
        written |= {
            name: getattr(asked, name) for name in ("what", "scope", "proof", "party", "why_not_lowest", "decision")
        }
        for number, offer in enumerate(offers, start=2):
            written |= {f"other_{number}": offer.supplier, f"fen_{number}": money.yuan(offer.fen)}
        super().__init__(*args, kind=RequestKind(asked.kind), initial=written, **kwargs)


class AdviceForm(OnceForm):
    """What a supervisor or a member thinks of a request."""

    kind = forms.TypedChoiceField(
        label=_("您怎么看"), choices=OpinionKind.choices, coerce=OpinionKind, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("意见"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写了就不能改；有新的意见，再写一条。"),
    )  # fmt: skip


class WordsForm(ActForm):
    """One's own interest, in words."""

    words = forms.CharField(
        label=_("是什么关系"), max_length=120, help_text=_("例如：店主是我表弟。写了以后，这笔就不能经您的手。")
    )


class AcceptForm(ActForm):
    """That what was bought is there and good."""

    on = DayField(label=_("哪天验收的"))
    words = forms.CharField(
        label=_("看到了什么"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("例如：4 把都装好了，坐得稳。"),
    )  # fmt: skip


class PapersForm(ActForm):
    """More papers of a request."""

    upload = forms.FileField(
        label=_("照片或 PDF"), widget=forms.FileInput(attrs={"accept": "image/*,.pdf"})
    )  # fmt: skip


class LadderForm(ActForm):
    """What a fund's payments need, in up to three steps; the first begins at nothing."""

    PRICES = [(number, number) for number in (1, 2, 3)]

    def __init__(self, *args: Any, steps: Sequence[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, 4):
            step = steps[number - 1] if number <= len(steps) else None
            of = {"n": number}
            if number > 1:
                self.fields[f"from_{number}"] = YuanField(
                    label=_("第 %(n)s 档：从多少元起") % of, required=False, help_text=_("不写就没有这一档。"),
                    initial=money.yuan(step.from_fen) if step else "",
                )  # fmt: skip
            self.fields[f"prices_{number}"] = forms.TypedChoiceField(
                label=_("第 %(n)s 档：比几家的价") % of, choices=self.PRICES, coerce=int,
                initial=step.prices if step else 1,
            )  # fmt: skip
            self.fields[f"opinion_{number}"] = forms.BooleanField(
                label=_("第 %(n)s 档：要监督意见") % of, required=False, initial=bool(step and step.asks_opinion)
            )
            self.fields[f"decision_{number}"] = forms.BooleanField(
                label=_("第 %(n)s 档：要决议") % of, required=False, initial=bool(step and step.asks_decision)
            )

    def steps(self) -> list[Step]:
        """The steps that were written."""
        said = self.cleaned_data
        return [
            Step(said.get(f"from_{n}") or 0, said[f"prices_{n}"], said[f"opinion_{n}"], said[f"decision_{n}"])
            for n in range(1, 4)
            if n == 1 or said.get(f"from_{n}") is not None
        ]


class BudgetForm(OnceForm):
    """A pot's plan: an amount for each line that has one."""

    decision = forms.CharField(label=_("哪天、谁定的"), max_length=120, help_text=_("例如：1 月 8 日居民代表会议。"))

    def __init__(self, *args: Any, lines: Sequence[BudgetLine], planned: Mapping[UUID, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {f"line_{line.id}": line for line in lines}
        for name, line in self.lines.items():
            self.fields[name] = YuanField(
                label=f"{line.get_direction_display()} · {line.name}", required=False,
                initial=money.yuan(planned[line.id]) if line.id in planned else "",
            )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """The plan as the action takes it."""
        written = self.cleaned_data
        planned = {line: written[name] for name, line in self.lines.items() if written[name] is not None}
        return {"planned": planned, "decision": written["decision"], "key": written["key"]}


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
