"""A payment hangs on one project: planned stands beside paid, and what was reversed does not count."""

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction, FundNature, Source
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.run.books import actions, hanging
from hehuo.domain.run.books.models import Request
from hehuo.flows.hang_payment import hang_payment
from hehuo.flows.unhang_payment import unhang_payment
from hehuo.web.build.projects.shown import budget_of
from tests.domain.build.projects.conftest import (  # noqa: F401  the same pavilion
    agreed,
    builder,
    neighbours,
    pavilion,
    planned,
    pot,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(worker, secretary, somebody, pot):  # noqa: F811  fixtures
    """`paid(2860)`: asked by the worker, approved by the secretary, paid by the clerk out of the pot."""
    clerk = somebody("林会计", Role.CLERK)
    funds.set_opening(actor=None, fund=pot, fen=1_000_000, on=clock.today())
    line = funds.open_line(actor=None, fund=pot, direction=Direction.OUT, name="公共设施")

    def pay(fen, what="水泥、沙和砖"):
        asked = actions.request_money(actor=worker, line=line, fen=fen, what=what, party="建材店", proof="发票")
        actions.approve_request(actor=secretary, request=asked)
        actions.settle_request(actor=clerk, request=asked, on=clock.today())
        asked.refresh_from_db()
        return asked

    return pay


def test_what_was_paid_stands_beside_what_was_planned(worker, agreed, paid):  # noqa: F811
    request = paid(28_600)
    assert budget_of(agreed, list(agreed.lines.all())).paid == 0
    hang_payment(actor=worker, project=agreed, request=request)
    hang_payment(actor=worker, project=agreed, request=request)  # a double tap
    budget = budget_of(agreed, list(agreed.lines.all()))
    assert [(row.name, row.planned, row.paid) for row in budget.rows] == [
        ("公共收益", 300_000, 28_600), ("各户分摊", 90_000, 0),
    ]  # fmt: skip
    assert [each.id for each in hanging.requests_on(agreed.id)] == [request.id]
    assert Entry.objects.filter(act="projects.payment_hung").count() == 1


def test_who_does_not_ask_for_money_hangs_nothing(agreed, paid, resident):  # noqa: F811
    with pytest.raises(Refused):
        hang_payment(actor=resident, project=agreed, request=paid(100))


def test_it_is_of_one_project_and_is_taken_off_again(worker, agreed, paid, planned, secretary):  # noqa: F811
    request = paid(100)
    with pytest.raises(Refused, match="还没有批下来"):
        hang_payment(actor=worker, project=planned(title="走廊"), request=request)
    hang_payment(actor=worker, project=agreed, request=request)
    other = planned(title="灯")
    other.agreed_on, other.state, other.asked_by, other.approved_by = agreed.agreed_on, "agreed", worker, secretary
    other.save()
    with pytest.raises(Conflict, match="另一个项目"):
        hang_payment(actor=worker, project=other, request=request)
    unhang_payment(actor=worker, project=agreed, request=request)
    unhang_payment(actor=worker, project=agreed, request=request)
    assert (hanging.costs_of(agreed.id), Request.objects.count()) == ([], 1)
    hang_payment(actor=worker, project=other, request=request)


def test_income_is_no_cost(worker, agreed, pot):  # noqa: F811
    line = funds.open_line(actor=None, fund=pot, direction=Direction.IN, name="电梯广告", source=Source.COMMON)
    asked = actions.request_money(actor=worker, line=line, fen=100, what="电梯广告", party="某店", proof="收据")
    with pytest.raises(Refused, match="收入"):
        hang_payment(actor=worker, project=agreed, request=asked)


def test_the_homes_pot_pays_for_the_homes_line_and_a_list_asks_a_fixed_number_of_times(
    worker,
    agreed,  # noqa: F811
    paid,
    django_assert_num_queries,
):
    for number in range(3):
        hang_payment(actor=worker, project=agreed, request=paid(100, f"砖 {number}"))
    with django_assert_num_queries(4):
        [cost] = hanging.costs_of_all([agreed.id])[agreed.id]
    assert (cost.fen, cost.is_homes, cost.fund.nature) == (300, False, FundNature.COMMON)
