"""Handing a duty on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.people.models import Person
from hehuo.web.forms import ActForm


class HandOnForm(ActForm):
    to = forms.ChoiceField(label=_("转给谁"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, colleagues: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(person.id): person for person in colleagues}
        self.fields["to"].choices = [(key, person.name) for key, person in self.colleagues.items()]

    def clean_to(self) -> Person:
        return self.colleagues[self.cleaned_data["to"]]
