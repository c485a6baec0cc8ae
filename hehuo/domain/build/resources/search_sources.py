"""The list of resources in the search box: what is listed for everyone, the rest for the office."""

from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.resources import queries, rules
from hehuo.domain.build.resources.kinds import State
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.search.grams import Doc
from hehuo.domain.ground.search.sources import Source, Viewer, register


def _keeps(viewer: Viewer) -> bool:
    return viewer is not None and bool(rules.may_keep(viewer))


register(
    Source(
        kind=Resource.kind_name(), label=_("资源"), place=35,
        rows=lambda: queries.resources().order_by("-entered_at", "-id"), visible=queries.visible_to,
        doc=lambda resource: Doc(
            resource.title, f"{resource.number} {resource.unit} {resource.note}",
            is_public=resource.state == State.LISTED,
        ),
        line=lambda resource: f"{resource.get_kind_display()} · {resource.get_state_display()}", sees_all=_keeps,
    )
)  # fmt: skip
