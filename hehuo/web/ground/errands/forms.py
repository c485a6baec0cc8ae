"""Forms for acting for somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.errands.kinds import Consent
from hehuo.web.forms import ActForm
from hehuo.web.ground.people.forms import PersonField


class WhoseForm(ActForm):
    """For whom."""

    person = PersonField(label=_("替谁办"), max_length=40, help_text=_("写姓名、电话、个人码，或门牌如 3-2-502。"))


class ErrandForm(ActForm):
    """How they agreed, and why they do not come in themselves."""

    consent = forms.ChoiceField(label=_("他怎么答应的"), choices=Consent.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("为什么代办"), max_length=200, help_text=_("例如：眼睛不好，不会用手机。本人看得到。")
    )

    def clean_consent(self) -> Consent:
        return Consent(self.cleaned_data["consent"])
