"""Forms of courses."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import money
from hehuo.core.errors import Invalid
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.models import Space
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.sessions.conditions import ConditionsForm
from hehuo.web.ground.spaces.forms import QUARTERS, WEEKDAYS


class CampForm(ConditionsForm, OnceForm):
    """A camp of some days one after another, or an event of one day."""

    title = forms.CharField(label=_("叫什么"), max_length=60)
    space = forms.ChoiceField(label=_("哪间屋"))
    from_time = forms.TimeField(label=_("几点开始"), widget=QUARTERS)
    to_time = forms.TimeField(label=_("几点结束"), widget=QUARTERS)
    first_on = forms.DateField(label=_("从哪天起"))
    last_on = forms.DateField(label=_("到哪天止"))
    capacity = forms.IntegerField(label=_("名额"), min_value=1)
    price = forms.CharField(label=_("居民价（元）"), max_length=20, initial="0.00", help_text=_("不收钱写 0。"))
    leader = forms.ChoiceField(label=_("谁带班"), required=False)
    note = forms.CharField(
        label=_("要说明的"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, partner: Partner | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaders = _leaders_of(partner) if partner else {}
        self.fields["leader"].choices = [(key, each.name) for key, each in self.leaders.items()]  # type: ignore[attr-defined]
        if len(self.leaders) < 2:  # there is nothing to choose
            del self.fields["leader"]
        self.spaces = {str(space.id): space for space in spaces.open_spaces()}
        self.fields["space"].choices = [(key, space.name) for key, space in self.spaces.items()]

    def clean_space(self) -> Space:
        return self.spaces[self.cleaned_data["space"]]

    def clean_leader(self) -> Person | None:
        return self.leaders.get(self.cleaned_data["leader"])

    def clean_price(self) -> int:
        try:
            return money.parse_yuan(self.cleaned_data["price"], field="price")
        except Invalid as error:
            raise forms.ValidationError(error.say) from error

    @property
    def course(self) -> dict[str, Any]:
        said = self.own
        return said | {"price_fen": said.pop("price")}


def _leaders_of(partner: Partner) -> dict[str, Person]:
    """Its contact, and those of its staff who are persons of the community."""
    known = [partner.contact, *(each.person for each in partners.staff_of(partner) if each.person)]
    return {str(each.id): each for each in known}


class SeriesForm(CampForm):
    """A weekly course."""

    weekday = forms.TypedChoiceField(label=_("每周哪天"), choices=WEEKDAYS, coerce=int)
    skips_holidays = forms.BooleanField(label=_("放假的日子不上课"), required=False, initial=True)
    field_order = ("title", "space", "weekday", "from_time", "to_time", "first_on", "last_on", "leader", "capacity",
                   "price", "skips_holidays", "note")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("课程叫什么")
        self.fields["capacity"].label = _("每节名额")
        self.fields["price"].label = _("居民价（元一次）")


class CellsField(forms.MultipleChoiceField):
    """Ticks of a grid: a person and a session each."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> set[tuple[UUID, UUID]]:
        try:
            pairs = [each.split(":") for each in value or []]
            return {(UUID(person), UUID(session)) for person, session in pairs}
        except ValueError as error:
            raise forms.ValidationError(_("表格读不准，请刷新这一页再来。")) from error


class GridForm(ActForm):
    """Who came now, and what the page had shown."""

    came = CellsField()
    was = CellsField()
