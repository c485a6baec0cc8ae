"""Forms of sessions."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.web.forms import ActForm, OnceForm

_SCANNED = re.compile(r"/check-in/p/([-\w]+)/?$")


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


class PlanForm(OnceForm):
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
