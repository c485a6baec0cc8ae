"""The demo's years with partners: neighbours on a list, help, a pause, a farewell."""

import pytest

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.kinds import AgreementState, ExitState
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.stewards import queries as stewards
from hehuo.domain.ground.intakes import queries as intakes
from hehuo.ops.demo import cast
from hehuo.ops.demo.keeping import PEOPLE, TWICE

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_the_demo_has_them_all(demo_told):
    with clock.stopped(clock.at(clock.today(), 10)):
        with cast.in_community("wenyuan"):
            assert (partners.neighbours().count(), partners.neighbours(several=True).count()) == (PEOPLE, TWICE)
            assert [leaving.state for leaving in agreements.exits()] == [ExitState.NOTICED]
            assert [row.problems[0]["code"] for row in intakes.open_rows("neighbours")] == ["name_missing"]
        for code in ("haiwan", "binjiang"):
            with cast.in_community(code):
                figures = stewards.figures()
                assert (figures.asked, figures.solved, figures.open) == (3, 2, 1)
        with cast.in_community("binjiang"):
            assert agreements.agreements().filter(state=AgreementState.PAUSED).count() == 1
        with cast.in_community("haiwan"):
            assert [leaving.state for leaving in agreements.exits()] == [ExitState.DROPPED]
            assert partners.neighbours().count() == 8
