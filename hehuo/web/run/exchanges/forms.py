"""Forms around accounts of give and take. Amounts are written as people say them: hours, yuan, places, events."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.run.exchanges import queries
from hehuo.domain.run.exchanges.kinds import FROM_BOOKS, KINDS, Kind
from hehuo.domain.run.exchanges.models import Exchange, Pledge
from hehuo.web.forms import DATE, ActForm, OnceForm

WORDS = [(kind.value, f"{kind.label}（{KINDS[kind].word}）") for kind in Kind]


class AmountForm(OnceForm):
    """So much of one kind; `units` says into how many parts of its unit each kind is counted."""

    units: ClassVar[Mapping[Any, Any]] = KINDS

    kind = forms.TypedChoiceField(label=_("什么"), coerce=Kind, choices=WORDS)
    amount = forms.DecimalField(
        label=_("多少"), min_value=Decimal("0.01"), max_digits=12, decimal_places=2,
        help_text=_("场地写小时，装修写元，名额写个，活动写场。"),
    )  # fmt: skip
    what = forms.CharField(label=_("写清楚是什么"), max_length=60, help_text=_("例如：一楼活动室，周三晚上。"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "kind" in said and "amount" in said:
            amount = said["amount"] * self.units[said["kind"]].whole
            if amount != amount.to_integral_value():
                self.add_error("amount", _("这一样要写整数；小时写到分钟，例如 1.5。"))
            said["amount"] = int(amount)
        return said


class PledgeForm(AmountForm):
    due_on = forms.DateField(label=_("哪天以前"), widget=DATE)


class DeliveryForm(AmountForm):
    """What was given, and which promise it keeps."""

    on = forms.DateField(label=_("哪一天"), widget=DATE, initial=clock.today)
    pledge = forms.ChoiceField(label=_("算哪一条约定"), required=False)

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pledges = {str(each.id): each for each in queries.pledges_of(exchange)}
        self.fields["kind"].choices = [each for each in WORDS if each[0] not in FROM_BOOKS]  # type: ignore[attr-defined]
        self.fields["pledge"].choices = [  # type: ignore[attr-defined]
            ("", _("不算在哪一条里")),
            *((key, str(each)) for key, each in self.pledges.items()),
        ]

    def clean_pledge(self) -> Pledge | None:
        return self.pledges.get(self.cleaned_data["pledge"])


class OpenForm(OnceForm):
    agreement = forms.ChoiceField(label=_("哪一份协议"))
    title = forms.CharField(label=_("叫什么"), max_length=60, required=False, help_text=_("例如：邻里之家。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = {str(each.id): each for each in queries.without_account()}
        self.fields["agreement"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.partner}　{each}") for key, each in self.agreements.items()
        ]

    def clean_agreement(self) -> Any:
        return self.agreements[self.cleaned_data["agreement"]]


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)
