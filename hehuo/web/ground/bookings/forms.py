"""Forms of asking for a space."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.bookings.kinds import Approval
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.spaces.forms import QUARTERS, WEEKDAYS, AtTime


class FindForm(ActForm, AtTime):
    """When, and for how many: the room comes after."""

    people = forms.IntegerField(label=_("来多少人"), min_value=1, max_value=9999, required=False)


class AskForm(OnceForm, FindForm):
    """Who comes, and what for."""

    part = forms.UUIDField(widget=forms.HiddenInput, required=False)
    purpose = forms.CharField(label=_("用来做什么"), max_length=80)
    waits = forms.BooleanField(label=_("有人订了也排队等，空出来先告诉我"), required=False)

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes, but for the part."""
        return self.moments | {name: self.cleaned_data[name] for name in ("purpose", "people", "waits", "key")}


class MoveForm(ActForm, AtTime):
    """Another time, another room."""

    space = forms.ChoiceField(label=_("哪间屋"))

    def __init__(self, *args: Any, spaces: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].choices = [(str(each.id), each.name) for each in spaces]


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("为什么"), max_length=120, required=False)


class TermsForm(ActForm):
    """How residents come to a space."""

    approval = forms.ChoiceField(label=_("谁来答复"), choices=Approval.choices)
    week_quota = forms.IntegerField(
        label=_("一人一周几次"), min_value=0, max_value=99, required=False, help_text=_("空着就不限，多的由社区答复。")
    )
    month_quota = forms.IntegerField(label=_("一人一个月几次"), min_value=0, max_value=99, required=False)
    offer_hours = forms.IntegerField(label=_("轮到候补的，留几小时"), min_value=1, max_value=168)
    release_minutes = forms.IntegerField(
        label=_("开始几分钟没人来就让出"), min_value=0, max_value=240, help_text=_("0 就一直留着。")
    )
    days_ahead = forms.IntegerField(label=_("最多提前几天"), min_value=1, max_value=400)


class WeeklyForm(OnceForm):
    """One time every week."""

    weekday = forms.TypedChoiceField(label=_("星期几"), coerce=int, choices=WEEKDAYS)
    from_time = forms.TimeField(label=_("几点开始"), widget=QUARTERS)
    to_time = forms.TimeField(label=_("几点结束"), widget=QUARTERS)
    first_on = forms.DateField(label=_("从哪天"))
    last_on = forms.DateField(label=_("到哪天"))
    audience = forms.ChoiceField(
        label=_("谁来用"), choices=[(each.value, each.label) for each in (Audience.OFFICE, Audience.PARTNER)]
    )
    purpose = forms.CharField(label=_("用来做什么"), max_length=80)

    @property
    def times(self) -> dict[str, Any]:
        """Which dates are meant."""
        said = {name: self.cleaned_data[name] for name in ("weekday", "from_time", "to_time", "first_on", "last_on")}
        return said | {"audience": Audience(self.cleaned_data["audience"])}
