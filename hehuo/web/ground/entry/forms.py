"""Forms for coming in by phone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.entry import queries
from hehuo.domain.ground.entry.kinds import ClaimKind
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home
from hehuo.web.forms import ActForm

NOBODY = "new"  # nobody on the roll is meant
DIGITS = {"inputmode": "numeric"}


class PhoneForm(ActForm):
    phone = forms.CharField(
        label=_("手机号"), max_length=20, widget=forms.TextInput(attrs={**DIGITS, "autocomplete": "tel-national"})
    )


class CodeForm(PhoneForm):
    """The code of a phone."""

    code = forms.CharField(
        label=_("6 位验证码"), max_length=10,
        widget=forms.TextInput(attrs={**DIGITS, "autocomplete": "one-time-code"}),
    )  # fmt: skip


class WhoForm(ActForm):
    """Who of those behind one phone is coming in."""

    person = forms.ChoiceField(label=_("您是哪一位"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.id): each for each in people}
        self.fields["person"].choices = [(key, _called(each)) for key, each in self.people.items()]  # type: ignore[attr-defined]


class JoinForm(ActForm):
    """Who claims the home on the slip."""

    name = forms.CharField(label=_("您的姓名"), max_length=40)
    phone = PhoneForm.base_fields["phone"]
    kind = forms.ChoiceField(label=_("您和这个住处"), choices=ClaimKind.choices, widget=forms.RadioSelect)

    def clean_kind(self) -> ClaimKind:
        return ClaimKind(self.cleaned_data["kind"])


class JoinCodeForm(ActForm):
    """The same, with the code that was sent; what was written before goes along unseen."""

    name = forms.CharField(max_length=40, widget=forms.HiddenInput)
    phone = forms.CharField(max_length=20, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=ClaimKind.choices, widget=forms.HiddenInput)
    code = CodeForm.base_fields["code"]

    clean_kind = JoinForm.clean_kind


class HomeField(forms.CharField):
    """A home named by its number; exactly one must be meant."""

    def clean(self, value: str) -> Home:
        found = list(queries.homes_called(super().clean(value))[:2])
        if not found:
            raise forms.ValidationError(gettext("没有找到「%s」。请写门牌，如 3-2-502，或 海湾花园 3-2-502。") % value)
        if len(found) > 1:
            raise forms.ValidationError(gettext("「%s」不止一处，请在前面写上小区，如 海湾花园 3-2-502。") % value)
        return found[0]


class InviteForm(ActForm):
    home = HomeField(label=_("给哪一户"), max_length=60, help_text=_("写门牌，如 3-2-502，或 海湾花园 3-2-502。"))


class ApproveForm(ActForm):
    """Who of the roll is meant."""

    person = forms.ChoiceField(label=_("他是花名册上的哪一位"), widget=forms.RadioSelect)

    is_another = forms.BooleanField(label=_("花名册上有很像的人，确实是另一个"), required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.id): each for each in people}
        known = [(key, _called(each)) for key, each in self.people.items()]
        self.fields["person"].choices = [*known, (NOBODY, _("都不是，是新来的"))]  # type: ignore[attr-defined]

    def clean_person(self) -> Person | None:
        return self.people.get(self.cleaned_data["person"])


class RefuseForm(ActForm):
    reason = forms.CharField(label=_("为什么没认"), max_length=200, help_text=_("例如：这户说不认识。"))


class DeskForm(ActForm):
    """What was checked before a code is given."""

    checked = forms.CharField(
        label=_("怎么核对是本人的"), max_length=200, help_text=_("例如：看了身份证原件；我认识他，住 3 栋。会记下来。")
    )


def _called(person: Person) -> str:
    """Enough to choose by, for those who know the family: a phone may have changed hands."""
    return f"{person.masked_name}（{person.relation}）" if person.relation else person.masked_name
