"""Forms about people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people import queries
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.web.forms import ActForm

FIELDS = [("phone", gettext_lazy("电话")), ("identity", gettext_lazy("身份证号")), ("cares", gettext_lazy("关爱情况"))]


class RevealForm(ActForm):
    """Which sensitive field, and why."""

    field = forms.ChoiceField(label=gettext_lazy("看哪一项"), choices=FIELDS, widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("为什么要看"), max_length=200, help_text=gettext_lazy("会记下谁、什么时候、为什么看的。")
    )


class PersonField(forms.CharField):
    """A person named by name, phone, home or code; exactly one must be meant, or none where it may stay empty."""

    def clean(self, value: str) -> Person | None:
        if not self.required and not (value or "").strip():
            return None
        found = list(queries.called(super().clean(value))[:2])
        if not found:
            raise forms.ValidationError(_("花名册里没有「%s」。请写姓名、电话，或门牌如 3-2-502。") % value)
        if len(found) > 1:
            raise forms.ValidationError(_("「%s」不止一位，请写电话或个人码。") % value)
        return found[0]


class GrantForm(ActForm):
    """A role for a person."""

    person = PersonField(
        label=gettext_lazy("给谁"), max_length=40, help_text=gettext_lazy("写姓名、电话、个人码，或门牌如 3-2-502。")
    )
    role = forms.ChoiceField(label=gettext_lazy("什么身份"), choices=Role.choices, widget=forms.RadioSelect)
    place = forms.ChoiceField(label=gettext_lazy("管哪里"), required=False)
    to_on = forms.DateField(
        label=gettext_lazy("到哪天为止"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.id): place for place in access.places_of_roles()}
        everywhere = [("", _("全社区"))]
        self.fields["place"].choices = everywhere + [(key, str(place)) for key, place in self.places.items()]  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])


class AccountForm(ActForm):
    """An account for somebody with a role."""

    username = forms.SlugField(
        label=gettext_lazy("账号"), max_length=60, help_text=gettext_lazy("字母和数字，例如 haiwan-chen")
    )
    password = forms.CharField(
        label=gettext_lazy("第一次用的密码"),
        max_length=200,
        help_text=gettext_lazy("至少 10 位。当面告诉他，不要发在群里。"),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
