"""The tags and filters of every template (builtin in settings); each is one call into web/design."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from hehuo.web.design import charts, controls, figures, words

register = template.Library()

# Figures: {% icon "clock" %} {% seal "guan" "done" "l" %} {% ring 3 "m" %} {% gate 164 256 66.7 "要过半" %} …
register.simple_tag(figures.icon)
register.simple_tag(figures.seal)
register.simple_tag(figures.ring)
register.simple_tag(figures.mark)
register.simple_tag(figures.chop)
register.simple_tag(figures.windows)
register.simple_tag(figures.gate)
register.simple_tag(figures.bar)
register.simple_tag(figures.stars, name="stars_given")
register.simple_tag(figures.qr, name="qr_svg")
register.simple_tag(charts.before_after)
register.simple_tag(charts.columns)
register.simple_tag(charts.balance, name="balance_line")
register.simple_tag(charts.flow)

# Words: {{ fen|yuan }} {{ moment|day }} {% period start end %} …
register.filter(words.yuan)
register.filter(words.count)
register.filter(words.area)
register.filter(words.day)
register.filter(words.full_day)
register.filter(words.weekday)
register.filter(words.day_time)
register.filter("clock", words.clock_time)
register.filter(words.ago)
register.filter(words.time_left)
register.filter("minutes_as_hours", words.hours)
register.simple_tag(words.percent)
register.simple_tag(words.period)

register.filter(figures.variants)
register.filter(figures.chip_icon)


@register.filter
def time_left_state(due: date | datetime) -> str:
    """`late`, `soon` or nothing: the state of the chip that shows a time limit."""
    return words.time_left_state(due)


@register.filter
def yuan_signed(fen: int) -> str:
    """Money in with `+`, money out with a true minus: the sign is written out, colour only helps."""
    return f"+{words.yuan(fen)}" if fen > 0 else words.yuan(fen)


@register.filter
def under(found: Mapping[Any, Any], key: object) -> Any:
    """What a mapping holds under a key that is a variable; nothing where it holds none."""
    return found.get(key)


# Forms: {% control form.title %}, used by <c-field>
@register.simple_tag
def control(field: BoundField, **attrs: Any) -> SafeString:
    """The field's control in the look of the house."""
    return controls.control(field, **attrs)


@register.filter
def control_kind(field: BoundField) -> str:
    """How a field is laid out: hidden, check, choices or control."""
    return controls.kind_of(field)


@register.filter
def control_choices(field: BoundField) -> list[controls.Choice]:
    """The options of a radio or checkbox group."""
    return controls.choices(field)


@register.filter
def faults(form: BaseForm) -> list[controls.Fault]:
    """What a form could not take, for the summary above it."""
    return controls.faults(form)
