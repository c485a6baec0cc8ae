"""One count written, and the stall's sum moved with it: the only place where either changes."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.errors import Conflict
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.run.fairs.kinds import CountHow, StallState
from hehuo.domain.run.fairs.models import Count, Stall


def enter(stall: Stall, change: int, how: CountHow, *, key: UUID | None = None, **said: Any) -> Count:
    """Write one count, and move the stall's sum with it; the stall's row must be held."""
    if stall.visits + change < 0:
        raise Conflict(_("已经是 0 了，不能再减。"))
    made = Count(id=key or ids.uuid7(), stall=stall, change=change, how=how, **said)
    made.save(force_insert=True)
    stall.visits += change
    if stall.visits and stall.state == StallState.AWAY:
        stall.move_to(StallState.APPROVED)  # somebody was there after all
    stall.save(update_fields=["visits", "state"])
    journal.record(
        actor=said.get("by"), act="fairs.corrected" if how == CountHow.FIX else "fairs.counted", thing=stall,
        change=change, visits=stall.visits, words=said.get("why", ""),
    )  # fmt: skip
    return made
