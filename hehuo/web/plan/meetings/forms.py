"""Forms of motions and meetings."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.plan.ballots.kinds import Roll
from hehuo.domain.plan.ballots.models import Matter
from hehuo.domain.plan.meetings import queries
from hehuo.domain.plan.meetings.actions.holding import MINUTES_MOST
from hehuo.domain.plan.meetings.actions.motions import WHY_MOST
from hehuo.domain.plan.meetings.kinds import AHEAD, MeetingKind, Outcome, Share
from hehuo.domain.plan.meetings.models import Motion
from hehuo.domain.plan.needs.kinds import NeedKind
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.places.forms import AtPlace
from hehuo.web.ground.spaces.forms import AtTime

LONG = forms.Textarea(attrs={"rows": 3})


class WhoField(forms.CharField):
    """Somebody of the roll, by name or by number; exactly one must be meant."""

    def clean(self, value: str) -> Person | None:
        written = super().clean(value)
        found = people.the_one_called(written) if written else None
        if written and found is None:
            raise forms.ValidationError(gettext("花名册上没找到「%s」，或者不止一位。请写全姓名或编号。") % written)
        return found


class MotionForm(OnceForm, AtPlace):
    """One matter."""

    title = forms.CharField(
        label=_("要大家定什么"), max_length=60, help_text=_("一件事一个议题，例如：门口装两盏路灯。")
    )
    why = forms.CharField(
        label=_("为什么要办"), max_length=WHY_MOST, widget=LONG, help_text=_("说两句就行，也可以点键盘上的话筒。")
    )
    field_order = ["key", "title", "why", "place", "filer"]


class MotionForForm(MotionForm):
    """A worker writes down whose matter it is."""

    filer = WhoField(label=_("谁提的"), required=False, max_length=40, help_text=_("写姓名；您自己提就空着。"))


class CallForm(OnceForm, AtPlace, AtTime):
    """Which meeting, when, where."""

    kind = forms.ChoiceField(label=_("什么会"), choices=MeetingKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("叫什么"), max_length=60, help_text=_("例如：十二月议事会。"))
    space = forms.ChoiceField(label=_("在哪儿开"))
    expected = forms.IntegerField(
        label=_("应到多少"), required=False, min_value=0, max_value=100_000,
        help_text=_("居民会议按户、代表会议按代表，花名册上有的自己算；议事会、党组织研究要写。"),
    )  # fmt: skip
    presider = forms.CharField(label=_("谁主持"), required=False, max_length=40)
    asked_by = forms.CharField(
        label=_("谁要求开的"), required=False, max_length=120, help_text=_("例如：五分之一的居民代表联名。")
    )
    gathers = forms.BooleanField(label=_("到期的议题都排上"), required=False, initial=True)
    field_order = ["key", "kind", "title", "space", "day", "from_time", "to_time", "place", "expected", "presider"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spaces = {str(space.id): space for space in spaces.open_spaces()}
        self.fields["space"].choices = [(key, space.name) for key, space in self.spaces.items()]  # type: ignore[attr-defined]

    def clean_kind(self) -> MeetingKind:
        return MeetingKind(self.cleaned_data["kind"])

    def clean_space(self) -> Space:
        return self.spaces[self.cleaned_data["space"]]

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        said = {name: said for name, said in self.cleaned_data.items() if name not in ("day", "from_time", "to_time")}
        return said | self.moments


class ItemForm(ActForm):
    """One more item: a motion that waits, or a few words."""

    motion = forms.ChoiceField(label=_("哪件议题"), required=False)
    title = forms.CharField(
        label=_("或者写别的事"), required=False, max_length=60, help_text=_("例如：上次的事办得怎样。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motions = {str(motion.id): motion for motion in queries.waiting_motions().filter(state="filed")[:100]}
        names = [(key, f"{motion.number} {motion.title}") for key, motion in self.motions.items()]
        self.fields["motion"].choices = [("", _("不是议题")), *names]  # type: ignore[attr-defined]

    def clean_motion(self) -> Motion | None:
        return self.motions.get(self.cleaned_data["motion"])


class ListForm(ActForm):
    """The paper list."""

    photo = forms.FileField(label=_("签到表"), required=False, help_text=_("拍一张，或扫成 PDF。只有工作人员看得见。"))
    count = forms.IntegerField(
        label=_("名单上另有几位"), min_value=0, max_value=100_000, initial=0,
        help_text=_("没在手机里签到、只在纸上签名的。已经按名字签到的不要再数。"),
    )  # fmt: skip


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("为什么不开了"), max_length=120)


class MinutesForm(ActForm):
    minutes = forms.CharField(
        label=_("大家怎么说的"), required=False, max_length=MINUTES_MOST, widget=forms.Textarea(attrs={"rows": 5})
    )


class PaperForm(ActForm):
    paper = forms.FileField(
        label=_("会上给大家看的材料"), help_text=_("专家的方案、几家的报价。照片、PDF、文档、表格。")
    )


class InterestsForm(ActForm):
    """Who has what to do with an item."""

    interests = forms.CharField(
        label=_("谁和这件事有什么关系"), max_length=200,
        help_text=_("例如：李强是报价单位的员工。问过了、没有，就写「没有」。只有办会的人看得到。"),
    )  # fmt: skip
    stepped_back = forms.IntegerField(label=_("到场的有几位回避，不表决"), min_value=0, initial=0)


class OutcomeForm(ActForm):
    """What became of an item; votes are raised hands, counted."""

    outcome = forms.ChoiceField(
        label=_("结果"), widget=forms.RadioSelect, choices=[each for each in Outcome.choices if each[0] != Outcome.OPEN]
    )
    text = forms.CharField(
        label=_("定了什么，或者为什么"), max_length=400, widget=LONG, help_text=_("公布时大家看的就是这句。")
    )
    yes = forms.IntegerField(label=_("同意"), required=False, min_value=0)
    against = forms.IntegerField(label=_("不同意"), required=False, min_value=0)
    abstain = forms.IntegerField(label=_("弃权"), required=False, min_value=0)
    owner = WhoField(label=_("谁来办"), required=False, max_length=40, help_text=_("通过的要写：姓名。"))
    due_on = forms.DateField(label=_("哪天前办好"), required=False)

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])


class BallotLinkForm(ActForm):
    """By which counted vote it is decided."""

    matter = forms.ChoiceField(label=_("按哪次投票的哪一项"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matters = {str(matter.id): matter for matter in queries.matters_to_link()[:100]}
        names = [(key, f"{matter.ballot.number} {matter.title}") for key, matter in self.matters.items()]
        self.fields["matter"].choices = [("", _("现场举手")), *names]  # type: ignore[attr-defined]

    def clean_matter(self) -> Matter | None:
        return self.matters.get(self.cleaned_data["matter"])


class ReturnForm(ActForm):
    why = forms.CharField(label=_("为什么退回"), max_length=200, widget=LONG, help_text=_("提的人会看到。"))


class MergeForm(ActForm):
    into = forms.ChoiceField(label=_("并到哪一件"))

    def __init__(self, *args: Any, motion: Motion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(each.id): each for each in queries.others_like(motion)[:100]}
        self.fields["into"].choices = [(key, f"{each.number} {each.title}") for key, each in self.others.items()]  # type: ignore[attr-defined]

    def clean_into(self) -> Motion:
        return self.others[self.cleaned_data["into"]]


class StudyForm(ActForm):
    on = forms.DateField(label=_("党组织哪天研究的"), initial=clock.today)
    words = forms.CharField(label=_("意见"), max_length=200, help_text=_("例如：同意提交居民会议。"))


class AgendaForm(ActForm):
    meeting = forms.ChoiceField(label=_("排到哪个会上"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = queries.meetings().filter(state__in=AHEAD).order_by("session__starts_at")[:30]
        self.meetings = {str(each.id): each for each in ahead}
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.held_on:%Y-%m-%d} {each.title}") for key, each in self.meetings.items()
        ]


class ProcedureForm(ActForm):
    """What a place settles for itself."""

    notice_days = forms.IntegerField(label=_("提前几天通知"), min_value=0, max_value=60)
    quorum = forms.ChoiceField(label=_("到多少人才能开"), choices=Share.choices)
    yes = forms.ChoiceField(label=_("到场的多少人同意算通过"), choices=Share.choices)

    def clean_quorum(self) -> Share:
        return Share(self.cleaned_data["quorum"])

    def clean_yes(self) -> Share:
        return Share(self.cleaned_data["yes"])


class RhythmForm(ActForm):
    cutoff_day = forms.IntegerField(
        label=_("每月几号截止"), min_value=1, max_value=28, help_text=_("这天以前提的，下个月议；以后提的，再下个月。")
    )


class DoneForm(ActForm):
    words = forms.CharField(label=_("办成了什么样"), max_length=200, widget=LONG)


class ToBallotForm(ActForm):
    """A vote that a meeting decided on."""

    roll = forms.ChoiceField(label=_("谁来投"), choices=Roll.choices, widget=forms.RadioSelect)
    notice_on = forms.DateField(label=_("哪天通知"), initial=clock.today)
    opens_on = forms.DateField(label=_("哪天开始投"))
    closes_on = forms.DateField(label=_("哪天截止"), help_text=_("当天 18:00 截止。"))

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        said = self.cleaned_data
        return {
            "roll": Roll(said["roll"]), "notice_on": said["notice_on"], "opens_at": clock.at(said["opens_on"], 9),
            "closes_at": clock.at(said["closes_on"], 18),
        }  # fmt: skip


class ToNeedForm(ActForm):
    kind = forms.ChoiceField(label=_("哪一类"), choices=NeedKind.choices)

    def clean_kind(self) -> NeedKind:
        return NeedKind(self.cleaned_data["kind"])
