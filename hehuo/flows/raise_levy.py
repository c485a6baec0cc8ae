"""What a meeting decided is paid for by its homes: a levy that begins with its decision."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Refused
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.meetings.models import Decision
from hehuo.domain.run.levies import actions as levies
from hehuo.domain.run.levies.models import Levy


@transaction.atomic
def raise_levy(*, actor: Person, decision: Decision, **facts: Any) -> Levy:
    """Draft a levy on the ground of a carried decision, its minutes taken over; `facts` as for `levies.draft_levy`.

    Once for a decision and key. Raises Refused where the decision was not carried, else as `draft_levy` does.
    """
    if not decision.is_passed:
        raise Refused(_("这件事没有通过，不能请大家出钱。"))
    levy = levies.draft_levy(actor=actor, **facts)
    if levy.decided_on:
        return levy  # sent twice
    item = decision.item
    levy = levies.note_decision(
        actor=actor, levy=levy, decided_on=decision.decided_on, decided_by=item.meeting.title,
        present=item.present, decision=decision.text,
    )  # fmt: skip
    threads.tie(earlier=decision, later=levy)
    return levy
