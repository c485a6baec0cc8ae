"""Forms of recipes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.plan.needs.models import Need
from hehuo.domain.share.recipes import queries
from hehuo.domain.share.recipes.kinds import DAYS_MOST, PLACES
from hehuo.domain.share.recipes.models import Recipe
from hehuo.web.forms import DATE, ActForm, OnceForm
from hehuo.web.run.activities.forms import SeriesForm

LONG = forms.Textarea(attrs={"rows": 5})


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class RecipeForm(OnceForm):
    """A recipe's own words."""

    title = forms.CharField(label=_("做法叫什么"), max_length=40, help_text=_("例如：三无小区装监控。"))
    problem = forms.CharField(
        label=_("原来什么样"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    story = forms.CharField(
        label=_("怎么做成的，要留意什么"), max_length=4000, required=False, widget=LONG,
        help_text=_("写给没做过的人看。不写姓名和电话。"),
    )  # fmt: skip


class DaysForm(ActForm):
    """When a part begins."""

    after_days = forms.IntegerField(
        label=_("开头以后第几天起办"), min_value=0, max_value=DAYS_MOST, initial=0, help_text=_("一开头就办，写 0。")
    )


class KeepForm(DaysForm):
    """Into which recipe a thing is kept; without one, into a new one."""

    recipe = forms.ChoiceField(label=_("存进哪一份"), required=False)
    title = forms.CharField(label=_("新的一份叫什么"), max_length=40, required=False)
    field_order = ["recipe", "title", "after_days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipes = {str(each.pk): each for each in queries.drafts()[:100]}
        _offer(self, "recipe", [("", _("新写一份")), *((key, each.title) for key, each in self.recipes.items())])

    def clean_recipe(self) -> Recipe | None:
        return self.recipes.get(self.cleaned_data["recipe"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said.get("recipe") and not said.get("title", "").strip():
            self.add_error("title", _("请写新的一份叫什么，或者选一份已有的。"))
        return said


class SetupForm(OnceForm):
    """Where, from when, and who sees to it."""

    place = forms.ChoiceField(label=_("落到哪里"))
    starts_on = forms.DateField(label=_("从哪天开头"), widget=DATE, initial=clock.today)
    lead = forms.ChoiceField(label=_("谁来办"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = places.all_places().filter(kind__in=PLACES).order_by("kind", "path")
        self.places = {str(each.pk): each for each in found.order_by("-kind", "path")}
        self.leads = {str(each.pk): each for each in access.people_with(Power.RUN_RECRUITMENT)}
        _offer(self, "place", [(key, str(each)) for key, each in self.places.items()])
        _offer(self, "lead", [(key, each.name) for key, each in self.leads.items()])

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    def clean_lead(self) -> Person:
        return self.leads[self.cleaned_data["lead"]]


class NothingForm(ActForm):
    """Nothing more is asked."""


class PotForm(ActForm):
    """From which pot, where homes do not pay."""

    fund = forms.ChoiceField(label=_("这里从哪个资金出"), help_text=_("各户分摊的不算在内，起草好还能一条一条改。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funds = {str(each.pk): each for each in funds.funds()}
        _offer(self, "fund", [(key, each.name) for key, each in self.funds.items()])

    def clean_fund(self) -> Fund:
        return self.funds[self.cleaned_data["fund"]]


class NeedsForm(ActForm):
    """Which needs of ours a call answers."""

    needs = forms.MultipleChoiceField(
        label=_("答哪几条需求"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("招募要从这里的需求来。现在不选，公布以前再选也行。"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = {str(each.pk): each for each in needs.open_needs()[:60]}
        _offer(self, "needs", [(key, f"{each.number} {each.title}") for key, each in self.needs.items()])

    def clean_needs(self) -> list[Need]:
        return [self.needs[each] for each in self.cleaned_data["needs"]]


class CourseForm(SeriesForm):
    """A course under one of our agreements."""

    agreement = forms.ChoiceField(label=_("谁来教，哪份协议"))
    field_order = ["key", "agreement", "title", "space"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = {str(each.pk): each for each in agreements.in_force()}
        _offer(self, "agreement", [(key, f"{each.partner} · {each}") for key, each in self.agreements.items()])

    def clean_agreement(self) -> Agreement:
        return self.agreements[self.cleaned_data["agreement"]]


class FileForm(ActForm):
    """A recipe's file."""

    file = forms.FileField(label=_("做法的文件"), widget=forms.FileInput(attrs={"accept": ".json"}))


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)
