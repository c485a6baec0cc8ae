"""A year out of its months: the plan beside what moved, closed by one, posted by another, found by its code."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.run.books import actions, yearly
from hehuo.domain.run.books.kinds import BudgetState, MonthState
from hehuo.domain.run.books.models import Budget, MonthAccount


@pytest.fixture
def accountant(somebody):
    return somebody("沈会计", Role.ACCOUNTANT)


@pytest.fixture
def plan(fiscal, grant_line, bench_line, worker):
    return actions.ask_budget(
        actor=worker, fund=fiscal, year=2024, planned={grant_line: 3_200_000, bench_line: 300_000},
        decision="1 月 8 日居民代表会议",
    )  # fmt: skip


@pytest.fixture
def january(posted):
    """The fifth of January after the year."""
    with clock.stopped(clock.at(date(2025, 1, 5), 9)):
        yield


class TestBudget:
    def test_it_is_planned_by_one_and_approved_by_another(self, plan, worker, secretary, fiscal, bench_line):
        assert [duty.act for duty in duties.todo_of(secretary)] == ["approve_budget"]
        with pytest.raises(Refused, match="审批款项"):
            actions.approve_budget(actor=worker, budget=plan)
        approved = actions.approve_budget(actor=secretary, budget=plan)
        assert (approved.state, approved.version) == (BudgetState.APPROVED, 1)
        assert yearly.planned_in(approved)[bench_line.id] == 300_000
        with pytest.raises(IntegrityError), transaction.atomic():
            Budget.objects.update(approved_by=worker)

    def test_a_changed_plan_is_a_new_one(self, plan, worker, secretary, fiscal, bench_line):
        with pytest.raises(Conflict, match="已经有一份预算在等审批"):
            actions.ask_budget(actor=worker, fund=fiscal, year=2024, planned={bench_line: 1}, decision="x")
        with pytest.raises(Invalid, match="为什么退回"):
            actions.return_budget(actor=secretary, budget=plan, why="")
        actions.return_budget(actor=secretary, budget=plan, why="少了义卖")
        again = actions.ask_budget(actor=worker, fund=fiscal, year=2024, planned={bench_line: 1}, decision="x")
        assert [(one.version, one.state) for one in yearly.budgets_of(fiscal, 2024)] == [
            (2, BudgetState.ASKED), (1, BudgetState.RETURNED)
        ]  # fmt: skip
        with pytest.raises(Conflict):
            actions.approve_budget(actor=secretary, budget=plan)
        assert again.version == 2

    def test_what_does_not_fit_is_refused(self, fiscal, charity, bench_line, worker, resident):
        said = {"fund": fiscal, "year": 2024, "planned": {bench_line: 1}, "decision": "x"}
        for change, why in (
            ({"planned": {}}, "至少写一个科目"), ({"planned": {bench_line: -1}}, "数不对"),
            ({"fund": charity}, "数不对"), ({"decision": " "}, "要先有决议"),
        ):  # fmt: skip
            with pytest.raises(Invalid, match=why):
                actions.ask_budget(actor=worker, **said | change)
        with pytest.raises(Refused, match="去年、今年和明年"):
            actions.ask_budget(actor=worker, **said | {"year": 2030})
        with pytest.raises(Refused, match="经办款项"):
            actions.ask_budget(actor=resident, **said)

    def test_a_double_tap_plans_once(self, plan, fiscal, worker, bench_line):
        again = actions.ask_budget(
            actor=worker, fund=fiscal, year=2024, planned={bench_line: 9}, decision="x", key=plan.id
        )
        assert (again, Budget.objects.count()) == (plan, 1)


class TestYear:
    def test_it_says_what_the_months_said_with_the_plan_beside_it(self, plan, posted, secretary):
        actions.approve_budget(actor=secretary, budget=plan)
        pots = {pot["nature"]: pot for pot in yearly.year_of(2024)["pots"]}
        charity, fiscal = pots["charity"], pots["fiscal"]
        assert (charity["income"], charity["earned"], charity["closing"]) == (120_000, 120_000, 120_000)
        assert (fiscal["income"], fiscal["earned"], fiscal["closing"]) == (800_000, 0, 564_000)
        assert fiscal["months"] == [{"month": 9, "income": 800_000, "earned": 0, "spent": 236_000, "closing": 564_000}]
        assert fiscal["lines"] == [
            {"direction": "in", "line": "以奖代补", "actual": 800_000, "planned": 3_200_000},
            {"direction": "out", "line": "公共空间", "actual": 236_000, "planned": 300_000},
        ]  # fmt: skip
        assert charity["lines"][0]["planned"] is None
        assert yearly.years() == [2024]

    def test_a_month_that_hangs_nowhere_is_not_in_it(self, closed):
        assert yearly.year_of(2024)["pots"] == []

    def test_it_is_closed_when_it_is_over_by_the_accountant(self, posted, accountant, secretary, clerk):
        with pytest.raises(Refused, match="还没有过完"):
            actions.close_year(actor=accountant, year=2024)
        with pytest.raises(Refused, match="记账对账"):
            actions.close_year(actor=clerk, year=2024)

    def test_it_is_posted_by_another_and_its_code_finds_it(self, january, accountant, secretary):
        closed = actions.close_year(actor=accountant, year=2024)
        assert actions.close_year(actor=accountant, year=2024) == closed
        assert yearly.year_of(2024, states=(MonthState.CLOSED,)) == closed.account
        assert [duty.act for duty in duties.todo_of(secretary)][-1] == "post_year"
        with pytest.raises(Refused, match="公布"):
            actions.post_year(actor=accountant, account=closed)
        posted = actions.post_year(actor=secretary, account=closed)
        rows = posted.posting.body["table"]["rows"]
        assert ["社区经费", "0.00", "8,000.00", "0.00", "2,360.00", "5,640.00", 2] in rows
        assert list(yearly.years_under(posted.seal_code)) == [posted]
        assert yearly.is_as_closed(posted)
        account = MonthAccount.objects.get(month=date(2024, 9, 1))
        account.account["pots"][0]["income"] += 1
        account.save()
        assert not yearly.is_as_closed(posted)

    @pytest.mark.usefixtures("january")
    def test_an_open_month_or_an_empty_year_is_not_closed(self, accountant, worker, secretary, clerk, bench_line):
        with pytest.raises(Refused, match="2023 年没有结过账"):
            actions.close_year(actor=accountant, year=2023)
        request = actions.request_money(actor=worker, line=bench_line, fen=5, what="补", party="x")
        actions.approve_request(actor=secretary, request=request)
        actions.settle_request(actor=clerk, request=request, on=date(2024, 12, 30))
        with pytest.raises(Refused, match="2024-12 的账还没有结"):
            actions.close_year(actor=accountant, year=2024)
