"""A meeting decides that homes pay for something together: the levy begins with that decision."""

from datetime import timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Refused
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.meetings import actions
from hehuo.domain.plan.meetings.kinds import Outcome
from hehuo.domain.plan.meetings.models import Decision
from hehuo.domain.run.levies.kinds import Base
from hehuo.domain.run.levies.models import Levy
from hehuo.flows.raise_levy import raise_levy
from tests.domain.plan.meetings.conftest import (  # noqa: F401  the same estate
    at_meeting,
    called,
    filed,
    office,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(office, filed, called, signed_in):  # noqa: F811  fixtures
    """`decided(Outcome.PASSED)`: five came, all raised their hands, the meeting is over."""

    def decide(outcome):
        meeting = called(gathers=False)
        item = actions.add_item(actor=office.worker, meeting=meeting, motion=filed())
        signed_in(meeting, office.neighbours[:5])
        with clock.stopped(meeting.starts_at + timedelta(minutes=30)):
            said = {"yes": 5, "owner": office.worker, "due_on": meeting.held_on + timedelta(days=9)}
            if outcome == Outcome.FAILED:
                said = {"yes": 1, "against": 4}
            actions.decide_item(actor=office.worker, item=item, outcome=outcome, text="每户五十，装监控", **said)
            actions.close_meeting(actor=office.worker, meeting=meeting)
        return Decision.objects.get()

    return decide


def facts(office, decision):  # noqa: F811
    return {
        "title": "装监控", "why": decision.text, "place": office.estate, "base": Base.PER_HOME, "rate_fen": 5_000,
        "due_on": decision.decided_on + timedelta(days=30), "key": ids.uuid7(),
        "fund": funds.open_fund(actor=None, name="户筹", nature=FundNature.LEVY, keeper="街道"),
    }  # fmt: skip


def test_the_minutes_come_along_and_the_thread_runs_from_the_decision(office, decided):  # noqa: F811
    decision = decided(Outcome.PASSED)
    with clock.stopped(clock.at(decision.decided_on + timedelta(days=1), 9)):
        said = facts(office, decision)
        levy = raise_levy(actor=office.worker, decision=decision, **said)
        assert raise_levy(actor=office.worker, decision=decision, **said) == levy  # a double tap
    assert (levy.decided_on, levy.decided_by, levy.present) == (decision.decided_on, "监控怎么装", 5)
    assert (levy.decision, Levy.objects.count()) == ("每户五十，装监控", 1)
    assert decision.id in {each.id for each in threads.earlier_of(levy.id)}


def test_nobody_is_asked_for_money_for_what_was_turned_down(office, decided):  # noqa: F811
    decision = decided(Outcome.FAILED)
    with clock.stopped(clock.at(decision.decided_on + timedelta(days=1), 9)), pytest.raises(Refused) as refused:
        raise_levy(actor=office.worker, decision=decision, **facts(office, decision))
    assert "没有通过" in refused.value.say
