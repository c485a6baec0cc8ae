"""Forms for voices and needs."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs import dangers, guesses, queries
from hehuo.domain.plan.needs.kinds import ANSWER_WITHIN_DAYS, Channel, Layer, NeedKind, Pressing, Urgency
from hehuo.domain.plan.needs.models import Need, Voice
from hehuo.domain.plan.needs.rules import WORDS_LIMIT
from hehuo.web.forms import ActForm, OnceForm, PhotosField
from hehuo.web.ground.places.forms import AtPlace

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
    may_quote = None  # type: ignore[assignment]  # a consent is a person's: nobody's words are shown without one
    field_order = ["key", "words", "where", "speaker_name"]


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
    may_quote = forms.BooleanField(
        label=_("本人同意公开原话（不带名字）"), required=False, help_text=_("人在花名册上才能记，记成一份同意书。")
    )
    danger = forms.ChoiceField(
        label=_("有危险，今天就要去看"), required=False, help_text=_("选了就响：今天到期，管需求的人都收到。")
    )
    heard_ms = forms.IntegerField(required=False, min_value=0, max_value=2**53, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["danger"].choices = danger_choices()  # type: ignore[attr-defined]  # a ChoiceField

    def clean_heard_ms(self) -> datetime | None:
        """The moment a phone noted it without a signal; nothing where it is noted just now."""
        said = self.cleaned_data["heard_ms"]
        return datetime.fromtimestamp(min(said / 1000, clock.now().timestamp()), tz=UTC) if said else None


def danger_choices() -> list[tuple[str, str]]:
    """The dangers that ring, by name, and none."""
    return [("", str(_("没有"))), *((each.code, str(each.title)) for each in dangers.TABLE if each.rings)]


class NeedForm(AtPlace):
    """How a need is worded and classed."""

    field_order = ("title", "wording", "kind", "layer", "urgency", "pressing", "place")
    title = forms.CharField(label=_("叫什么"), max_length=60)
    wording = forms.CharField(
        label=_("说清楚一点"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    kind = forms.ChoiceField(label=_("类别"), choices=NeedKind.choices, initial=NeedKind.CULTURE)
    layer = forms.ChoiceField(label=_("哪一层能办"), choices=Layer.choices, initial=Layer.COMMUNITY)
    urgency = forms.ChoiceField(label=_("轻重缓急"), choices=Urgency.choices, initial=Urgency.NORMAL)
    pressing = forms.MultipleChoiceField(
        label=_("急难愁盼"), choices=Pressing.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class OpenNeedForm(NeedForm, OnceForm):
    """A new need, begun from a voice: each answer has its key, and what the words suggest is chosen already."""

    KEYS = {"kind": "qwerasdfg", "layer": "zxcv", "urgency": "yuio", "pressing": "6789"}
    field_order = ["key", "title", "kind", "layer", "urgency", "pressing", "place", "wording"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "layer", "urgency"):
            field = self.fields[name]
            field.widget = forms.RadioSelect(choices=field.choices)  # type: ignore[attr-defined]  # a ChoiceField

    @classmethod
    def of(cls, voice: Voice | None) -> "OpenNeedForm":
        """The form as it stands before a voice; what is proposed from the words can all be changed."""
        if voice is None:
            return cls()
        guess = guesses.guess(voice.words)
        return cls(initial={"title": guess.title, "kind": guess.kind, "layer": guess.layer, "urgency": guess.urgency})


class PublishForm(ActForm):
    """Who answers for a need, what comes next, and until when; what is left empty is filled in."""

    next_step = forms.CharField(
        label=_("下一步"), required=False, max_length=120, help_text=_("例如：请维修公司来看，报个价。")
    )
    due_on = forms.DateField(label=_("哪天前有回音"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    owner = forms.ChoiceField(label=_("谁来办"), required=False)

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need, self.people = need, {str(each.id): each for each in queries.may_own()}
        due_on = need.due_on or clock.today() + timedelta(days=ANSWER_WITHIN_DAYS)
        self.fields["next_step"].initial = need.next_step or _("派人去看，看了回话")
        self.fields["due_on"].initial = due_on.isoformat()
        self.fields["owner"].initial = str(need.owner_id)
        self.fields["owner"].choices = [(key, each.name) for key, each in self.people.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("next_step", "due_on"):
            if not cleaned.get(name) and name not in self.errors:
                initial = self.fields[name].initial
                cleaned[name] = str(initial) if name == "next_step" else datetime.fromisoformat(initial).date()
        return cleaned

    def clean_owner(self) -> Person:
        return self.people.get(self.cleaned_data["owner"], self.need.owner)


class FoundForm(ActForm):
    """What somebody found who went to see a danger."""

    found = forms.CharField(
        label=_("看到了什么，先做了什么"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("例如：拉了警戒线，已打物业电话，明天上午来人。"),
    )  # fmt: skip


class VoicesForm(ActForm):
    """Some voices of a list, ticked."""

    voices = forms.MultipleChoiceField(label=_("哪几条"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, voices: Sequence[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(each.id): each for each in voices}
        self.fields["voices"].choices = [(key, each.words) for key, each in self.found.items()]  # type: ignore[attr-defined]

    def clean_voices(self) -> list[Voice]:
        return [self.found[key] for key in self.cleaned_data["voices"]]


class AlikeForm(VoicesForm, OnceForm):
    """Voices that seem to say the same: into a need that is there, or a new one."""

    into = forms.ChoiceField(label=_("归到哪件"), required=False)
    title = forms.CharField(label=_("是新的，叫什么"), required=False, max_length=60)

    def __init__(self, *args: Any, voices: Sequence[Voice], **kwargs: Any) -> None:
        super().__init__(*args, voices=voices, **kwargs)
        self.needs = {str(each.need.id): each.need for each in queries.proposals_for(voices[0])} if voices else {}
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            ("", str(_("立成新需求"))), *((key, f"{each.number} {each.title}") for key, each in self.needs.items())
        ]  # fmt: skip
        self.guess = guesses.guess(voices[0].words) if voices else None
        self.fields["title"].initial = self.guess.title if self.guess else ""

    def clean_voices(self) -> list[Voice]:
        if not (chosen := super().clean_voices()):
            raise forms.ValidationError(_("请先勾上要归到一起的话。"))
        return chosen

    def clean_into(self) -> Need | None:
        return self.needs.get(self.cleaned_data["into"])


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
