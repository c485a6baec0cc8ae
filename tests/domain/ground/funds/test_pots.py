"""Pots are kept apart; what is given for a purpose is spent on it."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.db import transaction as database

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.ids import uuid7
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions, queries
from hehuo.domain.ground.funds.kinds import NATURE_RULES, Direction, FundNature, Source
from hehuo.domain.ground.funds.models import Voucher
from hehuo.domain.ground.ledger.models import Account, Transaction
from hehuo.domain.ground.ledger.queries import balance_of

DAY = date(2024, 9, 30)


def spend(hands, line, fen, **more):
    return actions.spend(
        line=line, fen=fen, on=DAY, what="休闲椅 4 把", proof="两家比价，选低的", party="某家具店", **hands | more,
    )  # fmt: skip


def test_every_nature_has_its_rule():
    assert set(NATURE_RULES) == set(FundNature)
    assert {nature for nature, rule in NATURE_RULES.items() if Source.DONATION in rule.receives} == {FundNature.CHARITY}


def test_a_grant_comes_in_and_a_bench_goes_out(granted, fiscal, bench_line, hands):
    made = spend(hands, bench_line, 236_000)
    assert queries.balance_of_fund(fiscal) == 564_000
    assert [voucher.signed_fen for voucher in queries.vouchers()] == [-236_000, 800_000]
    moved = queries.moved_between(date(2024, 9, 1), DAY)
    assert [(one.opening, one.income, one.spent, one.closing) for one in moved] == [(0, 800_000, 236_000, 564_000)]
    assert queries.spent_on(bench_line, 2024) == 236_000
    period, lines = queries.statement_of(fiscal, date(2024, 9, 1), DAY)
    assert (period.closing, [line.balance for line in lines], lines[1].transaction_id) == (
        564_000, [800_000, 564_000], made.id
    )  # fmt: skip


def test_a_pot_is_never_overdrawn(granted, bench_line, hands):
    with pytest.raises(Refused) as refusal:
        spend(hands, bench_line, 800_001)
    assert refusal.value.say == (
        "「社区经费 · 不限用途」只有 8,000.00 元，付不了 8,000.01 元。请减少金额，或换一个用途。"
    )


def test_what_is_given_for_a_purpose_is_spent_on_it_only(granted, fiscal, grant_line, bench_line, hands):
    meals = actions.open_purpose(actor=None, fund=fiscal, name="长者饭堂")
    actions.receive_plain(
        line=grant_line, fen=100_000, on=DAY, what="饭堂补助", purpose=meals, **hands
    )  # fmt: skip
    assert queries.balance_of_fund(fiscal) == 900_000
    with pytest.raises(Refused, match="只有 8,000"):
        spend(hands, bench_line, 850_000)
    with pytest.raises(Refused, match="长者饭堂」只有 1,000"):
        spend(hands, bench_line, 100_001, purpose=meals)
    spend(hands, bench_line, 100_000, purpose=meals)
    assert [(one.name, one.account.balance) for one in queries.purposes_of(fiscal)] == [
        ("不限用途", 800_000), ("长者饭堂", 0)
    ]  # fmt: skip


def test_the_table_holds_a_purpose_above_nothing(granted, fiscal):
    purpose = queries.general_purpose(fiscal)
    with pytest.raises(IntegrityError), database.atomic():
        Account.objects.filter(pk=purpose.account_id).update(debit_total=800_001)


def test_three_signatures_of_two_sides(granted, bench_line, hands):
    with pytest.raises(Refused, match="要是两个人"):
        spend(hands, bench_line, 1, requested_by=hands["approved_by"])
    with pytest.raises(Refused, match="审批款项"):
        spend(hands, bench_line, 1, requested_by=hands["approved_by"], approved_by=hands["requested_by"])
    with pytest.raises(Refused, match="您审批的"):
        spend(hands, bench_line, 1, actor=hands["approved_by"])
    with pytest.raises(Refused, match="收款付款"):
        spend(hands, bench_line, 1, actor=hands["requested_by"])
    with pytest.raises(IntegrityError), database.atomic():
        Voucher.objects.update(handled_by=hands["approved_by"])


def test_a_line_of_another_pot_is_refused(granted, charity, fiscal, hands):
    fair = actions.open_line(actor=None, fund=charity, direction=Direction.OUT, name="帮扶")
    other = queries.general_purpose(fiscal)
    with pytest.raises(Invalid, match="不是「海湾社区慈善基金」的用途"):
        spend(hands, fair, 1, purpose=other)
    with pytest.raises(Refused, match="不能收义卖"):
        actions.open_line(actor=None, fund=fiscal, direction=Direction.IN, name="义卖", source=Source.FAIR)


def test_pots_lend_to_each_other_only_by_a_decision(granted, fiscal, charity, hands, resident):
    made = actions.move_between(
        source=fiscal, target=charity, fen=50_000, on=DAY, decision=resident, why="代表会议 9 月 20 日决议", **hands
    )  # fmt: skip
    assert (queries.balance_of_fund(fiscal), queries.balance_of_fund(charity)) == (750_000, 50_000)
    assert [(one.fund.name, one.signed_fen) for one in queries.vouchers_of([made.id])] == [
        ("社区经费", -50_000), ("海湾社区慈善基金", 50_000)
    ]  # fmt: skip
    assert Transaction.objects.get(pk=made.pk).about_id == resident.id
    with pytest.raises(Refused, match="同一个资金"):
        actions.move_between(
            source=fiscal, target=fiscal, fen=1, on=DAY, decision=resident, why="x", **hands
        )  # fmt: skip


def test_what_was_given_for_a_purpose_moves_on_out_of_that_purpose_only(granted, fiscal, hands, resident):
    common = actions.open_fund(actor=None, name="公共收益", nature=FundNature.COMMON, keeper="银行")
    lamps = actions.open_purpose(actor=None, fund=fiscal, name="路灯")
    said = {"source": fiscal, "target": common, "on": DAY, "decision": resident, "why": "业主大会决议", **hands}
    with pytest.raises(Refused, match="「社区经费 · 路灯」只有"):
        actions.move_between(fen=1, purpose=lamps, **said)
    with pytest.raises(Invalid, match="不是「社区经费」的用途"):
        actions.move_between(fen=1, purpose=queries.general_purpose(common), **said)
    actions.set_opening(actor=None, fund=fiscal, fen=300, on=DAY, purpose=lamps)
    made = actions.move_between(fen=300, purpose=lamps, **said)
    assert (balance_of(lamps.account), queries.balance_of_fund(common)) == (0, 300)
    assert [each.purpose.name for each in queries.vouchers_of([made.id])] == ["路灯", "不限用途"]


def test_an_opening_balance_is_no_income(charity):
    actions.set_opening(actor=None, fund=charity, fen=3_241_860, on=date(2024, 8, 31))
    (moved,) = queries.moved_between(date(2024, 9, 1), DAY)
    assert (moved.opening, moved.income, moved.closing) == (3_241_860, 0, 3_241_860)


def test_only_the_bookkeeper_and_the_secretary_open_pots(haiwan, somebody, worker, fiscal):
    with pytest.raises(Refused, match="街道会计或社区书记"):
        actions.open_fund(actor=worker, name="小金库", nature=FundNature.HELD)
    accountant = somebody("何会计", Role.ACCOUNTANT)
    fund = actions.open_fund(actor=accountant, name="代管资金", nature=FundNature.HELD)
    assert actions.open_fund(actor=accountant, name="代管资金", nature=FundNature.HELD) == fund
    assert [one.name for one in queries.funds()] == ["代管资金", "社区经费"]


def test_a_pot_is_set_up_in_one_go_by_the_secretary_or_the_accountant(haiwan, secretary):
    said = {
        "actor": secretary, "name": " 公共收益 ", "nature": FundNature.COMMON, "keeper": "某银行海湾支行",
        "sources": [Source.COMMON, Source.SHARE], "spending": ["绿化", "维修"], "purpose": "电梯大修",
        "opening_fen": 1_200_000, "opening_on": date(2024, 9, 1), "key": uuid7(),
    }  # fmt: skip
    fund = actions.set_up_fund(**said)
    assert actions.set_up_fund(**said) == fund
    assert (fund.name, fund.keeper, queries.balance_of_fund(fund)) == ("公共收益", "某银行海湾支行", 1_200_000)
    assert [(line.direction, line.name, line.source) for line in queries.lines(fund=fund)] == [
        ("in", "公共收益", "common"), ("in", "课程让利", "share"), ("out", "维修", ""), ("out", "绿化", ""),
    ]  # fmt: skip
    assert [purpose.name for purpose in queries.purposes_of(fund)] == ["不限用途", "电梯大修"]


def test_a_pot_is_not_set_up_without_its_holder_twice_or_with_a_source_that_is_not_its_own(haiwan, secretary, worker):
    said = {"actor": secretary, "name": "慈善基金", "nature": FundNature.CHARITY}
    with pytest.raises(Invalid, match="请写明慈善组织"):
        actions.set_up_fund(**said, keeper=" ")
    with pytest.raises(Invalid, match="统一社会信用代码"):
        actions.set_up_fund(**said, keeper="南沙区慈善会")
    held = said | {"keeper": "南沙区慈善会", "keeper_no": "53440115MJK0000000"}
    with pytest.raises(Refused, match="不能收财政补助"):
        actions.set_up_fund(**held, sources=[Source.GRANT])
    with pytest.raises(Refused, match="街道会计或社区书记"):
        actions.set_up_fund(**held | {"actor": worker})
    assert actions.set_up_fund(**held).keeper_no == "53440115MJK0000000"
    with pytest.raises(Conflict, match="已经立过了"):
        actions.set_up_fund(**held)
    assert queries.funds().count() == 1
