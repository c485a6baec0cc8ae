"""What a need's row says of itself, made for lists of hundreds: one gettext instead of a block of template."""

from django import template
from django.forms import BoundField
from django.utils.translation import gettext as _

from hehuo.domain.plan.needs.models import Need
from hehuo.web.design import controls

register = template.Library()


@register.filter
def heard(need: Need) -> str:
    """Where a need stands and from how many it was heard: `已公布 · 2 户、3 条声音`."""
    said = {"state": need.get_state_display(), "homes": need.home_count, "voices": need.voice_count}
    return _("%(state)s · %(homes)s 户、%(voices)s 条声音") % said


@register.filter
def keyed(field: BoundField) -> list[tuple[str, controls.Choice]]:
    """The options of a group with the key of each, as the form says."""
    keys = getattr(field.form, "KEYS", {}).get(field.name, "")
    return list(zip(keys, controls.choices(field), strict=True))
