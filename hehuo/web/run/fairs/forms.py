"""Forms around fairs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.run.fairs import kinds, queries
from hehuo.domain.run.fairs.models import StallKind
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.spaces.forms import QUARTERS

LONG = forms.Textarea(attrs={"rows": 2})
VISITS = {"min_value": 0, "max_value": kinds.MOST_AT_ONCE}


class FairForm(OnceForm):
    """A fair to come."""

    title = forms.CharField(label=_("叫什么"), max_length=60, help_text=_("例如：三月便民集市。"))
    on = forms.DateField(label=_("哪一天"))
    from_time = forms.TimeField(label=_("几点开始"), required=False, widget=QUARTERS)
    to_time = forms.TimeField(label=_("几点结束"), required=False, widget=QUARTERS)
    place = forms.CharField(label=_("在哪儿"), max_length=60, help_text=_("例如：文苑广场。"))
    session = forms.ChoiceField(
        label=_("在门口签到的场次"), required=False, help_text=_("选了，人数就从签到里来；不选，办完再记。")
    )
    note = forms.CharField(label=_("要说明的"), required=False, max_length=300, widget=LONG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(each.id): each for each in queries.loose_sessions()}
        choices = [("", _("不签到")), *((key, str(each)) for key, each in self.sessions.items())]
        self.fields["session"].choices = choices  # type: ignore[attr-defined]

    def clean_session(self) -> Session | None:
        return self.sessions.get(self.cleaned_data["session"])


class KindField(forms.ModelChoiceField):
    """One of the office's kinds of service."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": None, "label": _("哪类服务"), "empty_label": None} | kwargs)


class AskForm(OnceForm):
    """A unit wants a stall."""

    kind = KindField()
    unit = forms.CharField(label=_("哪个单位或队伍"), max_length=60, help_text=_("例如：区中医院、巧匠友邻队。"))
    gives = forms.CharField(
        label=_("当天做什么"), max_length=200, required=False, help_text=_("例如：理发 30 位，自带工具。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = queries.kinds()  # type: ignore[attr-defined]


class AddForm(AskForm):
    """A stall entered at the desk."""

    number = forms.IntegerField(label=_("摊位号"), required=False, min_value=1, max_value=200)
    keeper = forms.CharField(
        label=_("谁看摊"), required=False, max_length=40, help_text=_("写姓名或电话。看摊的人可以用手机记人次。")
    )

    def clean_keeper(self) -> Person | None:
        written = self.cleaned_data["keeper"]
        if not written:
            return None
        if person := people.the_one_called(written):
            return person
        raise forms.ValidationError(_("找不到这一位，或者有重名。请写电话，或先空着。"))


class KindForm(ActForm):
    name = forms.CharField(label=_("叫什么"), max_length=20, help_text=_("例如：修自行车。"))


class NumberForm(ActForm):
    number = forms.IntegerField(label=_("摊位号"), required=False, min_value=1, max_value=200)


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=120)


class TotalForm(OnceForm):
    """What somebody counted by the end."""

    visits = forms.IntegerField(label=_("一共多少人次"), **VISITS)
    counted_by = forms.CharField(label=_("谁数的"), max_length=40)


class FixForm(OnceForm):
    """The figure put right."""

    visits = forms.IntegerField(label=_("应该是多少人次"), **VISITS)
    why = forms.CharField(label=_("为什么改"), max_length=200, help_text=_("例如：登记本上漏了两位。"))


class PersonsForm(ActForm):
    persons = forms.IntegerField(
        label=_("来了多少人"), min_value=0, max_value=100_000, help_text=_("一个人逛几个摊位也只算一人。")
    )


class UploadForm(ActForm):
    file = forms.FileField(
        label=_("登记表"), help_text=_("Excel（.xlsx）或 CSV，照原来的样子传就行。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip


class MeaningForm(ActForm):
    """Which kind each new word of a list is: chosen, or a kind of its own."""

    def __init__(self, *args: Any, words: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = {f"word{number}": word for number, word in enumerate(words)}
        for name, word in self.words.items():
            self.fields[name] = KindField(
                label=_("「%s」是哪一类") % word, required=False, empty_label=_("新的一类"), queryset=queries.kinds()
            )

    @property
    def meaning(self) -> dict[str, StallKind]:
        return {word: kind for name, word in self.words.items() if (kind := self.cleaned_data.get(name))}


class RowForm(ActForm):
    """A row of a list, as a person puts it right."""

    on = forms.CharField(label=_("日期"), max_length=20)
    place = forms.CharField(label=_("地点"), max_length=60, required=False)
    kind = forms.CharField(label=_("摊位类别"), max_length=20)
    unit = forms.CharField(label=_("承办单位"), max_length=60, required=False)
    visits = forms.CharField(label=_("人次"), max_length=12, help_text=_("没来写 0。"))


class TapForm(forms.Form):
    """One tap of a keeper."""

    key = forms.UUIDField()
    change = forms.IntegerField(min_value=-1, max_value=1)
