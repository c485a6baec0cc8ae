"""Forms for coming in by phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.web.forms import ActForm

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

    def __init__(self, *args: object, people: list, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.id): each for each in people}
        self.fields["person"].choices = [(key, _called(each)) for key, each in self.people.items()]  # type: ignore[attr-defined]


class DeskForm(ActForm):
    """What was checked before a code is given."""

    checked = forms.CharField(
        label=_("怎么核对是本人的"), max_length=200, help_text=_("例如：看了身份证原件；我认识他，住 3 栋。会记下来。")
    )


def _called(person: object) -> str:
    """Enough to choose by, for those of the family: the phone alone may have changed hands."""
    relation, name = getattr(person, "relation", ""), getattr(person, "masked_name", "")
    return f"{name}（{relation}）" if relation else name
