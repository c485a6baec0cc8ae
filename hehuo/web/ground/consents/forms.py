"""A consent that was said or signed at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.consents.kinds import Channel, ConsentKind
from hehuo.web.forms import ActForm
from hehuo.web.ground.people.roll_forms import WHO, PersonField


class DeskConsentForm(ActForm):
    """What was agreed to, how, and the signed paper."""

    kind = forms.ChoiceField(label=_("同意什么"), choices=ConsentKind.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label=_("怎么同意的"), choices=[(each.value, each.label) for each in (Channel.DESK, Channel.PAPER)],
        widget=forms.RadioSelect,
    )  # fmt: skip
    guardian = PersonField(label=_("不满 14 岁：哪位监护人同意"), max_length=40, required=False, help_text=WHO)
    note = forms.CharField(label=_("签的纸放在哪"), max_length=120, required=False)
    scan = forms.FileField(label=_("签好的纸拍一张"), required=False)

    def clean_kind(self) -> ConsentKind:
        return ConsentKind(self.cleaned_data["kind"])

    def clean_channel(self) -> Channel:
        return Channel(self.cleaned_data["channel"])
