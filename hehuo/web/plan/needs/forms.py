"""Forms for voices and needs."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.needs.kinds import Channel, Layer, NeedKind, Urgency
from hehuo.domain.plan.needs.rules import WORDS_LIMIT
from hehuo.web.forms import ActForm, OnceForm, PhotosField

WORDS = forms.Textarea(attrs={"rows": 4, "maxlength": WORDS_LIMIT})


class SayForm(OnceForm):
    """Somebody speaks for themselves."""

    words = forms.CharField(
        label=_("什么事？"), widget=WORDS, help_text=_("像跟邻居说话一样写。也可以点键盘上的话筒，用嘴说。")
    )
    where = forms.CharField(label=_("在哪儿"), required=False, max_length=80, help_text=_("例如：3 栋后面"))
    may_quote = forms.BooleanField(label=_("我的原话可以公开（不带名字）"), required=False)


class StrangerSayForm(SayForm):
    """Somebody at a wall's QR code, who has not entered."""

    speaker_name = forms.CharField(
        label=_("怎么称呼您"), required=False, max_length=40, help_text=_("留了称呼和门牌，有回音好找到您。")
    )
    field_order = ["key", "words", "where", "speaker_name", "may_quote"]


class RecordForm(OnceForm):
    """A worker writes down what was said at a door, on a bench, at the desk."""

    words = forms.CharField(label=_("原话"), widget=WORDS, help_text=_("照他的话写，不用改成公文。"))
    channel = forms.ChoiceField(
        label=_("在哪儿听到的"),
        choices=[(each.value, each.label) for each in Channel if each not in {Channel.WALL, Channel.PHONE}],
        initial=Channel.DOOR,
        widget=forms.RadioSelect,
    )
    speaker_code = forms.CharField(
        label=_("谁说的"), required=False, max_length=40,
        help_text=_("写姓名，或门牌如 3-2-502；写了会在花名册里找，找不到就先记名字。"),
    )  # fmt: skip
    where = forms.CharField(label=_("说的是哪儿"), required=False, max_length=80)
    photos = PhotosField(
        label=_("照片"), required=False, help_text=_("可以一次选几张，只有工作人员看得见。手机会先缩小再传。")
    )
    may_quote = forms.BooleanField(label=_("本人同意公开原话（不带名字）"), required=False)
    heard_ms = forms.IntegerField(required=False, min_value=0, max_value=2**53, widget=forms.HiddenInput)

    def clean_heard_ms(self) -> datetime | None:
        """The moment a phone noted it without a signal; nothing where it is noted just now."""
        said = self.cleaned_data["heard_ms"]
        return datetime.fromtimestamp(min(said / 1000, clock.now().timestamp()), tz=UTC) if said else None


class NeedForm(ActForm):
    """How a need is worded and classed."""

    title = forms.CharField(label=_("叫什么"), max_length=60)
    wording = forms.CharField(
        label=_("说清楚一点"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    kind = forms.ChoiceField(label=_("类别"), choices=NeedKind.choices, initial=NeedKind.CULTURE)
    layer = forms.ChoiceField(label=_("哪一层能办"), choices=Layer.choices, initial=Layer.COMMUNITY)
    urgency = forms.ChoiceField(label=_("轻重缓急"), choices=Urgency.choices, initial=Urgency.NORMAL)
    place = forms.ChoiceField(label=_("哪个小区"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.estates = {str(place.id): place for place in places.estates()}
        choices = [("", _("全社区")), *((key, place.name) for key, place in self.estates.items())]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_place(self) -> Place | None:
        return self.estates.get(self.cleaned_data["place"])


class OpenNeedForm(NeedForm, OnceForm):
    """A new need, begun from a voice."""


class AnswerForm(ActForm):
    settled = forms.TypedChoiceField(
        label=_("结果"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", _("办成了")), ("no", _("办不了，说明原因"))],
    )  # fmt: skip
    answer = forms.CharField(label=_("回音"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class JoinForm(ActForm):
    need = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def need_id(self) -> UUID:
        return UUID(str(self.cleaned_data["need"]))
