"""Four processes open the same funds, lines and purposes at once: each is opened once, and nobody fails."""

from uuid import UUID

import pytest

from hehuo.domain.ground.funds import actions
from hehuo.domain.ground.funds.kinds import Direction, FundNature
from hehuo.domain.ground.funds.models import BudgetLine, Fund, Purpose
from tests.storms.writers import at_once, length

pytestmark = pytest.mark.storm
NAMES = 400


def test_what_many_need_at_once_is_opened_once(haiwan):
    fund = actions.open_fund(actor=None, name="社区经费", nature=FundNature.FISCAL)
    names = [f"第 {number} 项" for number in range(length(NAMES))]

    def open_all(_number: int) -> list[tuple[UUID, UUID]]:
        return [
            (
                actions.open_line(actor=None, fund=fund, direction=Direction.OUT, name=name).pk,
                actions.open_purpose(actor=None, fund=fund, name=name).pk,
            )
            for name in names
        ]

    found = at_once(haiwan, open_all)
    assert all(each == found[0] for each in found)
    assert (BudgetLine.objects.count(), Purpose.objects.filter(is_restricted=True).count()) == (len(names), len(names))


def test_funds_that_many_open_at_once_are_opened_once(haiwan):
    names = [f"第 {number} 笔资金" for number in range(length(NAMES) // 4)]

    def open_all(_number: int) -> list[UUID]:
        return [actions.open_fund(actor=None, name=name, nature=FundNature.FISCAL).pk for name in names]

    found = at_once(haiwan, open_all)
    assert all(each == found[0] for each in found)
    assert Fund.objects.count() == Purpose.objects.count() == len(names)
