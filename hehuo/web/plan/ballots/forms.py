"""Forms around a ballot: its draft, its matters, a paper by phone, a paper typed, a mandate."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock, money
from hehuo.core.errors import Invalid
from hehuo.domain.ground.places import queries as places
from hehuo.domain.plan.ballots import queries
from hehuo.domain.plan.ballots.actions import Reading
from hehuo.domain.plan.ballots.kinds import (
    LAWS,
    PROXIES_MOST,
    YES_NO_NAMES,
    Channel,
    Counts,
    Law,
    Roll,
    Secrecy,
    VoidWhy,
    Way,
)
from hehuo.domain.plan.ballots.models import Ballot, Matter, Voter
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.places.forms import AtPlace

MOMENTS = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y/%m/%d %H:%M"]
LONG = forms.Textarea(attrs={"rows": 3})


class MomentField(forms.DateTimeField):
    """A day and an hour, as written here: `2026-12-01 18:00`."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%d %H:%M")
        super().__init__(
            **{"widget": widget, "input_formats": ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y/%m/%d %H:%M"]} | kwargs
        )


class ChangeForm(AtPlace):
    """Who votes, how, and from when to when."""

    offered = staticmethod(places.all_places)
    field_order = ("title", "says", "place")

    title = forms.CharField(label=_("投票的题目"), max_length=60, help_text=_("例如：给 5 栋起个名字。大家会看到。"))
    says = forms.CharField(label=_("为什么投、有什么要知道的"), required=False, max_length=1000, widget=LONG)
    roll = forms.ChoiceField(label=_("谁来投"), choices=Roll.choices, widget=forms.RadioSelect)
    secrecy = forms.ChoiceField(
        label=_("记不记名"), choices=Secrecy.choices, initial=Secrecy.OPEN, widget=forms.RadioSelect
    )
    counts = forms.ChoiceField(
        label=_("同一家投了两次"), choices=Counts.choices, initial=Counts.LAST, widget=forms.RadioSelect
    )
    notice_on = forms.DateField(
        label=_("哪天发通知"), initial=clock.today, help_text=_("业主共同决定要提前 15 天，居民会议 10 天。")
    )
    opens_at = MomentField(label=_("什么时候开始投"))
    closes_at = MomentField(label=_("什么时候截止"))
    proxies_most = forms.IntegerField(label=_("一个人最多代几票"), initial=PROXIES_MOST, min_value=0, max_value=99)
    rules_named = forms.CharField(label=_("按哪份议事规则"), required=False, max_length=200)
    follow_rule = forms.CharField(
        label=_("没交回的票随多数，写在议事规则哪一条"), required=False, max_length=200,
        help_text=_("没有这一条就空着：没交回的不算参加。"),
    )  # fmt: skip
    official = forms.CharField(
        label=_("是正式表决的话，写依据"), required=False, max_length=200,
        help_text=_("例如：市房管局平台的表决记录编号。空着就写明是征求意见。"),
    )  # fmt: skip

    def __init__(self, *args: Any, ballot: Ballot | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_said(ballot) if ballot else None, **kwargs)
        self.fields["place"].label = _("哪里的人投")

    def clean_roll(self) -> Roll:
        return Roll(self.cleaned_data["roll"])

    def clean_secrecy(self) -> Secrecy:
        return Secrecy(self.cleaned_data["secrecy"])

    def clean_counts(self) -> Counts:
        return Counts(self.cleaned_data["counts"])


class BallotForm(ChangeForm, OnceForm):
    """The same for a ballot that is to be."""


def _said(ballot: Ballot) -> dict[str, Any]:
    """A draft as its form shows it."""
    named = ("title", "says", "roll", "secrecy", "counts", "notice_on", "opens_at", "closes_at", "proxies_most",
             "follow_rule", "official")  # fmt: skip
    place = str(ballot.place_id or "")
    return {name: getattr(ballot, name) for name in named} | {"place": place, "rules_named": ballot.rules}


class MatterForm(ActForm):
    """One matter with its choices, one to a line; a project has its cost behind it."""

    title = forms.CharField(label=_("要大家定什么"), max_length=120)
    says = forms.CharField(label=_("说明"), required=False, max_length=500, widget=LONG)
    way = forms.ChoiceField(label=_("怎么选"), choices=Way.choices, initial=Way.YES_NO, widget=forms.RadioSelect)
    law = forms.ChoiceField(label=_("怎么算通过"), widget=forms.RadioSelect)
    choices = forms.CharField(
        label=_("选项，一行一个"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("「同意、不同意、弃权」不用写。花钱的项目在后面写多少元，例如：修凉亭 8000。"),
    )  # fmt: skip
    most = forms.IntegerField(label=_("最多选几个"), required=False, min_value=1, max_value=300)
    budget = forms.CharField(label=_("一共有多少元可以花"), required=False, max_length=20)

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["law"].choices = [  # type: ignore[attr-defined]
            (law.value, f"{law.label}：{rule.name}") for law, rule in LAWS.items() if ballot.roll in rule.rolls
        ]
        self.fields["law"].initial = Law.MOST

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        way = Way(data["way"])
        try:
            lines = [_line(line, with_cost=way == Way.BUDGET) for line in data["choices"].splitlines() if line.strip()]
            budget = money.parse_yuan(data.pop("budget"), "budget") if data.get("budget") else 0
        except Invalid as fault:
            self.add_error(fault.field if fault.field in self.fields else "choices", fault.say)
            return data
        data.pop("budget", None)
        return data | {
            "way": way, "law": Law(data["law"]), "choices": lines, "budget_fen": budget, "most": data["most"] or 1,
        }  # fmt: skip


def _line(line: str, *, with_cost: bool) -> tuple[str, int]:
    """`修凉亭 8000` as its name and its cost in fen."""
    found = re.match(r"^(.*?)[\s,，:：]+([\d.,，]+)\s*元?$", line.strip()) if with_cost else None
    return (found[1], money.parse_yuan(found[2], "choices")) if found else (line.strip(), 0)


class TableForm(ActForm):
    """A workbook of the estate's own: its roll, or its papers."""

    file = forms.FileField(label=_("表格文件"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}))
    meeting_at = MomentField(
        label=_("现场会是什么时候"), required=False, help_text=_("现场投的票没有写时间的，按这个时间算。")
    )


class WhyForm(ActForm):
    why = forms.CharField(label=_("原因"), max_length=200, widget=LONG)


class VoteForm(OnceForm):
    """A paper by phone: a field for each matter."""

    def __init__(self, *args: Any, matters: Sequence[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matters = matters
        for matter in matters:
            self.fields[f"matter_{matter.position}"] = _field_of(matter)

    def marks(self) -> dict[int, list[int]]:
        """What is marked, by the position of the matter."""
        return {matter.position: self._marked(matter) for matter in self.matters}

    def _marked(self, matter: Matter) -> list[int]:
        said = self.cleaned_data[f"matter_{matter.position}"]
        if matter.way == Way.RANK:
            return [int(each) for each in re.findall(r"\d+", said)]
        return [int(each) for each in (said if isinstance(said, list) else [said]) if each]


def _field_of(matter: Matter) -> forms.Field:
    choices = [(str(choice.position), choice.name) for choice in matter.choices.all()]
    if matter.way in (Way.YES_NO, Way.PICK):
        return forms.ChoiceField(label=matter.title, choices=choices, widget=forms.RadioSelect)
    if matter.way == Way.RANK:
        numbered = "；".join(f"{number} {name}" for number, name in choices)
        return forms.CharField(
            label=matter.title, max_length=200, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            help_text=_("按先后写号，例如 2 1 3。%s") % numbered,
        )  # fmt: skip
    return forms.MultipleChoiceField(
        label=matter.title, choices=choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class SlipForm(ActForm):
    """A paper as one hand reads it."""

    serial = forms.CharField(label=_("票号"), max_length=20)

    def __init__(self, *args: Any, ballot: Ballot, matters: Sequence[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot, self.matters = ballot, matters
        if not ballot.is_secret:
            self.fields["whose"] = forms.CharField(label=_("哪一户，或谁"), max_length=60, required=False)
            self.fields["received_at"] = MomentField(label=_("什么时候收到的"), initial=clock.local(clock.now()))
            self.fields["signed"] = forms.CharField(label=_("票上签的名字"), max_length=40, required=False)
        ways = [each for each in Channel if each != Channel.PHONE]
        self.fields["channel"] = forms.ChoiceField(
            label=_("怎么来的"),
            choices=[(each.value, each.label) for each in ways],
            widget=forms.RadioSelect,
            initial=Channel.PAPER,
        )
        for matter in matters:
            self.fields[f"matter_{matter.position}"] = _typed_field(matter)
        self.fields["void"] = forms.ChoiceField(
            label=_("是废票吗"), required=False, choices=[("", _("不是")), *VoidWhy.choices]
        )

    def clean_whose(self) -> Voter | None:
        written = self.cleaned_data["whose"]
        found = queries.voter_at(self.ballot, written) if written.strip() else []
        if len(found) > 1:
            raise forms.ValidationError(_("「%s」不止一个，请写门牌。") % written)
        if written.strip() and not found:
            raise forms.ValidationError(
                _("名册上没有「%s」。请核对门牌；确实没有的，选废票「不在名册上」，这里空着。") % written
            )
        return found[0] if found else None

    def reading(self) -> Reading:
        """What was read off the paper."""
        said = self.cleaned_data
        marks = {
            matter.position: [int(each) for each in re.findall(r"\d+", said[f"matter_{matter.position}"] or "")]
            for matter in self.matters
        }
        return Reading(
            marks=marks, voter=said.get("whose"), channel=Channel(said["channel"]), received_at=said.get("received_at"),
            void=VoidWhy(said["void"]) if said["void"] else None, signed=said.get("signed") or "",
        )  # fmt: skip


def _typed_field(matter: Matter) -> forms.Field:
    """The numbers ticked on paper; none or several are typed as they stand there."""
    names = YES_NO_NAMES if matter.way == Way.YES_NO else [choice.name for choice in matter.choices.all()]
    numbered = "；".join(f"{number} {name}" for number, name in enumerate(names, start=1))
    if matter.way == Way.RANK:
        says = _("照票上排的先后写号，排第一的写在最前面，没排就空着：%s") % numbered
    else:
        says = _("照票上勾的写号，没勾就空着：%s") % numbered
    return forms.CharField(
        label=f"{matter.position}. {matter.title}", required=False, max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=says,
    )  # fmt: skip


class ProxyForm(ActForm):
    """A written mandate."""

    whose = forms.CharField(label=_("谁家委托的"), max_length=60)
    agent_name = forms.CharField(label=_("委托给谁"), max_length=40)
    given_on = forms.DateField(label=_("委托书上的日期"))

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot

    def clean_whose(self) -> Voter:
        found = queries.voter_at(self.ballot, self.cleaned_data["whose"])
        if len(found) != 1:
            raise forms.ValidationError(_("名册上没有这一户，或者不止一个。请写门牌。"))
        return found[0]


class CodeForm(forms.Form):
    code = forms.CharField(label=_("回执号"), max_length=20, help_text=_("投完票时给您的，像 K7MQ2-XW9PA。"))


class DisputeForm(ActForm):
    why = forms.CharField(label=_("哪里不对"), max_length=200, widget=LONG)


class VoidForm(ActForm):
    """What the original says: the paper stands, or it is void and why."""

    void = forms.ChoiceField(
        label=_("原票看过了"),
        required=False,
        choices=[("", _("录得对，照旧")), *VoidWhy.choices],
        widget=forms.RadioSelect,
    )
