"""A statement page is flat at any depth; a period has its opening and its closing."""

from datetime import date, timedelta

import pytest

from hehuo.core.errors import Missing
from hehuo.domain.ground.ledger import actions, queries
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.queries import Period


@pytest.fixture
def busy(bank, shares, repairs):
    """Twelve postings over three months; every third one is money out."""
    for n in range(1, 13):
        leg = Leg(repairs, bank, n) if n % 3 == 0 else Leg(bank, shares, 100 * n)
        actions.post(
            actor=None, act="test.moved", legs=[leg], on=date(2024, 8, 1) + timedelta(days=7 * n), memo=f"第{n}笔"
        )
    return bank


def test_the_newest_page_comes_first_and_leads_to_the_older(busy):
    first = queries.statement(busy, size=5)
    assert [(line.number, line.change) for line in first.lines] == [
        (12, -12), (11, 1100), (10, 1000), (9, -9), (8, 800)
    ]  # fmt: skip
    second = queries.statement(busy, before=first.older, size=5)
    third = queries.statement(busy, before=second.older, size=5)
    assert [line.number for line in second.lines] == [7, 6, 5, 4, 3]
    assert ([line.number for line in third.lines], third.older) == ([2, 1], None)


def test_each_line_has_the_balance_after_it(busy):
    lines = list(queries.whole_statement(busy))
    balance = 0
    for line in lines:
        balance += line.change
        assert line.balance == balance
    assert (len(lines), balance) == (12, queries.balance_of(busy))
    assert (lines[2].memo, lines[2].against, lines[3].against) == ("第3笔", "维修", "课程让利")


def test_a_page_is_two_statements_at_any_depth(busy, django_assert_num_queries):
    for before in ("", "12.1", "2.1"):
        with django_assert_num_queries(2):
            queries.statement(busy, before=before, size=3)


def test_a_cursor_that_was_made_up_is_refused(busy):
    for written in ("x", "1", "1.x", "9" * 30 + ".1"):
        with pytest.raises(Missing):
            queries.statement(busy, before=written)


def test_a_period_opens_with_what_stood_there_and_closes_with_what_was_left(busy, shares):
    september = (date(2024, 9, 1), date(2024, 9, 30))
    # August holds 1..4, September 5..8, October 9..12.
    assert queries.period_of(busy, *september) == Period(opening=100 + 200 - 3 + 400, increase=2000, decrease=6)
    assert queries.period_of(busy, *september).closing == 2691
    assert queries.period_of(shares, *september) == Period(opening=700, increase=2000, decrease=0)
    assert queries.period_of(busy, date(2024, 9, 6), date(2024, 9, 19)) == Period(
        opening=1197, increase=700, decrease=6
    )


def test_lines_of_a_period_run_by_day_even_when_booked_late(busy, shares):
    actions.post(actor=None, act="test.moved", legs=[Leg(busy, shares, 1)], on=date(2024, 9, 6), memo="补记")
    lines = queries.lines_between(busy, date(2024, 9, 1), date(2024, 9, 30))
    assert [line.memo for line in lines] == ["第5笔", "补记", "第6笔", "第7笔", "第8笔"]
    assert [line.balance for line in lines] == [1197, 1198, 1192, 1892, 2692]


def test_balances_of_a_day(busy, shares):
    assert queries.balances_on([busy, shares], date(2024, 9, 30)) == {busy.pk: 2691, shares.pk: 2700}
    assert queries.balances_on([busy, shares], date(2024, 7, 1)) == {busy.pk: 0, shares.pk: 0}
