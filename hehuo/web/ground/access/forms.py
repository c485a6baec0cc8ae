"""Forms at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
