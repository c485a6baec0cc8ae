"""Forms of the notice board."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.kinds import TERMS, TEXT_LIMIT, PostingKind
from hehuo.web.forms import ActForm, OnceForm

TEXT = forms.Textarea(attrs={"rows": 4, "maxlength": TEXT_LIMIT})


class AskForm(OnceForm):
    """A question of a person on the roll; a worker may write down another's."""

    text = forms.CharField(label=_("想问什么"), widget=TEXT, max_length=TEXT_LIMIT)
    speaker = forms.CharField(
        label=_("替谁写的"), required=False, max_length=40,
        help_text=_("写姓名、手机号或门牌如 3-2-502；自己的话就空着。"),
    )  # fmt: skip

    def __init__(self, *args: Any, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_others:
            del self.fields["speaker"]

    def clean_speaker(self) -> Person | None:
        written = self.cleaned_data["speaker"]
        if not written:
            return None
        if not (person := people.the_one_called(written)):
            raise forms.ValidationError(_now("花名册里没有找到这一位，或者不止一位。请写全名加门牌，或手机号。"))
        return person

    @property
    def said(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        found = self.cleaned_data
        return {"text": found["text"], "person": found.get("speaker"), "key": found["key"]}


class ObjectForm(AskForm):
    """An objection to a posting."""

    text = forms.CharField(
        label=_("哪里不同意，为什么"),
        widget=TEXT,
        max_length=TEXT_LIMIT,
        help_text=_("说清一件事，五个工作日内公开答复。"),
    )


class AnswerForm(ActForm):
    text = forms.CharField(
        label=_("答复"), widget=TEXT, max_length=TEXT_LIMIT, help_text=_("大家都看得见。别写名字和电话。")
    )


class AnswerObjectionForm(ActForm):
    is_upheld = forms.TypedChoiceField(
        label=_("这条异议"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("no", _("不成立，照原样")), ("yes", _("成立，要改"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("答复"), widget=TEXT, max_length=TEXT_LIMIT, help_text=_("大家都看得见。别写名字和电话。")
    )


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("为什么"), max_length=200)


class HangForm(ActForm):
    place_note = forms.CharField(label=_("贴在哪儿"), max_length=120, help_text=_("例如：3 栋一楼公示栏"))
    photo = forms.FileField(
        label=_("公示栏照片"), required=False, help_text=_("照片里的拍摄地点和时间会去掉，只有工作人员看得见。"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip


class NoticeForm(OnceForm):
    """A plain notice, or anything of the office's own affairs."""

    title = forms.CharField(label=_("标题"), max_length=120)
    kind = forms.ChoiceField(label=_("哪一类"), choices=PostingKind.choices, initial=PostingKind.NOTICE)
    text = forms.CharField(label=_("正文"), widget=forms.Textarea(attrs={"rows": 8}), max_length=4000)
    days = forms.IntegerField(label=_("公示几天"), required=False, min_value=1, max_value=365)
    contact = forms.CharField(label=_("问谁"), required=False, max_length=120, help_text=_("空着就写社区的电话。"))
    place_note = forms.CharField(label=_("贴在哪儿"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].help_text = _now("空着就按这一类最少的天数：%s。到哪天为止由日历算。") % _now("，").join(
            _now("%(kind)s %(days)d %(unit)s")
            % {"kind": kind.label, "days": term.days, "unit": _now("个工作日") if term.in_working_days else _now("天")}
            for kind, term in TERMS.items()
        )
