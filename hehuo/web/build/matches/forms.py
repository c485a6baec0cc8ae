"""Forms for matches."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.build.matches import queries
from hehuo.domain.build.matches.kinds import STARS
from hehuo.domain.build.matches.models import Wish
from hehuo.domain.build.matches.suggesting import Choice
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.projects import queries as projects
from hehuo.domain.build.projects.models import Project
from hehuo.domain.build.resources.kinds import Group, Kind
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.models import Need
from hehuo.web.forms import DATE, ActForm, OnceForm
from hehuo.web.ground.spaces.forms import QUARTERS

LONG = forms.Textarea(attrs={"rows": 3})


def _set(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class WishForm(ActForm):
    """What a need asks for."""

    kind = forms.TypedChoiceField(
        label=_("要的是哪一类"), coerce=Kind, empty_value=None, choices=[("", _("没说")), *Kind.choices], required=False
    )
    on = forms.DateField(label=_("哪一天"), widget=DATE, required=False)
    from_time = forms.TimeField(label=_("几点起"), widget=QUARTERS, required=False)
    to_time = forms.TimeField(label=_("到几点"), widget=QUARTERS, required=False)
    groups = forms.TypedMultipleChoiceField(
        label=_("给谁用"), choices=Group.choices, coerce=Group, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("都不勾就是没说。"),
    )  # fmt: skip

    @classmethod
    def as_told(cls, wish: Wish | None) -> dict[str, Any]:
        """The form's first values."""
        return {name: getattr(wish, name) for name in cls.base_fields} if wish else {}


class ClaimForm(OnceForm):
    """With what a need is taken: one's own partner, or something one gives."""

    with_what = forms.ChoiceField(label=_("用什么来接"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("想说的"), max_length=200, required=False, help_text=_("例如：周末能来两个人。"))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: list[Partner | Resource] = [*queries.partners_of(person), *queries.resources_of(person)]
        self.own = {str(each.pk): each for each in own}
        _set(self, "with_what", [(key, str(each)) for key, each in self.own.items()])
        if len(self.own) == 1:
            self.fields["with_what"].initial = next(iter(self.own))

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        chosen = self.own[self.cleaned_data["with_what"]]
        named = "partner" if isinstance(chosen, Partner) else "resource"
        return {named: chosen, "words": self.cleaned_data["words"], "key": self.cleaned_data["key"]}


class AnswerForm(ActForm):
    answer = forms.CharField(
        label=_("想说的"), max_length=200, required=False, help_text=_("单位答应的，写怎么答应的：电话里和谁说好了。")
    )


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)


class DoneForm(ActForm):
    on = forms.DateField(label=_("哪一天办的"), widget=DATE, initial=clock.today)
    outcome = forms.CharField(label=_("办了什么"), max_length=200, help_text=_("例如：3 个水龙头都换好了。"))


class ConfirmForm(ActForm):
    stars = forms.TypedChoiceField(
        label=_("打几星"), coerce=int, empty_value=None, required=False,
        choices=[("", _("不打")), *((n, f"{n}") for n in STARS)],
    )  # fmt: skip


class JoinForm(ActForm):
    project = forms.ChoiceField(label=_("加到哪个项目"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.projects = {str(each.pk): each for each in projects.projects() if not each.is_ended}
        _set(self, "project", [(key, f"{each.number} {each.title}") for key, each in self.projects.items()])

    def clean_project(self) -> Project:
        return self.projects[self.cleaned_data["project"]]


class TurnForm(OnceForm):
    """A project out of a match."""

    title = forms.CharField(label=_("办什么"), max_length=40)
    why = forms.CharField(label=_("为什么办"), max_length=400, widget=LONG)
    lead = forms.ChoiceField(label=_("谁牵头"))
    starts_on = forms.DateField(label=_("打算哪天开工"), widget=DATE)
    ends_on = forms.DateField(label=_("打算哪天办好"), widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(each.id): each for each in access.people_with(Power.RUN_RECRUITMENT)}
        _set(self, "lead", [(key, each.name) for key, each in self.leads.items()])

    def clean_lead(self) -> Person:
        return self.leads[self.cleaned_data["lead"]]


class PlanForm(ActForm):
    """One choice for each need: what is proposed stands in it, and may be changed by hand."""

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        for each in choices:
            could = [(str(one.offer.pk), f"{one.offer} · {one.fit.score}") for one in each.could]
            self.fields[str(each.need.pk)] = forms.ChoiceField(
                label=each.need.title, required=False, choices=[("", _("先不定")), *could],
                initial=str(each.proposed.offer.pk) if each.proposed else "",
            )  # fmt: skip

    def rows(self) -> list[tuple[Choice, forms.BoundField]]:
        """Each need with its field."""
        return [(each, self[str(each.need.pk)]) for each in self.choices]

    def chosen(self) -> list[tuple[Need, Any]]:
        """Needs and resources, as the action takes them."""
        picked: dict[UUID, str] = {each.need.pk: self.cleaned_data[str(each.need.pk)] for each in self.choices}
        return [
            (each.need, one.offer)
            for each in self.choices
            for one in each.could
            if str(one.offer.pk) == picked[each.need.pk]
        ]
