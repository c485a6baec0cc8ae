"""Every figure of the sheet opens the records behind it, and they add up to it."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.run.banks import actions, queries, transit
from hehuo.domain.run.banks.kinds import Figure
from hehuo.domain.run.banks.transit import Adjusted
from tests.domain.run.banks.test_statements import paper, take
from tests.domain.run.levies.test_levies import paid, spent


def adds_up(statement) -> bool:
    now = transit.adjusted(statement)
    sums = {figure: sum(each.fen for each in transit.records(statement, figure)) for figure in Figure}
    return sums == {figure: now.fen_of(figure) for figure in Figure}


def behind(statement, figure: Figure) -> list[tuple[str, int]]:
    return [(each.what, each.fen) for each in transit.records(statement, figure)]


@pytest.fixture
def statement(office, levy):
    """100.00 stood at the bank before; a transfer, a payment, the bank's fee; cash that is not at the bank yet."""
    paid(office, levy, "2-101", "2-102")
    spent(office, levy, 6000)
    statement = take(
        office, paper((5000, "谁", "1-101"), (-6000, "安瞳电子", "工程款"), (-1500, "", "管理费")), 7_500
    )  # fmt: skip
    actions.match_sure(actor=office.clerk, statement=statement)
    (fee,) = queries.lines_of(statement, state="open")
    actions.explain_line(actor=office.clerk, line=fee, words="账户管理费")
    return statement


def test_each_figure_is_the_sum_of_its_records(office, levy, statement):
    assert transit.adjusted(statement) == Adjusted(
        bank=7_500, ours=9_000, only_ours_in=10_000, only_ours_out=0, only_bank_in=0, only_bank_out=1_500
    )
    assert adds_up(statement)
    assert behind(statement, Figure.ONLY_OURS_IN) == [("育才小区装监控", 5000), ("育才小区装监控", 5000)]
    assert behind(statement, Figure.ONLY_BANK_OUT) == [("转账 管理费", 1500)]
    assert behind(statement, Figure.DIFFERENCE) == [("第一份流水开头，银行已有的", 10_000), ("减：那以前账上已有的", 0)]
    assert [each.figure for each in transit.records(statement, Figure.OURS_AFTER)] == [
        Figure.OURS, Figure.ONLY_BANK_IN, Figure.ONLY_BANK_OUT,
    ]  # fmt: skip


def test_a_second_file_opens_with_what_came_in_the_first(office, levy, statement):
    lines = [(5000, "谁", "1-101"), (-6000, "安瞳电子", "工程款"), (-1500, "", "管理费"), (700, "谁", "不知道")]
    second = take(office, paper(*lines), 8_200)
    assert behind(second, Figure.BANK) == [("银行期初", 10_000), ("以前的流水里收过的", -2_500), ("谁 不知道", 700)]
    assert adds_up(second)


def test_what_stood_in_the_books_when_they_began_is_told_apart(office, levy, statement):
    funds.set_opening(actor=None, fund=office.fund, fen=4_000, on=clock.today())
    assert ("期初余额", -4_000) in behind(statement, Figure.DIFFERENCE)
    assert adds_up(statement)


def test_what_came_in_a_closed_month_stands_on_the_banks_side_until_its_day(office, levy):
    before = clock.today().replace(day=1) - timedelta(days=1)
    late = take(office, paper((5000, "谁", "3-101"), days=(clock.today() - before).days), 15_000)
    ledger.close_books(actor=office.clerk, until_on=before)
    actions.match_sure(actor=office.clerk, statement=late)
    assert behind(late, Figure.ONLY_BANK_IN) == [("谁 3-101", 5000)]
    assert adds_up(late)
    now = take(office, paper((100, "谁", "x"), opening=15_000), 15_100)
    assert behind(now, Figure.ONLY_BANK_IN) == [("谁 x", 100)]
    assert transit.adjusted(now).difference == 10_000
    assert adds_up(now)


def test_a_gap_between_two_files_is_named(office, levy):
    take(office, paper((5000, "谁", "a"), days=3), 15_000)
    second = take(office, paper((5000, "谁", "b"), opening=20_000), 25_000)
    assert behind(second, Figure.DIFFERENCE)[-1] == ("几份流水之间接不上的", 5_000)
    assert adds_up(second)


def test_a_payment_booked_before_the_first_file_began(office, levy):
    paid(office, levy, "2-101", "2-102")
    spent(office, levy, 6000)
    with clock.stopped(clock.now() + timedelta(days=3)):
        statement = take(office, paper((-6000, "安瞳电子", "工程款")), 4_000)
        assert actions.match_sure(actor=office.clerk, statement=statement) == 1
    assert behind(statement, Figure.DIFFERENCE) == [
        ("第一份流水开头，银行已有的", 10_000), ("减：那以前账上已有的", -4_000), ("监控工程款", -6_000),
    ]  # fmt: skip
    assert adds_up(statement)
