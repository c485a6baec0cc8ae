"""Planned beside paid: whatever was paid stands in a row, and the rows add up to the totals."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.domain.build.projects.budgets import Paid, Row, beside
from hehuo.domain.build.projects.kinds import Source
from hehuo.domain.build.projects.models import Line
from hehuo.domain.ground.funds.models import Fund

HERE = UUID(int=9)
POTS = [Fund(id=UUID(int=number), community_id=HERE, name=f"资金{number}") for number in range(1, 4)]


def line(fen, fund=None):
    return Line(community_id=HERE, what="砖", fen=fen, source=Source.POT if fund else Source.SHARES, fund=fund)


def test_a_pot_has_one_row_and_what_was_not_planned_its_own():
    budget = beside(
        [line(100, POTS[0]), line(50, POTS[0]), line(30)],
        [Paid(POTS[0].id, "资金1", 160), Paid(POTS[1].id, "户筹", 30, is_homes=True), Paid(POTS[2].id, "资金3", 7)],
    )
    assert budget.rows == [
        Row("资金1", 150, 160, POTS[0].id), Row("各户分摊", 30, 30), Row("资金3（没有列预算）", 0, 7, POTS[2].id),
    ]  # fmt: skip
    assert (budget.planned, budget.paid, budget.left, budget.over) == (180, 197, -17, 17)
    assert [row.over for row in budget.rows] == [10, 0, 7]


@pytest.mark.parametrize("is_homes", [True, False])
def test_nothing_planned_and_nothing_paid_is_no_row(is_homes):
    assert beside([], []).rows == []
    assert beside([], [Paid(POTS[0].id, "户筹", 5, is_homes)]).paid == 5


@given(
    planned=st.lists(st.tuples(st.integers(1, 10**9), st.sampled_from([None, *POTS])), max_size=12),
    paid=st.lists(st.tuples(st.integers(-(10**6), 10**9), st.sampled_from(POTS), st.booleans()), max_size=12),
)
def test_the_rows_add_up_to_the_totals(planned, paid):
    budget = beside(
        [line(fen, fund) for fen, fund in planned],
        [Paid(fund.id, fund.name, fen, is_homes) for fen, fund, is_homes in paid],
    )
    assert budget.planned == sum(fen for fen, _fund in planned)
    assert budget.paid == sum(fen for fen, _fund, _homes in paid)
    assert len({row.fund_id for row in budget.rows}) == len(budget.rows)
