"""Forms for acting for somebody."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.errands.kinds import Consent
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.web.forms import ActForm
from hehuo.web.ground.people.forms import PersonField


class WhoseForm(ActForm):
    """For whom."""

    person = PersonField(label=_("替谁办"), max_length=40, help_text=_("写姓名、电话、个人码，或门牌如 3-2-502。"))


class HelperForm(ActForm):
    """Who may act for me from elsewhere: they tell their code, I say who they are to me."""

    helper = forms.CharField(
        label=_("他的个人码"),
        max_length=20,
        help_text=_("请他打开「我的」里的「我的活动和签到码」，把那几个字母念给您。"),
    )
    relation = forms.CharField(label=_("他是您的什么人"), max_length=20, help_text=_("例如：女儿、老邻居。"))

    def clean_helper(self) -> Person:
        found = people.present().filter(code=self.cleaned_data["helper"].strip().upper().replace("-", "")).first()
        if found is None:
            raise forms.ValidationError(gettext("没有这个个人码。请再念一遍，一共 10 个字母数字。"))
        return found


class HelperOfForm(ActForm):
    """Who may act for somebody whom one visits, and how they agreed."""

    helper = PersonField(
        label=_("谁替他办"), max_length=40,
        help_text=_("写姓名、电话或个人码。不住在这里的，先在花名册里登记上，不用写住处。"),
    )  # fmt: skip
    relation = forms.CharField(label=_("是本人的什么人"), max_length=20, help_text=_("例如：女儿、老邻居。"))
    consent = forms.ChoiceField(
        label=_("本人怎么答应的"), widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in (Consent.SPOKEN, Consent.PAPER)],
    )  # fmt: skip

    def clean_consent(self) -> Consent:
        return Consent(self.cleaned_data["consent"])


class ErrandForm(ActForm):
    """How they agreed, and why they do not come in themselves."""

    consent = forms.ChoiceField(label=_("他怎么答应的"), choices=Consent.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("为什么代办"), max_length=200, help_text=_("例如：眼睛不好，不会用手机。本人看得到。")
    )

    def clean_consent(self) -> Consent:
        return Consent(self.cleaned_data["consent"])
