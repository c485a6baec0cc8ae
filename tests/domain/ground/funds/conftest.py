"""Haiwan's pots and the people around the money."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions
from hehuo.domain.ground.funds.kinds import Direction, FundNature, Source


@pytest.fixture
def october():
    """The fifth of October 2024, nine in the morning."""
    with clock.stopped(clock.at(date(2024, 10, 5), 9)) as moment:
        yield moment


@pytest.fixture
def clerk(somebody):
    return somebody("冯敏", Role.CLERK)


@pytest.fixture
def charity(haiwan, october):
    """The community's charity fund: a mirror of the charity federation's sub-ledger."""
    return actions.open_fund(actor=None, name="海湾社区慈善基金", nature=FundNature.CHARITY, keeper="南沙区慈善会")


@pytest.fixture
def fiscal(haiwan, october):
    return actions.open_fund(actor=None, name="社区经费", nature=FundNature.FISCAL, keeper="港湾街道办事处")


@pytest.fixture
def grant_line(fiscal):
    return actions.open_line(actor=None, fund=fiscal, direction=Direction.IN, name="以奖代补", source=Source.GRANT)


@pytest.fixture
def bench_line(fiscal):
    return actions.open_line(actor=None, fund=fiscal, direction=Direction.OUT, name="公共空间")


@pytest.fixture
def hands(clerk, worker, secretary):
    """Who asks, who approves, who handles the money."""
    return {"actor": clerk, "requested_by": worker, "approved_by": secretary}


@pytest.fixture
def granted(grant_line, hands):
    """8,000.00 of grant in the fiscal pot."""
    return actions.receive_plain(
        line=grant_line, fen=800_000, on=date(2024, 9, 2), what="三季度以奖代补", proof="按季",
        party="港湾街道办事处", **hands,
    )  # fmt: skip


@pytest.fixture
def due(charity, worker, secretary, resident):
    """1,200.00 expected from a partner by the tenth."""
    return actions.expect(
        actor=secretary, requested_by=worker, fund=charity, fen=120_000, due_on=date(2024, 10, 10), about=resident,
        title="天空农场 · 9 月课程", proof="8,000.00 × 15%", debtor_name="拾光农业",
    )  # fmt: skip
