"""Forms around clubs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.people.models import Person, Team
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.run.clubs import kinds, queries
from hehuo.domain.run.clubs.kinds import EventKind
from hehuo.domain.run.clubs.models import Club
from hehuo.web.forms import ActForm, OnceForm, PhotosField
from hehuo.web.ground.spaces.forms import QUARTERS, WEEKDAYS
from hehuo.web.run.books.forms import DayField, YuanField

LONG = forms.Textarea(attrs={"rows": 3})


class ClubForm(ActForm):
    """What a club says of itself, and its rule."""

    about = forms.CharField(
        label=_("做什么、谁能来"), max_length=400, widget=LONG, help_text=_("例如：唱老歌、唱新歌，五音不全也欢迎。")
    )
    meets = forms.CharField(
        label=_("什么时候聚"), max_length=80, required=False, help_text=_("例如：每周二、四晚上 7 点。")
    )
    space = forms.ChoiceField(label=_("在哪间屋"), required=False)
    most_members = forms.IntegerField(
        label=_("最多多少人"), min_value=1, max_value=10_000, required=False, help_text=_("不限就空着。")
    )
    takes_anyone = forms.BooleanField(label=_("谁想来都收，不用队长答应"), required=False)
    rule = forms.CharField(
        label=_("队规：钱怎么凑"), max_length=400, required=False, widget=LONG,
        help_text=_("例如：买服装大家自愿凑，七成队员愿意才办，多退少补，账目公开。"),
    )  # fmt: skip
    yes_percent = forms.IntegerField(
        label=_("百分之几的队员愿意才办"), min_value=1, max_value=100, initial=kinds.YES_PERCENT
    )
    most_fen = YuanField(label=_("每人每次最多出多少元"), required=False, help_text=_("不限就空着。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spaces = {str(each.id): each for each in spaces.open_spaces()}
        choices = [("", _("不固定")), *((key, each.name) for key, each in self.spaces.items())]
        self.fields["space"].choices = choices  # type: ignore[attr-defined]

    def clean_space(self) -> Space | None:
        return self.spaces.get(self.cleaned_data["space"])


class EditForm(ClubForm):
    """The same of a club that has members: one of them may help its leader."""

    assistant = forms.ChoiceField(label=_("副队长"), required=False)

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = {str(each.person_id): each.person for each in queries.members_of(club)}
        choices = [("", _("没有")), *((key, each.name) for key, each in self.persons.items())]
        self.fields["assistant"].choices = choices  # type: ignore[attr-defined]

    def clean_assistant(self) -> Person | None:
        return self.persons.get(self.cleaned_data["assistant"])


class OpenForm(ClubForm, OnceForm):
    """Which team becomes a club."""

    team = forms.ChoiceField(label=_("哪支队伍"), help_text=_("先在「队伍」里建队、定队长。"))
    field_order = ("team",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(each.id): each for each in queries.teams_without_club()}
        self.fields["team"].choices = [(key, each.name) for key, each in self.teams.items()]  # type: ignore[attr-defined]

    def clean_team(self) -> Team:
        return self.teams[self.cleaned_data["team"]]


class WishForm(OnceForm):
    """A wish to join."""

    words = forms.CharField(
        label=_("说一句"), max_length=200, required=False, help_text=_("例如：年轻时唱过女高音。不写也行。")
    )


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)


class RehearsalsForm(OnceForm):
    """One evening every week."""

    kind = forms.TypedChoiceField(label=_("做什么"), coerce=EventKind, choices=EventKind.choices)
    space = forms.ChoiceField(label=_("哪间屋"))
    weekday = forms.TypedChoiceField(label=_("星期几"), coerce=int, choices=WEEKDAYS)
    from_time = forms.TimeField(label=_("几点开始"), widget=QUARTERS)
    to_time = forms.TimeField(label=_("几点结束"), widget=QUARTERS)
    first_on = forms.DateField(label=_("从哪天"))
    last_on = forms.DateField(label=_("到哪天"))
    capacity = forms.IntegerField(label=_("每次最多多少人"), min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spaces = {str(each.id): each for each in spaces.open_spaces()}
        self.fields["space"].choices = [(key, each.name) for key, each in self.spaces.items()]  # type: ignore[attr-defined]

    def clean_space(self) -> Space:
        return self.spaces[self.cleaned_data["space"]]


class EventForm(OnceForm):
    """Something elsewhere."""

    kind = forms.TypedChoiceField(
        label=_("做什么"), coerce=EventKind, choices=EventKind.choices, initial=EventKind.SHOW
    )
    title = forms.CharField(label=_("叫什么"), max_length=60, help_text=_("例如：重阳节慰问演出。"))
    on = DayField(label=_("哪一天"))
    where = forms.CharField(label=_("在哪儿"), max_length=60)
    persons = forms.MultipleChoiceField(
        label=_("谁去了"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("去过了再勾。")
    )
    result = forms.CharField(
        label=_("怎么样"), max_length=120, required=False, help_text=_("例如：全区合唱比赛二等奖。")
    )
    photos = PhotosField(label=_("照片"), required=False)

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = {str(each.person_id): each.person for each in queries.members_of(club)}
        self.fields["persons"].choices = [(key, each.name) for key, each in self.persons.items()]  # type: ignore[attr-defined]

    def clean_persons(self) -> Sequence[Person]:
        return [self.persons[key] for key in self.cleaned_data["persons"]]
