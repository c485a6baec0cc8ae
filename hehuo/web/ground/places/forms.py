"""Forms about places and homes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places import addresses, queries
from hehuo.domain.ground.places.kinds import HomeKind, HomeUse, PlaceKind
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.ground.rolls.actions.changes import Part
from hehuo.web.forms import ActForm
from hehuo.web.ground.people.forms import PersonField

AREA = _("面积（平方米）")


def area_field(label: Any = AREA) -> forms.DecimalField:
    """A floor area as people write it: two decimals, kept as 0.01 m²."""
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=8, decimal_places=2)


def x100(area: Any) -> int | None:
    """What the area is in 0.01 m²; nothing said is nothing known."""
    return int(area * 100) if area else None


class AtPlace(ActForm):
    """A form about an estate, or about the whole community; `offered` may name other levels."""

    place = forms.ChoiceField(label=_("哪个小区"), required=False)
    offered = staticmethod(queries.estates)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.id): place for place in self.offered()}
        choices = [("", _("全社区")), *((key, str(place)) for key, place in self.places.items())]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])


class HomeField(forms.CharField):
    """A home that stands, named as on its door; exactly one must be meant."""

    def clean(self, value: str) -> Home | None:
        written = super().clean(value)
        if not written:
            return None
        read = addresses.read_home(written)
        found = list(queries.homes().filter(path__endswith=f"/{read.path}")[:2]) if read else []
        if not found:
            raise forms.ValidationError(_now("没有「%s」这套房。请写成 3-2-502 这样。") % written)
        if len(found) > 1:
            raise forms.ValidationError(_now("不止一个小区有「%s」。请从那套房的页面上来办。") % written)
        return found[0]


class PlaceForm(ActForm):
    """A place by its name; what may be added depends on where."""

    kind = forms.ChoiceField(label=_("加什么"), choices=PlaceKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("叫什么"), max_length=40, help_text=_("楼栋写 3 栋，单元写 2 单元，网格写 第一网格。")
    )

    def __init__(self, *args: Any, kinds: Iterable[PlaceKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["kind"].initial = self.fields["kind"].choices[0][0]

    def clean_kind(self) -> PlaceKind:
        return PlaceKind(self.cleaned_data["kind"])


class GridForm(ActForm):
    """Whose beat a building is."""

    grid = forms.ChoiceField(label=_("归哪个网格"), required=False)

    def __init__(self, *args: Any, grids: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._grids = {str(grid.pk): grid for grid in grids}
        self.fields["grid"].choices = [("", _("没有归网格")), *((pk, grid.name) for pk, grid in self._grids.items())]

    def clean_grid(self) -> Place | None:
        return self._grids.get(self.cleaned_data["grid"])


class NewHomeForm(ActForm):
    number = forms.CharField(label=_("门牌"), max_length=40, help_text=_("写成 3-2-502，楼栋和单元没有的会一起加上。"))
    kind = forms.ChoiceField(label=_("是什么"), choices=HomeKind.choices)
    area = area_field()

    @property
    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"number": said["number"], "kind": HomeKind(said["kind"]), "area_x100": x100(said["area"])}


class HomeForm(ActForm):
    """What is known of a home."""

    kind = forms.ChoiceField(label=_("是什么"), choices=HomeKind.choices)
    use = forms.ChoiceField(label=_("怎么用"), choices=HomeUse.choices, required=False)
    area = area_field()
    is_fitted_out = forms.BooleanField(label=_("已经装修入住"), required=False)
    note = forms.CharField(label=_("备注"), required=False, max_length=200)

    @property
    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said["area_x100"] = x100(said.pop("area"))
        return said | {"kind": HomeKind(said["kind"]), "use": HomeUse(said["use"])}


class OwnerForm(ActForm):
    person = PersonField(label=_("业主"), max_length=40, help_text=_("写姓名、电话、个人码，或门牌如 3-2-502。"))
    since_on = forms.DateField(label=_("从哪天起"), required=False)


class ChangeForm(ActForm):
    """When and why homes became others, and what the areas add up to."""

    on = forms.DateField(label=_("从哪天起"), initial=clock.today)
    why = forms.CharField(label=_("凭什么变"), max_length=200, help_text=_("例如：不动产证号、规划批复。"))
    is_unequal = forms.BooleanField(label=_("面积加起来对不上，也照这样记"), required=False)

    def check_sum(self, before: Iterable[int | None], after: Iterable[int | None]) -> None:
        """The areas before and after side by side; a difference must be meant."""
        was, now = sum(area or 0 for area in before), sum(area or 0 for area in after)
        if was and now != was and not self.cleaned_data.get("is_unequal"):
            said = {"was": f"{was / 100:.2f}", "now": f"{now / 100:.2f}", "by": f"{(now - was) / 100:+.2f}"}
            self.add_error(
                "is_unequal", _now("原来一共 %(was)s 平方米，现在一共 %(now)s，差 %(by)s。没写错就勾上。") % said
            )


class SplitForm(ChangeForm):
    """A home in two: rooms, areas, who owns which, which household goes where."""

    room_a = forms.CharField(label=_("第一套的房号"), max_length=20)
    area_a = area_field(_("第一套的面积（平方米）"))
    room_b = forms.CharField(label=_("第二套的房号"), max_length=20)
    area_b = area_field(_("第二套的面积（平方米）"))
    field_order = ("room_a", "area_a", "owners_a", "room_b", "area_b", "owners_b")

    def __init__(
        self,
        *args: Any,
        home: Home,
        owners: Iterable[Person],
        households: Iterable[tuple[Household, list[Person]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._home = home
        self._owners = {str(person.pk): person for person in owners}
        self._households = {f"household_{household.pk}": household for household, _who in households}
        choices = [(pk, person.name) for pk, person in self._owners.items()]
        for side, letter in (("a", "A"), ("b", "B")):
            label = _("第一套是谁的") if side == "a" else _("第二套是谁的")
            self.fields[f"owners_{side}"] = forms.MultipleChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=list(self._owners),
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"room_{side}"].initial = f"{home.room}{letter}"
        for household, who in households:
            label = _now("%s 归哪一套") % _now("、").join(person.name for person in who)
            self.fields[f"household_{household.pk}"] = forms.ChoiceField(
                label=label, choices=[("a", _("第一套")), ("b", _("第二套"))], widget=forms.RadioSelect
            )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        self.check_sum([self._home.area_x100], [x100(said.get("area_a")), x100(said.get("area_b"))])
        return said

    @property
    def parts(self) -> list[Part]:
        """The two homes as the action takes them."""
        said = self.cleaned_data
        return [
            Part(
                said[f"room_{side}"], x100(said[f"area_{side}"]), [self._owners[pk] for pk in said[f"owners_{side}"]],
                [household for name, household in self._households.items() if said[name] == side],
            )
            for side in ("a", "b")
        ]  # fmt: skip


class JoinForm(ChangeForm):
    """Two homes as one."""

    other = forms.ChoiceField(label=_("和哪一套合并"))
    room = forms.CharField(label=_("合并后的房号"), max_length=20)
    area = area_field(_("合并后的面积（平方米）"))
    field_order = ("other", "room", "area")

    def __init__(self, *args: Any, home: Home, beside: Iterable[Home], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._home, self._beside = home, {str(each.pk): each for each in beside}
        self.fields["other"].choices = [
            (pk, f"{each.short}　{(each.area_x100 or 0) / 100:.2f} m²") for pk, each in self._beside.items()
        ]
        self.fields["room"].initial = home.room
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("other"):
            self.check_sum([self._home.area_x100, self.beside.area_x100], [x100(said.get("area"))])
        return said

    @property
    def beside(self) -> Home:
        """The home chosen."""
        return self._beside[self.cleaned_data["other"]]

    def part(self, owners: Iterable[Person], households: Iterable[Household]) -> Part:
        """The joined home as the action takes it: all owners of both, all households of both."""
        said = self.cleaned_data
        return Part(said["room"], x100(said["area"]), list(owners), list(households))
