"""Forms at the door."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.people.models import Person
from hehuo.web.forms import ActForm


class EnterForm(ActForm):
    username = forms.CharField(label=_("账号"), max_length=60)
    password = forms.CharField(label=_("密码"), widget=forms.PasswordInput, max_length=200)


class PinForm(ActForm):
    pin = forms.CharField(
        label=_("卡片背面的 6 位数字"),
        max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class SecondForm(ActForm):
    code = forms.CharField(
        label=_("动态码"), max_length=14, help_text=_("手机上的 6 位数字；手机不在身边，输一个备用码。"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )  # fmt: skip


class ConfirmForm(ActForm):
    code = forms.CharField(
        label=_("手机上的 6 位数字"), max_length=14,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class PasskeyForm(ActForm):
    """What the browser's key answered; a script fills it in."""

    answer = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


class NewPasskeyForm(PasskeyForm):
    label = forms.CharField(label=_("给它起个名"), max_length=40, help_text=_("例如：我的手机、办公室电脑。"))


class _NewPassword(ActForm):
    """A password that is long enough and not too common."""

    new = forms.CharField(
        label=_("新密码"), max_length=200, help_text=_("至少 10 位，不要太常见。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean_new(self) -> str:
        password: str = self.cleaned_data["new"]
        validate_password(password)
        return password


class PasswordForm(_NewPassword):
    old = forms.CharField(label=_("现在的密码"), max_length=200, widget=forms.PasswordInput)
    field_order = ["old", "new"]


class ResetForm(ActForm):
    forgets_factor = forms.BooleanField(label=_("有动态码、通行密钥的手机也丢了，一起重设"), required=False)


class UseResetForm(_NewPassword):
    username = forms.CharField(label=_("账号"), max_length=60)
    code = forms.CharField(label=_("重设码"), max_length=20, help_text=_("系统管理员给您的 10 位字母数字。"))
    field_order = ["username", "code", "new"]


class CardsForm(ActForm):
    """Who gets a card."""

    people = forms.MultipleChoiceField(label=_("给谁印"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(each.id): each for each in people}
        chosen = self.fields["people"]
        chosen.choices = [(key, f"{each.name}　{each.household.home}") for key, each in self.found.items()]  # type: ignore[attr-defined]

    def chosen(self) -> list[Person]:
        """The persons ticked."""
        return [self.found[key] for key in self.cleaned_data["people"]]
