"""The form of a call: all that stands on the notice, with the cells of its poster."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.partners.kinds import Contribution, Way
from hehuo.domain.build.recruitment import kinds, posters, templates
from hehuo.domain.build.recruitment.actions.calls import CallWords
from hehuo.domain.build.recruitment.kinds import Measure
from hehuo.domain.build.recruitment.models import Call
from hehuo.domain.build.recruitment.templates import CallKind
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.plan.needs import queries as needs
from hehuo.web.design import controls
from hehuo.web.forms import DATE, SHORT, Chosen, OnceForm


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of a group, with the cells of the poster that it asks for once it is ticked."""

    choice: controls.Choice
    cells: list[forms.BoundField]


def criteria_text(criteria: Iterable[tuple[Any, Any]]) -> str:
    """Criteria as they are typed, a line each."""
    return "\n".join(f"{name} {weight}" for name, weight in criteria)


def read_criteria(written: str) -> list[tuple[str, int]]:
    """Criteria as they were typed: 回应居民需求 25, or with 分 behind it."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    found = [re.fullmatch(r"(.{1,30}?)[\s:：,，]*(\d{1,3})\s*分?", line) for line in lines]
    if not all(found):
        raise forms.ValidationError(_("每一行先写看什么，再写几分，例如：回应居民需求 25。"))
    return [(line[1].strip(), int(line[2])) for line in found if line]


class CallForm(OnceForm):
    """All that stands on a call; each need and room brings its own cells of the poster, filled in beforehand."""

    title = forms.CharField(label=_("招募令叫什么"), max_length=40, initial=_("社区合伙人招募令"))
    slogan = forms.CharField(label=_("一句话"), max_length=80, required=False)
    background = forms.CharField(label=_("为什么招"), widget=SHORT, required=False, max_length=2000)
    kind = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    seeks = forms.CharField(label=_("招哪些人"), widget=SHORT, required=False, max_length=1000)
    categories = forms.MultipleChoiceField(
        label=_("只收哪几类"), widget=forms.CheckboxSelectMultiple, required=False, help_text=_("不选就是都收。"),
    )  # fmt: skip
    needs = forms.MultipleChoiceField(label=_("从哪些需求来"), widget=forms.CheckboxSelectMultiple)
    spaces = forms.MultipleChoiceField(label=_("能用哪些场地"), widget=forms.CheckboxSelectMultiple, required=False)
    ways = forms.MultipleChoiceField(
        label=_("怎么合作"), choices=Way.choices, widget=forms.CheckboxSelectMultiple, initial=[Way.SPACE]
    )
    contributions = forms.MultipleChoiceField(
        label=_("盼着带来什么"), choices=Contribution.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    price_percent = forms.IntegerField(label=_("居民价最多占市场价的百分之几"), initial=kinds.PRICE_PERCENT)
    price_principle = forms.CharField(
        label=_("收费原则"), max_length=200, required=False, initial=_("明码标价，不收没有公示的费用")
    )
    conditions = forms.CharField(label=_("报名条件"), widget=SHORT, required=False, max_length=2000)
    negative_list = forms.CharField(
        label=_("负面清单"), widget=forms.Textarea(attrs={"rows": 9}), initial="\n".join(kinds.NEGATIVE_LIST),
        help_text=_("一行一条"),
    )  # fmt: skip
    papers = forms.CharField(
        label=_("要交的材料"), widget=SHORT, required=False, max_length=1000, help_text=_("一行一条")
    )
    review_method = forms.CharField(label=_("怎么评"), widget=SHORT, required=False, max_length=1000)
    criteria = forms.CharField(
        label=_("评审打分看什么"), widget=forms.Textarea(attrs={"rows": 6}), initial=criteria_text(templates.CRITERIA),
        help_text=_("一行一项，后面写分数，加起来 100 分"),
    )  # fmt: skip
    reviewers = forms.MultipleChoiceField(
        label=_("请谁评审打分"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("至少 3 位，单数。不选就不打分，只由评议小组议。"),
    )  # fmt: skip
    measure = forms.ChoiceField(label=_("试课看什么"), choices=Measure.choices, initial=Measure.MEAN)
    threshold = forms.DecimalField(label=_("分数线"), max_digits=5, decimal_places=2, initial=kinds.THRESHOLD)
    minimum_people = forms.IntegerField(label=_("至少几人有效打分"), initial=kinds.MINIMUM_PEOPLE)
    body_name = forms.CharField(label=_("谁来评议"), max_length=60, required=False, initial=kinds.BODY_NAME)
    body_seats = forms.IntegerField(label=_("评议几人（单数）"), initial=kinds.BODY_SEATS)
    posting_days = forms.IntegerField(label=_("结果公示几个工作日"), initial=kinds.POSTING_DAYS, min_value=5)
    term = forms.CharField(label=_("合作多久"), max_length=60, required=False, initial=_("一年；先试一到三个月"))
    rights = forms.CharField(label=_("各自的权利和义务"), widget=SHORT, required=False, max_length=2000)
    contact_name = forms.CharField(label=_("联系人"), max_length=40)
    contact_phone = forms.CharField(label=_("电话"), max_length=20)
    contact_place = forms.CharField(label=_("来哪儿报名"), max_length=60, required=False)
    oversight_phone = forms.CharField(
        label=_("监督电话"), max_length=40, required=False, help_text=_("居务监督委员会或街道的电话")
    )
    opens_on = forms.DateField(label=_("哪天开始"), widget=DATE, initial=clock.today)
    closes_on = forms.DateField(
        label=_("哪天截止"),
        widget=DATE,
        initial=lambda: clock.today() + timedelta(days=14),
        help_text=_("至少开放 7 天"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._needs = Chosen(self.fields["needs"], needs.open_needs()[:60])
        self._spaces = Chosen(self.fields["spaces"], spaces.open_spaces())
        self._categories = Chosen(self.fields["categories"], partners.categories())
        self._reviewers = Chosen(self.fields["reviewers"], access.people_with(Power.DECIDE).order_by("name"))
        for key, need in self._needs.things.items():
            self.fields[f"wanted_{key}"] = _cell(_("海报上写要什么"), posters.CELL, posters.wanted_of(need))
            self.fields[f"terms_{key}"] = _cell(_("怎么算"), posters.CELL, posters.TERMS)
        for key, space in self._spaces.things.items():
            self.fields[f"times_{key}"] = _cell(_("什么时候能用"), posters.TIMES, posters.times_of(space))

    @property
    def parts(self) -> list[tuple[forms.BoundField, list[Pick]]]:
        """The fields in order, needs and rooms with their cells."""
        cells = {"needs": ("wanted", "terms"), "spaces": ("times",)}
        return [(self[name], self._picks(name, cells.get(name, ()))) for name in self.base_fields]

    def _picks(self, name: str, cells: Iterable[str]) -> list[Pick]:
        found = controls.choices(self[name]) if cells else []
        return [Pick(choice, [self[f"{cell}_{choice.value}"] for cell in cells]) for choice in found]

    def clean_criteria(self) -> list[tuple[str, int]]:
        """A line each: what is scored and its points."""
        return read_criteria(self.cleaned_data["criteria"])

    @classmethod
    def starting(cls, kind: str, data: Any = None, **initial: Any) -> "CallForm":
        """A new call, with the words of a template where one was chosen."""
        template = templates.TEMPLATES.get(CallKind(kind)) if kind in CallKind.values else None
        if template is None:
            return cls(data, initial=initial)
        said = {each: getattr(template, each) for each in template.__dataclass_fields__ if each in cls.base_fields}
        said |= {"kind": kind, "papers": "\n".join(template.papers)}
        names = {each.name: str(each.id) for each in partners.categories()}
        said["categories"] = [names[name] for name in template.categories if name in names]
        return cls(data, initial={**initial, **said})

    @classmethod
    def of(cls, call: Call, data: Any = None) -> "CallForm":
        """The form with what stands on a call."""
        now = {name: getattr(call, name) for name in cls.base_fields if hasattr(call, name)}
        now["negative_list"], now["papers"] = "\n".join(call.negative_list), "\n".join(call.papers)
        now["criteria"] = criteria_text([(each["name"], each["weight"]) for each in call.criteria])
        now["categories"] = [str(line.category_id) for line in call.limits]  # type: ignore[attr-defined]  # prefetched
        now["reviewers"] = [str(line.person_id) for line in call.reviewers]  # type: ignore[attr-defined]  # prefetched
        now["needs"] = [str(line.need_id) for line in call.lines]  # type: ignore[attr-defined]  # prefetched
        now["spaces"] = [str(line.space_id) for line in call.rooms]  # type: ignore[attr-defined]  # prefetched
        for line in call.lines:  # type: ignore[attr-defined]  # prefetched
            now |= {f"wanted_{line.need_id}": line.wanted, f"terms_{line.need_id}": line.terms}
        now |= {f"times_{line.space_id}": line.times for line in call.rooms}  # type: ignore[attr-defined]  # prefetched
        return cls(data, initial=now)

    def said(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = {name: self.cleaned_data[name] for name in self.base_fields}
        lines = {"needs": self._needs.of(said.pop("needs")), "spaces": self._spaces.of(said.pop("spaces"))}
        said.pop("key")
        return {
            "words": CallWords(
                **{
                    **said,
                    "ways": [Way(way) for way in said["ways"]],
                    "measure": Measure(said["measure"]),
                    "negative_list": said["negative_list"].splitlines(),
                    "papers": said["papers"].splitlines(),
                    "contributions": [Contribution(kind) for kind in said["contributions"]],
                    "categories": self._categories.of(said["categories"]),
                    "reviewers": self._reviewers.of(said["reviewers"]),
                    "wanted": self._cells("wanted", self._needs),
                    "terms": self._cells("terms", self._needs),
                    "times": self._cells("times", self._spaces),
                }
            ),
            **lines,
        }

    def _cells(self, cell: str, chosen: "Chosen") -> dict[UUID, str]:
        return {thing.id: self.cleaned_data[f"{cell}_{key}"] for key, thing in chosen.things.items()}


def _cell(label: Any, most: int, start: Any) -> forms.CharField:
    """One cell of the poster."""
    return forms.CharField(label=label, max_length=most, required=False, initial=start)
