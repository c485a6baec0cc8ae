"""Which lines of the journal are wanted; sent by GET, so that an address can be kept."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.people import queries as people
from hehuo.domain.insight.holdings.audits import Wanted

ROOMS = [
    ("", _("所有的事")), ("needs", _("需求")), ("recruitment", _("招募")), ("agreements", _("协议")),
    ("books", _("账目")), ("funds", _("资金")), ("postings", _("公示")), ("people", _("花名册")),
    ("access", _("身份和登录")), ("sessions", _("活动")), ("holdings", _("查改删资料")), ("consents", _("同意")),
]  # fmt: skip


class WantedForm(forms.Form):
    """By person, room and day."""

    q = forms.CharField(label=_("谁"), required=False, max_length=40)
    room = forms.ChoiceField(label=_("哪一类"), required=False, choices=ROOMS)
    since = forms.DateField(label=_("从哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("到哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    thing = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """What was asked for; what cannot be read asks for nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            who=_meant(said.get("q", "")), thing=said.get("thing"), room=said.get("room", ""), since=said.get("since"),
            until=said.get("until"),
        )  # fmt: skip


def _meant(written: str) -> tuple[UUID, ...] | None:
    found: Iterable[UUID] = people.called(written).values_list("pk", flat=True) if written else ()
    return tuple(found) if written else None
