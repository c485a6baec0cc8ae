"""Steps 8 and 9: the share of a month, from a declared turnover to a sealed account on the wall."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Direction, DueState, FundNature, Source
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings import queries as board
from hehuo.domain.ground.postings import rules as posting_rules
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.run.books import actions, queries
from hehuo.domain.run.books.kinds import MonthState

AUGUST, SEPTEMBER = date(2024, 8, 1), date(2024, 9, 1)
RECEIPT = {"receipt_issuer": "南沙区慈善会", "receipt_no": "粤财 0012345"}


def turnover_is_declared(told):
    """The partner took 8,000.00 in August: 1,200.00 of it is the community's."""
    with clock.stopped(clock.at(date(2024, 9, 2), 9)):
        told.turnover = actions.declare_turnover(actor=told.farmer, agreement=told.agreement, month=AUGUST, fen=800_000)
        with pytest.raises(Refused, match="由合伙人"):
            actions.confirm_turnover(actor=told.worker, turnover=told.turnover)
        told.turnover = actions.confirm_turnover(actor=told.farmer, turnover=told.turnover)
    assert (told.turnover.fen, told.turnover.share_fen) == (800_000, 120_000)


def share_goes_through_two_hands(told):
    """One asks, another approves: nobody approves their own, whatever roles they hold."""
    with clock.stopped(clock.at(date(2024, 9, 3), 9)):
        told.turnover = actions.request_share(actor=told.vice, turnover=told.turnover)
        with pytest.raises(Refused, match="您经手的，要请另一位来审"):
            actions.approve_share(actor=told.vice, turnover=told.turnover)
        told.turnover = actions.approve_share(actor=told.secretary, turnover=told.turnover)
        told.due = told.turnover.due
    assert (told.due.fen, told.due.due_on, told.due.state) == (120_000, date(2024, 9, 13), DueState.OPEN)
    assert pots.balance_of_fund(told.charity) == 0


def due_is_late_after_its_day(told):
    """On its day nothing is late; the day after it is, until its receipt is matched."""
    with clock.stopped(clock.at(date(2024, 9, 13), 23)):
        assert list(pots.late_dues()) == []
    with clock.stopped(clock.at(date(2024, 9, 14), 9)):
        assert list(pots.late_dues()) == [told.due]
        told.receipt = funds.receive(actor=told.clerk, due=told.due, fen=120_000, on=date(2024, 9, 14), **RECEIPT)
        assert list(pots.late_dues()) == []
    assert pots.balance_of_fund(told.charity) == 120_000


def other_money_comes_and_goes(told):
    """A grant of the quarter, and chairs for the crossing: asked for, approved, handled by three."""
    with clock.stopped(clock.at(date(2024, 9, 18), 9)):
        told.fiscal = funds.open_fund(
            actor=told.accountant, name="社区经费", nature=FundNature.FISCAL, keeper="港湾街道办事处"
        )
        grant = funds.open_line(
            actor=told.accountant, fund=told.fiscal, direction=Direction.IN, name="以奖代补", source=Source.GRANT
        )
        bench = funds.open_line(actor=told.accountant, fund=told.fiscal, direction=Direction.OUT, name="公共空间")
        handle(told, grant, 800_000, "街道拨付 · 三季度以奖代补", "按季")
        told.spent = handle(told, bench, 236_000, "东风路口休闲椅 4 把", "两家比价，选低的")
    assert pots.balance_of_fund(told.fiscal) == 564_000


def handle(told, line, fen, what, proof):
    asked = actions.request_money(actor=told.worker, line=line, fen=fen, what=what, proof=proof, party="某单位")
    actions.approve_request(actor=told.secretary, request=asked)
    return actions.settle_request(actor=told.clerk, request=asked, on=clock.today())


def month_is_closed_and_sealed(told):
    """By the clerk, when it is over; afterwards nothing is written into it any more."""
    with clock.stopped(clock.at(date(2024, 9, 30), 18)), pytest.raises(Refused, match="还没有过完"):
        actions.close_month(actor=told.clerk, month=SEPTEMBER)
    with clock.stopped(clock.at(date(2024, 10, 8), 9)):
        told.month = actions.close_month(actor=told.clerk, month=SEPTEMBER)
        with pytest.raises(Refused, match="账已经结了"):
            funds.receive_plain(
                actor=told.clerk, line=told.due.line, fen=100, on=date(2024, 9, 29), what="忘了的一笔",
                requested_by=told.worker, approved_by=told.secretary, **RECEIPT,
            )  # fmt: skip
    assert told.month.state == MonthState.CLOSED
    assert len(told.month.seal_code) == 24
    assert {pot["name"]: (pot["income"], pot["spent"], pot["closing"]) for pot in told.month.account["pots"]} == {
        "海湾社区慈善基金": (120_000, 0, 120_000), "社区经费": (800_000, 236_000, 564_000),
    }  # fmt: skip


def month_is_posted(told):
    """By another than who closed it, for fifteen days at least, whatever holidays lie in between."""
    with clock.stopped(clock.at(date(2024, 10, 9), 9)):
        with pytest.raises(Refused, match="公布"):
            actions.post_month(actor=told.clerk, account=told.month)
        with pytest.raises(Refused, match="至少公示 15 天"):
            actions.post_month(actor=told.secretary, account=told.month, days=7)
        told.month = actions.post_month(actor=told.secretary, account=told.month)
        told.posting = told.month.posting
    assert told.posting.ends_on == date(2024, 10, 24)
    assert not posting_rules.is_over(told.posting, date(2024, 10, 24))
    assert posting_rules.is_over(told.posting, date(2024, 10, 25))
    # The national holiday is counted by the arrangement of the year: 12 October is a working Saturday.
    assert calendar.add_working_days(date(2024, 9, 30), 5) == date(2024, 10, 12)


def question_is_asked_and_answered(told):
    """About one line of the account; the answer stands in public, with the time it took."""
    old_lady = told.neighbours[0]
    with clock.stopped(clock.at(date(2024, 10, 10), 9)):
        told.question = postings.ask(
            actor=old_lady, about_kind=told.receipt.kind_name(), about_id=told.receipt.id, posting=told.posting,
            line=told.due.title, text="一千二百元是怎么算出来的？",
        )  # fmt: skip
        with pytest.raises(Refused, match="回答提问"):
            postings.answer_question(actor=old_lady, question=told.question, text="我猜是八千的一成五")
    with clock.stopped(clock.at(date(2024, 10, 10), 11)):
        told.question = postings.answer_question(
            actor=told.clerk, question=told.question, text="八月营业额 8,000.00 元，按协议 15% 归社区。"
        )
    assert board.response_since(clock.at(SEPTEMBER)).mean == timedelta(hours=2)
    assert [asked.answer for asked in board.questions_to(told.posting)] == [told.question.answer]


def need_gets_its_answer(told):
    """Everyone who said it hears what came of it."""
    with clock.stopped(clock.at(date(2024, 10, 11), 9)):
        told.need = needs.answer_need(
            actor=told.worker, need=told.need, answer="屋顶天空农场开课了，周六下午，居民价 60 元。", settled=True
        )
    assert [line["fen"] for pot in queries.account_of(told.month)["pots"] for line in pot["in"]] == [120_000, 800_000]
