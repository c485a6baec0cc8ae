"""Needs in the search box: published ones for everyone, drafts for those who sort."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.search.grams import Doc
from hehuo.domain.ground.search.sources import Source, Viewer, register
from hehuo.domain.plan.needs import queries
from hehuo.domain.plan.needs.kinds import PUBLIC_STATES
from hehuo.domain.plan.needs.models import Need


def _sorts(viewer: Viewer) -> bool:
    return viewer is not None and has_power(viewer, Power.SORT_NEEDS)


register(
    Source(
        kind=Need.kind_name(), label=_("需求"), place=30,
        rows=lambda: queries.needs().order_by(F("published_at").desc(nulls_last=True), "-made_at", "-id"),
        visible=queries.visible_to,
        doc=lambda need: Doc(need.title, f"{need.number} {need.wording}", is_public=need.state in PUBLIC_STATES),
        line=lambda need: f"{need.number} · {need.get_state_display()}", sees_all=_sorts,
    )
)  # fmt: skip
