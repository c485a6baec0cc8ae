"""Forms of sessions."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.sessions.conditions import ConditionsForm

_SCANNED = re.compile(r"/check-in/p/([-\w]+)/?$")


class IdsField(forms.MultipleChoiceField):
    """Ids that were ticked."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> set[UUID]:
        try:
            return {UUID(each) for each in value or []}
        except ValueError as error:
            raise forms.ValidationError(_("名单读不准，请刷新这一页再来。")) from error


class CodeForm(forms.Form):
    """What a scan brought, or what was typed: the whole address on a person's code, or its letters."""

    code = forms.CharField(max_length=300)

    def clean_code(self) -> str:
        written = self.cleaned_data["code"].strip()
        found = _SCANNED.search(written)
        return (found[1] if found else written).upper()


class PersonForm(forms.Form):
    """A person chosen from a list."""

    person = forms.UUIDField()


class PlanForm(ConditionsForm, OnceForm):
    title = forms.CharField(label=_("叫什么"), max_length=60)
    kind = forms.ChoiceField(label=_("哪一种"), choices=SessionKind.choices)
    capacity = forms.IntegerField(label=_("名额"), min_value=1)
    note = forms.CharField(
        label=_("要说明的"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class CapacityForm(ActForm):
    capacity = forms.IntegerField(label=_("名额"), min_value=1)


class CancelForm(ActForm):
    reason = forms.CharField(label=_("为什么取消"), max_length=120, help_text=_("报了名的人会看到这句话。"))


class SheetForm(ActForm):
    """A sheet typed back: who was ticked, what the page showed as ticked, and a line for each who walked in."""

    walk_ins = forms.CharField(
        label=_("临时来的人，一行一位"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写姓名、电话或门牌，几样写在一行也行。认不出来的会留着，不会丢。"),
    )  # fmt: skip
    came = IdsField()
    was = IdsField()

    @property
    def copied(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | {"walk_ins": said["walk_ins"].splitlines()}


class ChainForm(ActForm):
    message = forms.CharField(
        label=_("把群里的接龙粘在这里"), max_length=40_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("整段粘过来就行，中间的闲话不用删。同一段粘两遍不会多报。"),
    )  # fmt: skip
