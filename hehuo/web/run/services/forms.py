"""Forms for prices, lists, free places, orders and complaints."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.admissions.kinds import FreeGroup
from hehuo.domain.run.services import kinds, queries
from hehuo.domain.run.services.models import FreeOffer, PriceItem
from hehuo.web.forms import DATE, ActForm, OnceForm, PhotosField, fen_of, yuan_field
from hehuo.web.ground.people.forms import PersonField
from hehuo.web.ground.spaces.forms import QUARTERS

LONG = forms.Textarea(attrs={"rows": 3})


class PriceForm(OnceForm):
    """A marked price with the market price it is measured by."""

    name = forms.CharField(label=_("服务"), max_length=60)
    audience = forms.CharField(label=_("给谁"), max_length=40, required=False)
    unit = forms.CharField(label=_("按什么收"), max_length=20, initial=_("次"))
    resident = yuan_field(_("这里收（元）"), help_text=_("免费就写 0"))
    market = yuan_field(_("市场价（元）"))
    source = forms.CharField(label=_("市场价从哪里看到"), max_length=120, required=False)
    seen_on = forms.DateField(label=_("哪天看到"), widget=DATE, required=False, initial=clock.today)
    free_for = forms.CharField(
        label=_("谁免费"), max_length=120, required=False, help_text=_("例如：低保、残疾、困境儿童、70 岁以上")
    )

    def said(self) -> dict[str, Any] | None:
        """The arguments of the action; None where a sum cannot be read or is missing."""
        prices = {"resident_fen": fen_of(self, "resident"), "market_fen": fen_of(self, "market")}
        if prices["resident_fen"] is None and "resident" not in self.errors:
            self.add_error("resident", _("请写价格，免费就写 0。"))
        if self.errors:
            return None
        return {name: value for name, value in self.cleaned_data.items() if name not in {"resident", "market"}} | prices


class SheetForm(OnceForm):
    """A price list as a file."""

    file = forms.FileField(label=_("价目表"), help_text=_("Excel 或 CSV：服务项目、单位、市场价、来源、居民价。"))
    seen_on = forms.DateField(
        label=_("市场价哪天看到"), widget=DATE, initial=clock.today, help_text=_("行里自己写了日子的，按行里的。")
    )


class ClauseForm(ActForm):
    words = forms.CharField(label=_("协议里“按成本收”的那一句"), max_length=200, widget=LONG)


class OfferForm(OnceForm):
    """For whom a service is free."""

    service = forms.CharField(label=_("哪一项服务"), max_length=60, help_text=_("和标价、课程上的名字一样。"))
    groups = forms.TypedMultipleChoiceField(
        label=_("哪些人免费"), choices=FreeGroup.choices, coerce=FreeGroup, widget=forms.CheckboxSelectMultiple,
        help_text=_("只有办的人看得到选了哪几种。合伙人只看到可以、不可以。"),
    )  # fmt: skip
    label = forms.CharField(
        label=_("大家看到怎么写"), max_length=60, required=False, help_text=_("例如：困难家庭的孩子。")
    )
    places = forms.IntegerField(label=_("名额"), min_value=1, required=False, help_text=_("不限就不填。"))


class PersonForm(ActForm):
    person = PersonField(label=_("哪一位"), max_length=40, help_text=_("写姓名、电话，或门牌如 3-2-502。"))


class OrderForm(OnceForm):
    """When, where, how much; for whom, where the desk orders; and by which offer it is free."""

    person = PersonField(
        label=_("替谁约"), max_length=40, required=False, help_text=_("不写就是自己。写姓名、电话，或门牌。")
    )
    day = forms.DateField(label=_("哪天"), widget=DATE)
    time = forms.TimeField(label=_("几点"), widget=QUARTERS)
    quantity = forms.IntegerField(label=_("数量"), min_value=1, max_value=kinds.MOST, initial=1)
    offer = forms.ChoiceField(
        label=_("按哪种价"), required=False, widget=forms.RadioSelect,
        help_text=_("免费的会核对，只告诉可以、不可以，不说为什么。"),
    )  # fmt: skip
    where = forms.CharField(
        label=_("在哪里"), max_length=80, required=False, help_text=_("例如：3-2-502，或服务中心。")
    )
    wish = forms.CharField(label=_("要说明的"), max_length=200, required=False, widget=LONG)

    def __init__(self, *args: Any, item: PriceItem, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {str(each.id): each for each in queries.offers_for(item)}
        free = [(key, _("免费：%s") % each.label) for key, each in self.offers.items()]
        if item.resident_fen and free:
            self.fields["offer"].choices = [("", _("居民价")), *free]  # type: ignore[attr-defined]
        else:
            del self.fields["offer"]
        if not for_others:
            del self.fields["person"]

    def clean_offer(self) -> FreeOffer | None:
        return self.offers.get(self.cleaned_data["offer"])

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        said = dict(self.cleaned_data)
        at = clock.at(said.pop("day"), said["time"].hour, said.pop("time").minute)
        return {**said, "at": at}


class AcceptForm(ActForm):
    """Another time, where it was agreed on."""

    day = forms.DateField(label=_("改到哪天"), widget=DATE, required=False)
    time = forms.TimeField(label=_("几点"), widget=QUARTERS, required=False)

    def said(self) -> dict[str, datetime | None]:
        """The new time, or none where the one asked for is right."""
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return {"at": clock.at(day, time.hour, time.minute) if day and time else None}


class FinishForm(ActForm):
    photos = PhotosField(label=_("做完的照片"), help_text=_("不要拍到人脸和证件。"))
    quantity = forms.IntegerField(label=_("一共多少"), min_value=1, max_value=kinds.MOST, required=False)


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)


class RateForm(ActForm):
    stars = forms.TypedChoiceField(
        label=_("打几颗星"),
        choices=[(n, _("%s 星") % n) for n in range(5, 0, -1)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    said = forms.CharField(label=_("想说的"), max_length=200, required=False, widget=LONG)


class ComplainForm(OnceForm):
    words = forms.CharField(label=_("哪里不满意"), max_length=400, widget=LONG)


class AnswerForm(ActForm):
    answer = forms.CharField(label=_("查到什么，怎么办的"), max_length=400, widget=LONG)


class MonthForm(forms.Form):
    """Of which month."""

    month = forms.DateField()
