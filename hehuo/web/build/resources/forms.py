"""Forms for resources, trees and care."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock, money
from hehuo.domain.build.resources import queries
from hehuo.domain.build.resources.actions.resources import Said
from hehuo.domain.build.resources.kinds import Channel, GreenKind, Group, Kind, Terms
from hehuo.domain.build.resources.models import Adopted, Adoption, Resource
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.models import Space
from hehuo.web.forms import DATE, ActForm, OnceForm, PhotosField, fen_of, yuan_field
from hehuo.web.ground.people.forms import PersonField
from hehuo.web.ground.spaces.forms import QUARTERS, WEEKDAYS

LONG = forms.Textarea(attrs={"rows": 3})
CHANNELS = [(each.value, each.label) for each in Channel if each is not Channel.PHONE]


class ResourceForm(OnceForm):
    """What one gives, in one form; what most leave empty stands below."""

    kind = forms.TypedChoiceField(label=_("哪一类"), coerce=Kind, choices=Kind.choices)
    title = forms.CharField(label=_("给什么"), max_length=60, help_text=_("例如：会修水龙头、一间空教室、三辆轮椅。"))
    quantity = forms.IntegerField(label=_("有多少"), min_value=1, max_value=1_000_000, initial=1)
    unit_word = forms.CharField(label=_("单位"), max_length=10, initial=_("个"))
    where = forms.CharField(label=_("在哪里"), max_length=80, required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("星期几"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("都不勾就是哪天都行。"),
    )  # fmt: skip
    from_time = forms.TimeField(label=_("几点起"), widget=QUARTERS, required=False)
    to_time = forms.TimeField(label=_("到几点"), widget=QUARTERS, required=False)
    terms = forms.TypedChoiceField(
        label=_("怎么给"), coerce=Terms, choices=Terms.choices, initial=Terms.FREE, widget=forms.RadioSelect
    )
    price = yuan_field(_("低价多少（元）"))
    in_return = forms.CharField(label=_("想换什么"), max_length=60, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=20, required=False, help_text=_("平时只有社区看得到。"))
    photos = PhotosField(label=_("照片"), required=False, help_text=_("社区看过才公开。不要拍到人脸和门牌。"))
    groups = forms.TypedMultipleChoiceField(
        label=_("只给哪些人"), choices=Group.choices, coerce=Group, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("都不勾就是谁都可以。"),
    )  # fmt: skip
    note = forms.CharField(label=_("要说明的"), max_length=300, required=False, widget=LONG)
    unit = forms.CharField(label=_("用哪个单位的名义"), max_length=60, required=False)
    space = forms.ChoiceField(label=_("是社区的哪个场地"), required=False)
    from_on = forms.DateField(label=_("从哪天"), widget=DATE, initial=clock.today)
    until_on = forms.DateField(
        label=_("到哪天为止"), widget=DATE, required=False, help_text=_("到期前 30 天提醒您续。不填就一直在。")
    )
    shows_name = forms.BooleanField(label=_("公开写我的名字"), required=False)
    shows_phone = forms.BooleanField(label=_("公开写这个电话"), required=False)

    REST = (
        "weekdays",
        "from_time",
        "to_time",
        "groups",
        "note",
        "unit",
        "space",
        "from_on",
        "until_on",
        "shows_name",
        "shows_phone",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spaces = {str(each.id): each for each in spaces.open_spaces()}
        chosen = [("", _("不是")), *((key, each.name) for key, each in self.spaces.items())]
        self.fields["space"].choices = chosen  # type: ignore[attr-defined]  # a ChoiceField

    def clean_space(self) -> Space | None:
        return self.spaces.get(self.cleaned_data["space"])

    def said(self) -> Said | None:
        """As the action takes it; None where a sum cannot be read."""
        fen = fen_of(self, "price")
        if self.errors:
            return None
        told = {name: self.cleaned_data[name] for name in Said.__dataclass_fields__ if name in self.cleaned_data}
        told["weekdays"] = "".join(sorted(told["weekdays"]))
        return Said(**told | {"groups": tuple(told["groups"]), "price_fen": fen or 0})

    @property
    def first(self) -> list[forms.BoundField]:
        """What everybody fills in."""
        return [field for field in self if field.name not in self.REST]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What most leave as it is."""
        return [field for field in self if field.name in self.REST]

    @property
    def opens_rest(self) -> bool:
        """Whether a fault stands among the fields that are folded away."""
        return any(name in self.errors for name in self.REST)


class EnterForm(ResourceForm):
    """The desk notes what a unit or a neighbour gives."""

    giver = PersonField(
        label=_("哪位邻居给的"),
        max_length=40,
        required=False,
        help_text=_("写姓名、电话或门牌；单位给的不写。"),
    )
    channel = forms.TypedChoiceField(
        label=_("怎么知道的"), coerce=Channel, choices=CHANNELS, initial=Channel.DESK, widget=forms.RadioSelect
    )
    field_order = ["key", "kind", "title", "quantity", "unit_word", "giver", "unit", "channel"]
    REST = tuple(name for name in ResourceForm.REST if name != "unit")


class ChangeForm(ResourceForm):
    """What was said before stands in it."""

    @classmethod
    def as_told(cls, resource: Resource) -> dict[str, Any]:
        """The form's first values."""
        told = {name: getattr(resource, name) for name in cls.base_fields if hasattr(resource, name)}
        return told | {
            "weekdays": list(resource.weekdays), "space": str(resource.space_id or ""),
            "price": money.yuan(resource.price_fen) if resource.price_fen else "",
        }  # fmt: skip


class NoForm(ActForm):
    """An act that asks for nothing more."""


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)


class RenewForm(ActForm):
    until_on = forms.DateField(label=_("续到哪天"), widget=DATE)


class PlantForm(ActForm):
    """Trees or plots by their numbers."""

    kind = forms.TypedChoiceField(label=_("树还是地"), coerce=GreenKind, choices=GreenKind.choices)
    numbers = forms.CharField(label=_("编号"), max_length=200, help_text=_("例如 1-26、30。"))
    species = forms.CharField(label=_("什么树、什么地"), max_length=40, help_text=_("例如：黄花风铃木。"))
    where = forms.CharField(label=_("在哪里"), max_length=80)
    planted_on = forms.DateField(label=_("哪天种的"), widget=DATE, required=False)


class AdoptForm(OnceForm):
    """Many trees into somebody's care in one go."""

    kind = forms.TypedChoiceField(label=_("树还是地"), coerce=GreenKind, choices=GreenKind.choices)
    numbers = forms.CharField(label=_("认养哪几号"), max_length=200, help_text=_("例如 1-26、30。"))
    adopter = PersonField(
        label=_("哪一位来养"), max_length=40, required=False,
        help_text=_("单位认养的，写来办事的那一位：日子到了提醒他。"),
    )  # fmt: skip
    unit = forms.CharField(label=_("哪个单位"), max_length=60, required=False)
    care = forms.CharField(label=_("做什么"), max_length=120, initial=_("浇水、除草、看支架"))
    every_days = forms.IntegerField(label=_("隔几天一次"), min_value=1, max_value=366, initial=14)
    from_on = forms.DateField(label=_("从哪天"), widget=DATE, initial=clock.today)
    until_on = forms.DateField(label=_("到哪天为止"), widget=DATE, required=False)
    shows_name = forms.BooleanField(label=_("本人同意公开名字"), required=False)


class CareForm(OnceForm):
    """The trees of an adoption that were cared for on a day, ticked in one grid."""

    trees = forms.MultipleChoiceField(label=_("做了哪几号"), widget=forms.CheckboxSelectMultiple)
    on = forms.DateField(label=_("哪一天"), widget=DATE, initial=clock.today)
    what = forms.CharField(label=_("做了什么"), max_length=120, required=False)
    photo = forms.FileField(label=_("照片"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))

    def __init__(self, *args: Any, adoption: Adoption, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {str(each.id): each for each in queries.trees_of(adoption)}
        self.fields["trees"].choices = [(key, str(each)) for key, each in self.held.items()]  # type: ignore[attr-defined]
        self.fields["trees"].initial = [key for key, each in self.held.items() if each.is_late]
        self.fields["what"].widget.attrs["placeholder"] = adoption.care

    def clean_trees(self) -> list[Adopted]:
        return [self.held[key] for key in self.cleaned_data["trees"]]
