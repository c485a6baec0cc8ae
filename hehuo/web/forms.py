"""The base of every form: it shapes input, calls one action, and keeps what was entered when the action says no."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import ids, money
from hehuo.core.errors import HehuoError, Invalid

P = ParamSpec("P")
T = TypeVar("T")

SHORT = forms.Textarea(attrs={"rows": 3})
DATE = forms.DateInput(attrs={"type": "date"})


class ActForm(forms.Form):
    """A form behind one action."""

    def full_clean(self) -> None:
        """What is left out is asked for in our own words, of questions that were added later too."""
        for field in self.fields.values():
            if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = (
                    _("请选一项。") if isinstance(field, forms.ChoiceField) else _("这一项要填。")
                )
        super().full_clean()

    def act(self, action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Call the action; its refusal becomes an error of this form, and the answer is None."""
        try:
            return action(*args, **kwargs)
        except Invalid as error:
            self.add_error(error.field if error.field in self.fields else None, error.say)
        except HehuoError as error:
            self.add_error(None, error.say)
        return None


class PhotosInput(forms.FileInput):
    """A phone's own choice between camera and album; several at once."""

    allow_multiple_selected = True

    def __init__(self, accept: str = "image/*") -> None:
        super().__init__(attrs={"accept": accept, "multiple": True})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PhotosField(forms.FileField):
    """Any number of photos; what each may be, the files room says."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(PhotosField, self).clean(each, initial) for each in data or []]


class OnceForm(ActForm):
    """A form that makes a new thing: its hidden key is the new thing's id, so a double tap makes it once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = ids.uuid7


def yuan_field(label: Any, **more: Any) -> forms.CharField:
    """A sum as people write it."""
    return forms.CharField(
        label=label, required=False, max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more
    )


def fen_of(form: forms.Form, name: str) -> int | None:
    """The fen of a sum field; None where it is empty. A fault becomes the field's error."""
    written = form.cleaned_data.get(name, "")
    if not written:
        return None
    try:
        return money.parse_yuan(written)
    except Invalid as error:
        form.add_error(name, error.say)
        return None


class Chosen:
    """Things to choose from a list, by their ids."""

    def __init__(self, field: Any, found: Any) -> None:
        self.things = {str(thing.id): thing for thing in found}
        field.choices = [(key, str(thing)) for key, thing in self.things.items()]

    def of(self, keys: list[str]) -> list[Any]:
        return [self.things[key] for key in keys if key in self.things]
