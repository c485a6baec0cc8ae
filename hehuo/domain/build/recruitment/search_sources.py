"""Published calls in the search box."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.models import Call
from hehuo.domain.ground.search.grams import Doc
from hehuo.domain.ground.search.sources import Source, Viewer, register


def _calls(_viewer: Viewer = None) -> "QuerySet[Call]":
    return queries.public_calls()


register(
    Source(
        kind=Call.kind_name(), label=_("招募令"), place=45, rows=_calls, visible=_calls,
        doc=lambda call: Doc(call.title, f"{call.number} {call.slogan}", is_public=True),
        line=lambda call: f"{call.number} · {call.get_state_display()}",
    )
)  # fmt: skip
