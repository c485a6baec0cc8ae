"""What a meeting carried is agreed by that decision; what it did not carry begins nothing."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.build.projects import actions
from hehuo.domain.build.projects.kinds import GiftKind, ProjectState
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.meetings.kinds import Outcome
from tests.domain.plan.meetings.conftest import (  # noqa: F401  the same estate
    at_meeting,
    called,
    filed,
    office,
    signed_in,
)
from tests.flows.test_raise_levy import decided  # noqa: F401  the same meeting

pytestmark = pytest.mark.django_db


def begun(office, decision):  # noqa: F811  fixtures
    today = clock.today()
    return actions.begin_project(
        actor=office.worker, title="装监控", why=decision.text, lead=office.worker, place=office.estate,
        starts_on=today, ends_on=today + timedelta(days=20), origin=decision,
    )  # fmt: skip


def test_a_carried_decision_agrees_by_itself(office, decided):  # noqa: F811
    decision = decided(Outcome.PASSED)
    with clock.stopped(clock.at(decision.decided_on + timedelta(days=1), 9)):
        project = begun(office, decision)
        actions.add_gift(actor=office.worker, project=project, kind=GiftKind.HANDS, what="拉线两天", unit="志愿队")
        agreed = actions.ask_project(actor=office.worker, project=project)
    assert (agreed.state, agreed.approved_by, agreed.decision) == (ProjectState.AGREED, None, decision)
    assert [each.id for each in threads.later_of(decision.id)] == [project.id]


def test_what_was_not_carried_begins_nothing(office, decided):  # noqa: F811
    with pytest.raises(Refused, match="没有通过"):
        begun(office, decided(Outcome.FAILED))
