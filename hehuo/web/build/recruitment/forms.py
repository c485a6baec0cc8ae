"""Forms of the way in."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock, money
from hehuo.domain.build.partners.kinds import Contribution, Way
from hehuo.domain.build.recruitment import kinds, queries
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.kinds import Answer, CheckState
from hehuo.domain.build.recruitment.models import Application, Call, ScreeningItem
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.web.forms import DATE, SHORT, ActForm, Chosen, OnceForm, fen_of, yuan_field


class ApplyForm(OnceForm):
    """An application: short enough for a phone, with the rest optional."""

    name = forms.CharField(label=_("您或您的单位、团队叫什么"), max_length=80)
    category = forms.ChoiceField(label=_("属于哪一类"), widget=forms.RadioSelect)
    project = forms.CharField(label=_("想做什么"), max_length=60, help_text=_("例如：屋顶自然课、剪头发、教书法"))
    needs = forms.MultipleChoiceField(
        label=_("回应哪几件需求"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("没选的，社工初审时来定。"),
    )  # fmt: skip
    contact_name = forms.CharField(label=_("联系人"), max_length=40)
    phone = forms.CharField(
        label=_("手机号"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("只给办招募的社工看，不公开。"),
    )  # fmt: skip
    audience = forms.CharField(label=_("给谁"), max_length=60, required=False)
    offer = forms.CharField(label=_("您能拿出什么"), widget=SHORT, required=False, max_length=1000)
    contributions = forms.MultipleChoiceField(
        label=_("其中有"), choices=Contribution.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    way = forms.ChoiceField(label=_("怎么合作"), required=False)
    space = forms.ChoiceField(label=_("想用哪间"), required=False)
    other_spaces = forms.MultipleChoiceField(
        label=_("哪间也行"), widget=forms.CheckboxSelectMultiple, required=False, help_text=_("有一间就够，好排一些。"),
    )  # fmt: skip
    times_said = forms.CharField(
        label=_("什么时候"), max_length=200, required=False,
        help_text=_("例如：周六 15:00-17:00。哪个都行就写「或」：周二或周四 19:00-20:30"),
    )  # fmt: skip
    resident_yuan = yuan_field(_("居民价（元/次）"), help_text=_("公益免费就写 0"))
    market_yuan = yuan_field(_("市场价（元/次）"))
    starts_said = forms.CharField(label=_("打算几时开始"), max_length=40, required=False)
    credit_code = forms.CharField(label=_("统一社会信用代码（单位填）"), max_length=40, required=False)

    def __init__(self, *args: Any, call: Call | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = list(queries.asked_by(call)) if call else []
        self._needs = Chosen(self.fields["needs"], asked)
        if len(asked) <= 1:
            del self.fields["needs"]
        self._categories = Chosen(self.fields["category"], queries.categories_for(call))
        rooms = list(spaces.open_spaces())
        self._spaces = Chosen(self.fields["space"], rooms)
        self._others = Chosen(self.fields["other_spaces"], rooms)
        empty = [("", _now("还没想好"))]
        self.fields["space"].choices = empty + self.fields["space"].choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["way"].choices = empty + list(Way.choices)  # type: ignore[attr-defined]  # a ChoiceField

    @classmethod
    def of(cls, application: Application, data: Any = None) -> "ApplyForm":
        """The form with what an application says."""
        now = {name: getattr(application, name) for name in cls.base_fields if hasattr(application, name)}
        now |= {"category": str(application.category_id), "space": str(application.space_id or "")}
        for name in ("resident", "market"):
            fen = getattr(application, f"{name}_fen")
            now[f"{name}_yuan"] = "" if fen is None else money.yuan(fen)
        now["needs"] = [str(need.id) for need in queries.needs_of(application)]
        return cls(data, initial=now, call=application.call)

    def words(self) -> ApplicationWords | None:
        """What was said, or None where a sum cannot be read."""
        said = dict(self.cleaned_data)
        prices = {f"{name}_fen": fen_of(self, f"{name}_yuan") for name in ("resident", "market")}
        if self.errors:
            return None
        for name in ("key", "resident_yuan", "market_yuan"):
            said.pop(name)
        said["needs"] = self._needs.of(said.get("needs", []))
        said["category"] = self._categories.of([said["category"]])[0]
        said["space"] = next(iter(self._spaces.of([said["space"]])), None)
        others = self._others.of(said["other_spaces"])
        said["other_spaces"] = [room for room in others if said["space"] and room != said["space"]]
        said["contributions"] = [Contribution(kind) for kind in said["contributions"]]
        return ApplicationWords(**said, **prices)


class WhyForm(ActForm):
    """One sentence, with an act."""

    act = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("理由（申请人看得到）"), max_length=200, required=False)


class CheckForm(ActForm):
    """One line of the checklist."""

    state = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    evidence = forms.CharField(label=_("查了什么"), max_length=200, required=False, help_text=_("证号、截图、日期"))
    upload = forms.FileField(label=_("照片或文件"), required=False)
    expires_on = forms.DateField(label=_("有效到"), widget=DATE, required=False)

    def __init__(self, item: ScreeningItem, *args: Any, **kwargs: Any) -> None:
        now = {"state": item.state, "evidence": item.evidence, "expires_on": item.expires_on}
        super().__init__(*args, initial=now, **kwargs)
        states = [CheckState.PASSED, CheckState.FAILED]
        states += [] if item.is_mandatory else [CheckState.NOT_ASKED]
        self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]  # a ChoiceField


class TrialForm(OnceForm):
    """A room and a time for a trial."""

    space = forms.ChoiceField(label=_("在哪间"))
    day = forms.DateField(label=_("哪天"), widget=DATE)
    starts = forms.TimeField(label=_("几点开始"), widget=forms.TimeInput(attrs={"type": "time", "step": "900"}))
    ends = forms.TimeField(label=_("几点结束"), widget=forms.TimeInput(attrs={"type": "time", "step": "900"}))
    capacity = forms.IntegerField(label=_("最多几人"), min_value=1, initial=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._spaces = Chosen(self.fields["space"], spaces.open_spaces())

    def said(self) -> dict[str, Any]:
        """The arguments of the flow."""
        said = self.cleaned_data
        return {
            "space": self._spaces.of([said["space"]])[0],
            "starts_at": clock.at(said["day"], said["starts"].hour, said["starts"].minute),
            "ends_at": clock.at(said["day"], said["ends"].hour, said["ends"].minute),
            "capacity": said["capacity"],
            "key": said["key"],
        }


class MembersForm(ActForm):
    """Who sits in the deciding body."""

    members = forms.MultipleChoiceField(label=_("评议成员"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = Chosen(self.fields["members"], access.people_with(Power.DECIDE).order_by("name"))

    def people(self) -> list[Any]:
        return self._people.of(self.cleaned_data["members"])


class RulingForm(ActForm):
    """A word on one finding."""

    word = forms.ChoiceField(
        label=_("您怎么说"), choices=[*kinds.RulingWord.choices, ("", _("先不定"))], widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    why = forms.CharField(
        label=_("怎么核实的"), widget=SHORT, max_length=200, required=False,
        help_text=_("例如：看过执照原件，是表里抄错一位。"),
    )  # fmt: skip

    @classmethod
    def of(cls, ruling: Any, data: Any) -> "RulingForm":
        """With the word that stands."""
        return cls(data, initial={"word": ruling.word, "why": ruling.why} if ruling else {"word": ""})


class InterestForm(ActForm):
    """An interest, declared by oneself or written down by a worker."""

    person = forms.ChoiceField(label=_("谁"))
    words = forms.CharField(label=_("是什么关系"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = Chosen(self.fields["person"], access.people_with(Power.DECIDE).order_by("name"))

    def someone(self) -> Any:
        return self._people.of([self.cleaned_data["person"]])[0]


class AnswerForm(ActForm):
    """A member's word."""

    answer = forms.ChoiceField(label=_("您的意见"), choices=Answer.choices, widget=forms.RadioSelect)
    opinion = forms.CharField(label=_("写一句"), widget=SHORT, max_length=200, required=False)


class StepBackForm(ActForm):
    words = forms.CharField(label=_("是什么关系"), max_length=200)


class PaperForm(ActForm):
    """A table to take in."""

    upload = forms.FileField(label=_("表格"), help_text=_("收 .xlsx 和 .csv。先看看不会写进任何东西。"))


def as_uuid(text: str) -> UUID | None:
    """An id in an address, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
