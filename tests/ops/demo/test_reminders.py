"""Each reminder of the partners' year is recorded once: asked again at once, after a restart, an hour back, days ahead.

A job keeps nothing in its process, so a restart is a further call. Told is what the database says: a duty of an act
about a thing with its day, and a message about a thing with its words.
"""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.build.agreements import tasks as agreements
from hehuo.domain.build.partners import tasks as partners
from hehuo.domain.build.projects import tasks as projects
from hehuo.domain.build.recruitment import tasks as recruitment
from hehuo.domain.build.recruitment.kinds import CheckState
from hehuo.domain.build.recruitment.models import ScreeningItem
from hehuo.domain.build.resources import tasks as resources
from hehuo.domain.build.stewards import tasks as stewards
from hehuo.domain.ground.duties import tasks as duties
from hehuo.domain.ground.duties.models import Duty, Warned
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.run.contributions import tasks as contributions
from hehuo.domain.run.exchanges import tasks as exchanges

pytestmark = [pytest.mark.django_db, pytest.mark.long]

ALL = (
    agreements.remind_of_review, partners.remind_of_checks, recruitment.remind_of_expiry, resources.keep_time,
    stewards.remind_unanswered, exchanges.remind_due, contributions.ring_late, projects.remind_later,
    duties.tell_late,
)  # fmt: skip
# What rings in the year of the partners: papers, checks, agreements, resources, trees, help, promises, upkeep.
RING = {
    "renew_paper", "check_staff", "review_agreement", "renew_resource", "ask_to_renew", "ask_after_help",
    "keep_pledge", "keep_contribution", "tend_project",
}  # fmt: skip


def ring_at(moment: datetime) -> None:
    """Every job once in every community, as a worker that has just started."""
    with clock.stopped(moment):
        for community in Community.objects.all():
            with community_scope(community):
                for job in ALL:
                    job()


def told() -> Counter[tuple[str, ...]]:
    """All that was ever recorded of reminders, with how often."""
    found: Counter[tuple[str, ...]] = Counter()
    for community in Community.objects.all():
        with community_scope(community):
            for kind, rows in (
                ("duty", Duty.objects.values_list("act", "about_id", "due_at")),
                ("warned", Warned.objects.values_list("about_id", "runs_out_on", "step")),
                ("message", Message.objects.values_list("person", "about_id", "subject")),
            ):
                found.update((kind, *map(str, row)) for row in rows)
    return found


def test_each_rings_once_across_restarts_and_a_clock_that_jumps(demo_told):
    with community_scope(Community.objects.get(code="haiwan")):
        paper = ScreeningItem.objects.filter(state=CheckState.PASSED)[0]
        ScreeningItem.objects.filter(pk=paper.pk).update(expires_on=clock.today() + timedelta(days=20))
    for days in (0, 14, 45, 190):
        now = clock.now() + timedelta(days=days)
        ring_at(now)
        once = told()
        for back in (timedelta(0), timedelta(hours=1), timedelta(0)):
            ring_at(now - back)
        assert told() - once == Counter(), f"rang again {days} days on"
    everything = told()
    assert {row[1] for row in everything if row[0] == "duty"} >= RING
    assert {often for row, often in everything.items() if row[0] == "warned"} == {1}
