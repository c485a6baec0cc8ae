"""The story on top of the five places: told whole on any day, sealed, and with something true for every page."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.db import registry
from hehuo.core.db.models import Community, CommunityKind
from hehuo.core.db.scope import community_scope
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import DueState
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.ground.seals import actions as sealing
from hehuo.domain.ground.seals import queries as seals
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.insight.journeys.queries import journey_of
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.plan.needs.kinds import NeedState
from hehuo.domain.run.books import queries as books
from hehuo.ops.demo import chapters
from hehuo.ops.demo.cast import in_community

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def told():
    """The demo as it is on a day early in a month, with a shifted working Saturday in the story's weeks."""
    access.forget_mark()
    registry.forget()
    with clock.stopped(clock.at(date(2026, 11, 5), 10)):
        yield chapters.tell_all()
    access.forget_mark()
    registry.forget()


def test_it_is_told_once_and_every_place_has_something_to_show(told):
    assert told == [*chapters.CHAPTERS]
    assert chapters.tell_all() == []
    for community in Community.objects.filter(kind=CommunityKind.COMMUNITY):
        with community_scope(community):
            assert needs.published_needs().exists()
            assert needs.tray().exists()
            assert recruitment.public_calls().exists()
            assert agreements.in_force().exists()
            assert sessions.upcoming().exists()
            assert postings.postings().exists()
            assert books.posted_months().first().month == date(2026, 10, 1)
            sealing.seal_now()
            assert seals.verify() == []

    with in_community("haiwan"):
        assert {need.state for need in needs.needs()} == set(NeedState)
        assert {stage for stage, count in recruitment.counts_by_stage().items() if count} == set(Stage)
        assert len(recruitment.duplicates()) == 2
        assert [due.title for due in funds.late_dues()] == ["舞蹈室晚场场地费"]
        alone = funds.dues_by_themselves(state=DueState.OPEN)
        assert alone.exclude(title="合唱团演出服").count() == 2
        assert postings.open_questions().count() == 1
        next_lesson = sessions.upcoming().filter(title="周末自然课").first()
        assert sessions.counts_of(next_lesson)["waiting"] == 3
        assert all(leg.steps for leg in journey_of(needs.needs().get(title="屋顶有个教孩子种菜的地方").id).legs)
