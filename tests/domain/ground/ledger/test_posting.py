"""One amount from one account to another; numbers without gaps; nothing below nothing."""

from datetime import date
from uuid import UUID

import pytest
from django.db import transaction as atomic

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.ledger import actions, queries
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import POINTS, AccountKind
from hehuo.domain.ground.ledger.models import AccountMonth, Head, Transaction, Transfer

DAY = date(2024, 9, 30)


def receive(bank, shares, amount=120_000, **more):
    return actions.post(actor=None, act="test.received", legs=[Leg(bank, shares, amount)], on=DAY, **more)


def test_a_posting_moves_both_accounts(bank, shares, worker):
    made = actions.post(actor=worker, act="test.received", legs=[Leg(bank, shares, 120_000)], on=DAY, memo="9 月让利")
    assert (queries.balance_of(bank), queries.balance_of(shares)) == (120_000, 120_000)
    found = Transaction.objects.get(pk=made.pk)
    assert (found.number, found.on, found.memo, found.actor_id) == (1, DAY, "9 月让利", worker.id)
    transfer = Transfer.objects.get()
    assert (transfer.debit_id, transfer.credit_id, transfer.amount) == (bank.id, shares.id, 120_000)
    assert (transfer.debit_after, transfer.credit_after) == (120_000, -120_000)


def test_its_line_in_the_journal_carries_the_digest(bank, shares):
    made = receive(bank, shares)
    entry = Entry.objects.get(act="test.received")
    assert (entry.thing_id, bytes(entry.digest)) == (made.id, bytes(Transaction.objects.get().digest))


def test_an_act_of_several_legs_is_one_transaction(bank, shares, repairs, account):
    receive(bank, shares)
    purpose, earmark = account("课程", AccountKind.PURPOSE), account("总额", AccountKind.EARMARK)
    legs = [Leg(repairs, bank, 30_000), Leg(earmark, purpose, 500), Leg(repairs, bank, 10_000)]
    made = actions.post(actor=None, act="test.paid", legs=legs, on=DAY)
    after = [(leg.debit_after, leg.credit_after) for leg in made.transfers.order_by("leg")]
    assert after == [(30_000, 90_000), (500, -500), (40_000, 80_000)]
    assert [queries.balance_of(one) for one in (bank, repairs, purpose, earmark)] == [80_000, 40_000, 500, 500]


def test_numbers_follow_one_another_and_a_refused_posting_takes_none(bank, shares, repairs):
    assert receive(bank, shares, 100).number == 1
    with pytest.raises(Refused, match="余额不够"), atomic.atomic():
        actions.post(actor=None, act="test.paid", legs=[Leg(repairs, bank, 101)], on=DAY)
    assert receive(bank, shares, 100).number == 2
    assert (queries.balance_of(bank), queries.balance_of(repairs)) == (200, 0)


def test_the_refusal_names_the_account_that_is_short(bank, repairs):
    with pytest.raises(Refused) as refusal, atomic.atomic():
        actions.post(actor=None, act="test.paid", legs=[Leg(repairs, bank, 1)], on=DAY)
    assert refusal.value.say == "「基金存款」的余额不够，这笔记不下去。请先核对余额。"


def test_nothing_is_paid_in_a_month_when_its_money_had_not_come(bank, shares, repairs):
    for month, amount in ((3, 100), (5, 50)):
        actions.post(actor=None, act="test.received", legs=[Leg(bank, shares, amount)], on=date(2024, month, 10))
    with pytest.raises(Refused, match="那个月底的余额就不够了，要到 2024-05-01 才够"):
        actions.post(actor=None, act="test.paid", legs=[Leg(repairs, bank, 101)], on=date(2024, 4, 9))
    made = actions.post(actor=None, act="test.paid", legs=[Leg(repairs, bank, 101)], on=date(2024, 5, 1))
    assert made.number == 3


def test_nothing_is_paid_in_a_month_if_a_later_payment_would_lack_it(bank, shares, repairs):
    for month, debit, credit, amount in ((3, bank, shares, 100), (5, repairs, bank, 100), (7, bank, shares, 70)):
        actions.post(actor=None, act="test.moved", legs=[Leg(debit, credit, amount)], on=date(2024, month, 10))
    with pytest.raises(Refused, match="要到 2024-07-01 才够"):
        actions.post(actor=None, act="test.paid", legs=[Leg(repairs, bank, 1)], on=date(2024, 4, 5))
    actions.post(actor=None, act="test.paid", legs=[Leg(repairs, bank, 70)], on=date(2024, 7, 20))
    assert queries.balance_of(bank) == 0


def test_income_that_was_spent_is_not_taken_back_in_a_month_before_more_came(bank, shares, repairs):
    first = actions.post(actor=None, act="test.received", legs=[Leg(bank, shares, 100)], on=date(2024, 3, 3))
    actions.post(actor=None, act="test.paid", legs=[Leg(repairs, bank, 100)], on=date(2024, 3, 5))
    actions.post(actor=None, act="test.received", legs=[Leg(bank, shares, 100)], on=date(2024, 6, 20))
    with pytest.raises(Refused, match="要到 2024-06-01 才够"):
        actions.reverse(actor=None, transaction=first, reason="录错", on=date(2024, 5, 12))
    actions.reverse(actor=None, transaction=first, reason="录错", on=date(2024, 6, 20))
    assert queries.balance_of(bank) == 0


def test_impossible_legs_are_refused(bank, shares, account):
    points = account("积分", AccountKind.ISSUER, POINTS)
    for legs, say in [
        ([], "一笔账要有 1 到 40 行。"),
        ([Leg(bank, shares, 0)], "金额要大于零。"),
        ([Leg(bank, shares, -5)], "金额要大于零。"),
        ([Leg(bank, bank, 5)], "「基金存款」不能转给自己，请另选一个账户。"),
        ([Leg(bank, points, 5)], "「基金存款」和「积分」的单位不同，不能互转。"),
    ]:
        with pytest.raises(Invalid) as refusal:
            actions.post(actor=None, act="test.received", legs=legs, on=DAY)
        assert refusal.value.say == say
    assert Transaction.objects.count() == 0


def test_an_account_of_another_community_is_refused(bank, shares):
    with community_scope(Community.objects.create(code="binjiang", name="滨江社区")), pytest.raises(Invalid):
        receive(bank, shares)


def test_a_double_tap_posts_once(bank, shares):
    key = UUID("0190c5d2-0000-7000-8000-000000000001")
    first, again = receive(bank, shares, key=key), receive(bank, shares, key=key)
    assert (first.pk, again.pk, again.number) == (key, key, 1)
    assert queries.balance_of(bank) == 120_000
    assert receive(bank, shares).number == 2


def test_a_reversal_is_the_mirror_image_and_happens_once(bank, shares, worker):
    made = receive(bank, shares)
    undone = actions.reverse(actor=worker, transaction=made, reason="金额录错", on=date(2024, 10, 8))
    assert (undone.reverses_id, undone.memo, undone.on) == (made.id, "金额录错", date(2024, 10, 8))
    assert (queries.balance_of(bank), queries.balance_of(shares)) == (0, 0)
    with pytest.raises(Conflict, match="已经冲正过了"), atomic.atomic():
        actions.reverse(actor=worker, transaction=made, reason="再冲一次")
    with pytest.raises(Refused, match="本身就是冲正"):
        actions.reverse(actor=worker, transaction=undone, reason="冲回来")


def test_closed_books_take_nothing_more(bank, shares):
    with clock.stopped(clock.at(date(2024, 10, 2), 9)):
        receive(bank, shares)
        head = actions.close_books(actor=None, until_on=DAY)
        assert head.closed_until == DAY == queries.closed_until()
        with pytest.raises(Refused) as refusal, atomic.atomic():
            receive(bank, shares)
        assert refusal.value.say == "2024-09-30 以前的账已经结了，不能再记 2024-09-30 的账。请把日期改到结账日以后。"
        made = actions.post(actor=None, act="test.received", legs=[Leg(bank, shares, 5)], on=date(2024, 10, 1))
        assert made.number == 2
        assert actions.close_books(actor=None, until_on=date(2024, 8, 31)).closed_until == DAY


def test_the_first_open_day_for_what_came_on_a_day(bank):
    assert queries.first_open_on(DAY) == DAY  # nothing is closed yet
    with clock.stopped(clock.at(date(2024, 10, 2), 9)):
        actions.close_books(actor=None, until_on=DAY)
    days = [date(2023, 12, 31), DAY, date(2024, 10, 1), date(2024, 10, 2)]
    assert [queries.first_open_on(day) for day in days] == [*[date(2024, 10, 1)] * 3, date(2024, 10, 2)]


def test_a_month_that_is_not_over_is_not_closed(bank):
    with clock.stopped(clock.at(DAY, 23)), pytest.raises(Refused, match="还没有过完"):
        actions.close_books(actor=None, until_on=DAY)


def test_months_are_kept_beside_the_totals(bank, shares):
    receive(bank, shares, 100)
    receive(bank, shares, 50)
    actions.post(actor=None, act="test.received", legs=[Leg(bank, shares, 7)], on=date(2024, 10, 1))
    kept = AccountMonth.objects.filter(account=bank).order_by("month").values_list("month", "debit_total")
    assert list(kept) == [(date(2024, 9, 1), 150), (date(2024, 10, 1), 7)]


def test_a_posting_takes_six_statements_and_its_begin_and_commit(bank, shares, worker, django_assert_num_queries):
    receive(bank, shares)
    with django_assert_num_queries(8):  # two of them are the savepoint of this test's own transaction
        actions.post(actor=worker, act="test.received", legs=[Leg(bank, shares, 1), Leg(bank, shares, 2)], on=DAY)
    assert Head.objects.get().number == 2
