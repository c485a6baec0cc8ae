"""Forms for a day of visits."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.entry import queries as entry
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.visits.kinds import A_DAY
from hehuo.web.forms import ActForm


def _day() -> forms.DateField:
    return forms.DateField(label=_("哪天去"), initial=clock.today, widget=forms.DateInput(attrs={"type": "date"}))


class HomesField(forms.CharField):
    """Several doors, one a line or parted by commas; each must mean exactly one home."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: str) -> list[Home]:
        written = [each.strip() for each in super().clean(value).replace("，", "\n").replace(",", "\n").splitlines()]
        homes, unknown = [], []
        for door in filter(None, written[: A_DAY + 1]):
            found = list(entry.homes_called(door)[:2])
            homes += found[:1]
            if len(found) != 1:
                unknown.append(door)
        if unknown:
            said = gettext("、").join(unknown[:5])
            raise forms.ValidationError(
                gettext("这几户没认出来：%s。同号的，前面写上小区，如 海湾花园 3-2-502。") % said
            )
        return homes


class DoorsForm(ActForm):
    """These doors."""

    homes = HomesField(label=_("去哪几户"), max_length=2000, help_text=_("一行一户，如 3-2-502；照您走的顺序写。"))
    on = _day()


class LongForm(ActForm):
    """Where nobody was met for longest."""

    place = forms.ChoiceField(label=_("在哪一片"))
    count = forms.IntegerField(label=_("几户"), min_value=1, max_value=A_DAY, initial=5)
    on = _day()

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.id): place for place in places}
        self.fields["place"].choices = [(key, str(place)) for key, place in self.places.items()]  # type: ignore[attr-defined]

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]
