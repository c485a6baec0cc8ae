"""A due is expected by two people, met by what came, late after its day."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError
from django.db import transaction as database

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.funds import actions, queries
from hehuo.domain.ground.funds.kinds import DueState, Source
from hehuo.domain.ground.funds.models import Due, Voucher
from hehuo.domain.ground.places.models import Home
from hehuo.domain.ground.threads import queries as threads

RECEIPT = {"receipt_issuer": "南沙区慈善会", "receipt_no": "粤财 0012345"}
ON = date(2024, 10, 5)


def test_a_due_waits_for_its_receipt(due, charity, clerk):
    assert (due.state, due.fen, due.line.name, due.purpose.name) == (DueState.OPEN, 120_000, "课程让利", "不限用途")
    assert queries.balance_of_fund(charity) == 0
    assert [duty.act for duty in duties.todo_of(clerk)] == ["receive_due"]


def test_the_receipt_meets_it_and_books_it(due, charity, clerk):
    made = actions.receive(actor=clerk, due=due, fen=120_000, on=ON, **RECEIPT)
    due.refresh_from_db()
    assert (due.state, due.received_fen, queries.balance_of_fund(charity)) == (DueState.MET, 120_000, 120_000)
    voucher = queries.vouchers_of([made.id]).get()
    assert (voucher.number, voucher.what, voucher.proof, voucher.party) == (
        made.number, "天空农场 · 9 月课程", "8,000.00 × 15%", "拾光农业"
    )  # fmt: skip
    assert (voucher.receipt_issuer, voucher.receipt_no) == ("南沙区慈善会", "粤财 0012345")
    assert list(duties.todo_of(clerk)) == []
    assert made.id in {thing.id for thing in threads.later_of(due.id)}


def test_it_may_come_in_parts_but_never_too_much(due, clerk):
    actions.receive(actor=clerk, due=due, fen=20_000, on=ON, **RECEIPT)
    assert Due.objects.get().state == DueState.OPEN
    with pytest.raises(Refused) as refusal, database.atomic():
        actions.receive(actor=clerk, due=due, fen=100_001, on=ON, **RECEIPT)
    assert refusal.value.say == "应收还差 1,000.00 元，到账 1,000.01 元多了。多出的请另记一笔。"
    actions.receive(actor=clerk, due=due, fen=100_000, on=ON, **RECEIPT)
    assert Due.objects.get().state == DueState.MET


def test_it_is_put_off_and_the_clerks_turn_with_it_but_never_brought_forward(due, clerk, resident):
    later = due.due_on + timedelta(days=9)
    assert actions.put_off(actor=clerk, about=resident, due_on=later) == 1
    due.refresh_from_db()
    assert (due.due_on, clock.local(duties.open_duty(due.id, "receive_due").due_at).date()) == (later, later)
    with pytest.raises(Invalid, match="只能往后延"):
        actions.put_off(actor=clerk, about=resident, due_on=later - timedelta(days=1))


def test_a_double_tap_receives_once(due, clerk):
    key = UUID("0190c5d2-0000-7000-8000-000000000002")
    for _ in range(2):
        actions.receive(actor=clerk, due=due, fen=20_000, on=ON, key=key, **RECEIPT)
    assert (Due.objects.get().received_fen, Voucher.objects.count()) == (20_000, 1)


def test_a_charity_fund_needs_the_charitys_own_receipt(due, clerk):
    with pytest.raises(Invalid) as refusal:
        actions.receive(actor=clerk, due=due, fen=120_000, on=ON)
    assert refusal.value.field == "receipt_no"


def test_money_of_tomorrow_is_refused(due, clerk):
    with pytest.raises(Invalid, match="日期还没有到"):
        actions.receive(actor=clerk, due=due, fen=120_000, on=date(2024, 10, 6), **RECEIPT)


def test_only_the_clerk_receives(due, worker, secretary):
    with pytest.raises(Refused, match="收款付款"):
        actions.receive(actor=worker, due=due, fen=120_000, on=ON, **RECEIPT)
    with pytest.raises(Refused, match="您审批的"):
        actions.receive(actor=secretary, due=due, fen=120_000, on=ON, **RECEIPT)


def test_it_is_late_the_day_after_its_day(due):
    assert list(queries.late_dues(date(2024, 10, 10))) == []
    assert list(queries.late_dues(date(2024, 10, 11))) == [due]
    with clock.stopped(clock.at(date(2024, 10, 11), 8)):
        assert list(queries.late_dues()) == [due]


def test_nobody_approves_what_they_asked_for(charity, secretary, resident):
    with pytest.raises(Refused, match="要是两个人"):
        actions.expect(
            actor=secretary, requested_by=secretary, fund=charity, fen=1, due_on=ON, about=resident,
            title="x", debtor_name="y",
        )  # fmt: skip


def test_the_table_refuses_one_person_on_both_sides(due):
    with pytest.raises(IntegrityError), database.atomic():
        Due.objects.update(requested_by=due.approved_by)


def test_a_pot_takes_only_what_its_nature_allows(fiscal, worker, secretary, resident):
    with pytest.raises(Refused) as refusal:
        actions.expect(
            actor=secretary, requested_by=worker, fund=fiscal, fen=1, due_on=ON, about=resident,
            title="x", debtor_name="y", source=Source.DONATION,
        )  # fmt: skip
    assert refusal.value.say == (
        "「社区经费」是财政经费，不能收捐赠（城市居民委员会组织法第三十四条、第四十二条）。请换一个资金。"
    )


def test_a_due_given_up_takes_nothing_more(due, secretary, clerk):
    assert actions.void_due(actor=secretary, due=due, why="课程没有开").state == DueState.VOID
    with pytest.raises(Refused, match="已经是「作废」"):
        actions.receive(actor=clerk, due=due, fen=1, on=ON, **RECEIPT)
    with pytest.raises(Conflict):
        actions.void_due(actor=secretary, due=due, why="再作废一次")
    assert list(duties.todo_of(clerk)) == []


def test_a_reversed_receipt_is_expected_again(due, charity, clerk):
    made = actions.receive(actor=clerk, due=due, fen=120_000, on=ON, **RECEIPT)
    voucher = queries.vouchers_of([made.id]).get()
    undone = actions.reverse_voucher(actor=clerk, voucher=voucher, reason="录错了人")
    due.refresh_from_db()
    assert (due.state, due.received_fen, queries.balance_of_fund(charity)) == (DueState.OPEN, 0, 0)
    red = queries.vouchers_of([undone.id]).get()
    assert (red.fen, red.signed_fen, red.proof, red.reverses_id) == (-120_000, -120_000, "录错了人", voucher.id)
    assert [duty.act for duty in duties.todo_of(clerk)] == ["receive_due"]
    with pytest.raises(Refused, match="本身就是冲正"):
        actions.reverse_voucher(actor=clerk, voucher=red, reason="再冲")
    with pytest.raises(Conflict), database.atomic():
        actions.reverse_voucher(actor=clerk, voucher=voucher, reason="再冲")


def test_a_reversal_is_dated_today_or_since_what_it_reverses(due, clerk):
    made = actions.receive(actor=clerk, due=due, fen=120_000, on=ON, **RECEIPT)
    voucher = queries.vouchers_of([made.id]).get()
    for day, why in ((ON - timedelta(days=1), "不能比它早"), (clock.today() + timedelta(days=1), "日期还没有到")):
        with pytest.raises(Invalid, match=why):
            actions.reverse_voucher(actor=clerk, voucher=voucher, reason="录错了人", on=day)
    assert actions.reverse_voucher(actor=clerk, voucher=voucher, reason="录错了人", on=ON).on == ON


def test_many_owe_for_the_same_matter_and_the_clerk_gets_no_turn_for_each(charity, clerk, secretary, worker, haiwan):
    homes = [Home(id=UUID(int=number), room=str(number)) for number in (1, 2)]
    dues = actions.expect_many(
        actor=secretary, fund=charity, about=charity, title="装监控", due_on=date(2024, 11, 1), source=Source.SHARE,
        purpose=queries.general_purpose(charity), requested_by=worker,
        expected=[actions.Expected(home, f"1-{home.room}", 5000) for home in homes],
    )  # fmt: skip
    assert {(due.debtor_name, due.fen, due.approved_by) for due in queries.dues()} == {
        ("1-1", 5000, secretary), ("1-2", 5000, secretary)
    }  # fmt: skip
    assert list(duties.todo_of(clerk)) == list(queries.dues_by_themselves()) == []
    assert dues[0].id in {thing.id for thing in threads.later_of(charity.id)}
    with pytest.raises(Refused, match="两个人"):
        actions.expect_many(
            actor=secretary, fund=charity, about=charity, title="", due_on=date(2024, 11, 1), source=Source.SHARE,
            purpose=queries.general_purpose(charity), requested_by=secretary, expected=[],
        )  # fmt: skip
