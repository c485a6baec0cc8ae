"""Forms around gifts, campaigns and their accounts. Amounts are written in yuan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.run.donations import queries
from hehuo.domain.run.donations.actions import CampaignWords, Gift
from hehuo.domain.run.donations.kinds import CampaignKind, GiftKind, Receipt, Shown
from hehuo.domain.run.donations.models import Campaign
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.people.forms import PersonField
from hehuo.web.run.books.forms import DayField, YuanField

LONG = forms.Textarea(attrs={"rows": 4})


class CampaignForm(OnceForm):
    """A campaign in the words of the charity's filing."""

    fund = forms.ChoiceField(label=_("捐到哪个慈善基金"), help_text=_("募捐由管这个基金的慈善组织来办。"))
    kind = forms.TypedChoiceField(
        label=_("哪一种"), choices=CampaignKind.choices, coerce=CampaignKind, initial=CampaignKind.ONCE,
        widget=forms.RadioSelect,
    )  # fmt: skip
    title = forms.CharField(label=_("名称"), max_length=40, help_text=_("和备案的一样。"))
    plan = forms.CharField(
        label=_("募捐方案"), max_length=600, widget=LONG, help_text=_("为了谁，做什么，成本多少，剩下的怎么办。")
    )
    certificate_no = forms.CharField(label=_("公开募捐资格证书编号"), max_length=40)
    filing_no = forms.CharField(label=_("备案编号"), max_length=60)
    contact = forms.CharField(label=_("慈善组织的联系人和电话"), max_length=80)
    link = forms.CharField(
        label=_("慈善组织的募捐网页"), max_length=300, widget=forms.URLInput,
        help_text=_("以 https:// 开头。这里只放官方网页，不放收款码；二维码由网址生成。"),
    )  # fmt: skip
    starts_on = DayField(label=_("哪天开始"))
    ends_on = forms.DateField(
        label=_("哪天结束"), required=False, widget=forms.DateInput(), help_text=_("长期随手捐没有期限的，不填。")
    )
    earmark = forms.CharField(
        label=_("只用在"), required=False, max_length=40, help_text=_("写了就专款专用，例如：困境儿童助学。")
    )
    is_emergency = forms.BooleanField(label=_("应对突发事件，每五天公开一次"), required=False)

    def __init__(self, *args: Any, campaign: Campaign | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funds = {str(each.id): each for each in queries.mirrors()}
        self.fields["fund"].choices = [(key, each.name) for key, each in self.funds.items()]  # type: ignore[attr-defined]
        if campaign:
            del self.fields["fund"], self.fields["key"]
            self.initial = {name: getattr(campaign, name) for name in self.fields if name != "is_emergency"}
            self.initial["is_emergency"] = bool(campaign.emergency_from)

    def clean_fund(self) -> Fund:
        return self.funds[self.cleaned_data["fund"]]

    def words(self) -> CampaignWords:
        """As the actions take them."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "fund", "is_emergency")}
        emergency_from = said["starts_on"] if self.cleaned_data["is_emergency"] else None
        return CampaignWords(**said, emergency_from=emergency_from)


class EndForm(ActForm):
    ended_on = DayField(label=_("哪天结束的"))


class GiftForm(OnceForm):
    """One gift, as the charity's paper has it."""

    target = forms.ChoiceField(label=_("捐给哪里"))
    kind = forms.TypedChoiceField(
        label=_("捐的是"), choices=GiftKind.choices, coerce=GiftKind, initial=GiftKind.MONEY, widget=forms.RadioSelect
    )
    fen = YuanField(label=_("多少元"), required=False, help_text=_("捐钱的写这里。"))
    goods = forms.CharField(label=_("什么物资"), required=False, max_length=60, help_text=_("捐物的写这里，不折成钱。"))
    count = forms.IntegerField(label=_("数量"), required=False, max_value=1_000_000)
    unit = forms.CharField(label=_("单位"), required=False, max_length=10, help_text=_("例如：袋、件、箱。"))
    received_on = DayField(label=_("慈善组织哪天收到的"))
    receipt = forms.TypedChoiceField(
        label=_("票据"), choices=Receipt.choices, coerce=Receipt, initial=Receipt.ISSUED, widget=forms.RadioSelect
    )
    receipt_no = forms.CharField(label=_("票据号"), required=False, max_length=40, help_text=_("照慈善组织的票据写。"))
    donor_name = forms.CharField(
        label=_("捐赠人"), required=False, max_length=60, help_text=_("人名或单位名，只有办的人看得到。匿名的不写。")
    )
    donor = PersonField(
        label=_("花名册上的哪一位"),
        required=False,
        max_length=60,
        help_text=_("写姓名、电话或门牌。有消息时能告诉他。"),
    )
    shown = forms.TypedChoiceField(
        label=_("捐赠人同意公开什么"), choices=Shown.choices, coerce=Shown, initial=Shown.NOTHING,
        widget=forms.RadioSelect, help_text=_("没有问过，就是都不公开。"),
    )  # fmt: skip
    note = forms.CharField(label=_("备注"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {str(each.id): {"fund": each.fund, "campaign": each} for each in queries.published()}
        names = {key: each["campaign"].title for key, each in self.targets.items()}
        for each in funds.all_purposes():
            if each.fund.rule.is_mirror:
                self.targets[str(each.id)] = {"fund": each.fund, "purpose": each}
                names[str(each.id)] = f"{each.fund} · {each}"
        self.fields["target"].choices = list(names.items())  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        gift = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "target")}
        return {"key": self.cleaned_data["key"], "gift": Gift(**gift), **self.targets[self.cleaned_data["target"]]}


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=80)


class ShownForm(ActForm):
    """What a donor allows from now on."""

    shown = forms.TypedChoiceField(
        label=_("捐赠人同意公开什么"), choices=Shown.choices, coerce=Shown, widget=forms.RadioSelect
    )
    said = forms.CharField(
        label=_("捐赠人怎么说的"), max_length=200, help_text=_("例如：10 月 5 日打电话来，不要写名字。")
    )


class DisclosureForm(ActForm):
    text = forms.CharField(
        label=_("怎么样了"), max_length=1000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("收了什么，怎么用的，接下来怎么办。数字从账本里来，不用写。不写捐赠人和受助人的名字。"),
    )  # fmt: skip
