"""Calls in the search box: published ones for everyone, drafts for those who run recruitment."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.kinds import CallState
from hehuo.domain.build.recruitment.models import Call
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.search.grams import Doc
from hehuo.domain.ground.search.sources import Source, Viewer, register


def _runs(viewer: Viewer) -> bool:
    return viewer is not None and has_power(viewer, Power.RUN_RECRUITMENT)


def _visible(viewer: Viewer) -> "QuerySet[Call]":
    return queries.calls() if _runs(viewer) else queries.public_calls()


register(
    Source(
        kind=Call.kind_name(), label=_("招募令"), place=45, rows=queries.calls, visible=_visible,
        doc=lambda call: Doc(call.title, f"{call.number} {call.slogan}", is_public=call.state != CallState.DRAFT),
        line=lambda call: f"{call.number} · {call.get_state_display()}", sees_all=_runs,
    )
)  # fmt: skip
