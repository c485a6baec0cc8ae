"""Forms of spaces."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.spaces.kinds import Audience, Ownership
from hehuo.web.forms import ActForm, OnceForm

WEEKDAYS = [
    ("1", _("星期一")), ("2", _("星期二")), ("3", _("星期三")), ("4", _("星期四")), ("5", _("星期五")),
    ("6", _("星期六")), ("7", _("星期日")),
]  # fmt: skip
QUARTERS = forms.TimeInput(attrs={"step": 900})


FAR = timedelta(days=3_660)  # no page is about a day further off, and no calendar breaks


def is_near(day: date) -> bool:
    """Whether a day lies within ten years of today."""
    return abs(day - clock.today()) <= FAR


class AtTime(forms.Form):
    """A stretch of one day."""

    day = forms.DateField(label=_("哪一天"))
    from_time = forms.TimeField(label=_("几点开始"), widget=QUARTERS)
    to_time = forms.TimeField(label=_("几点结束"), widget=QUARTERS)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not is_near(day):
            raise forms.ValidationError(_("这个日子太远了，请写近一点的，例如 %s。") % clock.today())
        return day

    @property
    def moments(self) -> dict[str, datetime]:
        """When it begins and ends, as actions take it."""
        day, begins, ends = (self.cleaned_data[name] for name in ("day", "from_time", "to_time"))
        return {
            "starts_at": clock.at(day, begins.hour, begins.minute), "ends_at": clock.at(day, ends.hour, ends.minute),
        }  # fmt: skip


class BookForm(OnceForm, AtTime):
    """A time for one's own use."""

    audience = forms.ChoiceField(label=_("谁来用"), choices=Audience.choices)
    purpose = forms.CharField(label=_("用来做什么"), max_length=80)

    def __init__(self, *args: Any, audiences: list[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(each.value, each.label) for each in audiences]
        if len(audiences) == 1:
            self.fields["audience"].widget = forms.HiddenInput()
            self.fields["audience"].initial = audiences[0].value

    @property
    def stretch(self) -> dict[str, Any]:
        """The moments, and the rest, as the action takes them."""
        said = self.cleaned_data
        known = {"audience": Audience(said["audience"]), "purpose": said["purpose"], "key": said["key"]}
        return self.moments | known


class CancelForm(ActForm):
    reason = forms.CharField(label=_("为什么取消"), max_length=120, required=False)


class SpaceForm(ActForm):
    """What is known of a space."""

    name = forms.CharField(label=_("叫什么"), max_length=40)
    area = forms.DecimalField(label=_("面积（平方米）"), required=False, min_value=0, max_digits=8, decimal_places=2)
    seats = forms.IntegerField(label=_("坐多少人"), required=False, min_value=1)
    equipment = forms.CharField(
        label=_("有什么设备"), required=False, max_length=120, help_text=_("用顿号隔开，例如 投影、音响、把杆。")
    )
    ownership_kind = forms.ChoiceField(label=_("是谁的"), choices=Ownership.choices)
    decision = forms.CharField(
        label=_("收费使用的决定文件"), required=False, max_length=120, help_text=_("名称和文号；没有就只能免费使用。")
    )
    cleaning_minutes = forms.IntegerField(label=_("用完打扫（分钟）"), min_value=0, max_value=240, initial=0)
    cancel_hours = forms.IntegerField(label=_("开始前几小时内不能自己取消"), min_value=0, max_value=720, initial=24)
    note = forms.CharField(label=_("说明"), required=False, max_length=200)

    @property
    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        area = said.pop("area")
        return said | {"area_x100": None if area is None else int(area * 100)}


class OpenSpaceForm(SpaceForm, OnceForm):
    """A new space."""


class OpeningForm(ActForm):
    audience = forms.ChoiceField(
        label=_("给谁"), choices=[(each.value, each.label) for each in (Audience.RESIDENT, Audience.PARTNER)]
    )
    weekdays = forms.MultipleChoiceField(label=_("星期几"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple)
    from_time = forms.TimeField(label=_("从几点"), widget=QUARTERS)
    to_time = forms.TimeField(label=_("到几点"), widget=QUARTERS)
    from_on = forms.DateField(label=_("从哪天起"), required=False, help_text=_("分季节的才填，空着就是全年。"))
    to_on = forms.DateField(label=_("到哪天止"), required=False)

    def clean_weekdays(self) -> str:
        return "".join(self.cleaned_data["weekdays"])


class ShutForm(ActForm):
    """Days on which a space, or the whole house, is shut."""

    from_on = forms.DateField(label=_("从哪天"))
    to_on = forms.DateField(label=_("到哪天"))
    reason = forms.CharField(label=_("为什么不开放"), max_length=60)
    everywhere = forms.BooleanField(label=_("所有场地都不开放"), required=False)
