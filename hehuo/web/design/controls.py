"""Form controls in the look of the house: which class, which native type, how a field is laid out."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
# Django's default for these is type="text"; the native pickers take ISO values only.
NATIVE = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)


def kind_of(field: BoundField) -> str:
    """How the field is laid out: `hidden`, `check` (one box with its words), `choices` (a group), or `control`."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, CHOICES):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "control"


def control(field: BoundField, **attrs: str | bool) -> SafeString:
    """The bare control with its class; label, hint and error are laid round it by `<c-field>`."""
    widget = field.field.widget
    for base, native, written in NATIVE:
        if isinstance(widget, base):
            widget.input_type, widget.format = native, written
            widget.supports_microseconds = False
            break
    own = widget.attrs.get("class", "")
    attrs["class"] = f"{'check' if kind_of(field) == 'check' else 'input'} {own}".strip()
    return field.as_widget(attrs=attrs)


@dataclass(frozen=True)
class Choice:
    """One option of a group, ready to be drawn as `.choice`."""

    id: str
    name: str
    value: str
    label: str
    css: str
    type: str
    checked: bool
    required: bool


def choices(field: BoundField) -> list[Choice]:
    """The options of a radio or checkbox group."""
    many = isinstance(field.field.widget, forms.CheckboxSelectMultiple)
    return [
        Choice(
            id=option.id_for_label,
            name=option.data["name"],
            value=str(option.data["value"]),
            label=str(option.choice_label),
            css="check" if many else "radio",
            type="checkbox" if many else "radio",
            checked=bool(option.data["selected"]),
            required=not many and field.field.required and field.form.use_required_attribute,
        )
        for option in field.subwidgets
        if option.data["value"] != ""
    ]


@dataclass(frozen=True)
class Fault:
    """One thing to mend, and where."""

    target: str
    label: str
    say: str


def faults(form: forms.BaseForm) -> list[Fault]:
    """Everything the form could not take, in the order of its fields; what belongs to no field comes first."""
    found = [Fault(target="", label="", say=str(say)) for say in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        target = bound.id_for_label or bound.auto_id
        if kind_of(bound) == "choices":
            target = bound.auto_id
        found += [Fault(target=target, label=str(bound.label), say=str(say)) for say in bound.errors]
    return found
