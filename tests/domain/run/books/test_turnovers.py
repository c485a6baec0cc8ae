"""From 8,000.00 declared to 1,200.00 expected, through the hands of the partner and two of the office."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.funds.kinds import DueState
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.run.books import actions, queries
from hehuo.domain.run.books.kinds import TurnoverState
from hehuo.domain.run.books.models import Turnover
from tests.money import SEPTEMBER


def acts(person):
    return [duty.act for duty in duties.todo_of(person)]


def test_the_share_is_computed(turnover, farmer):
    assert (turnover.fen, turnover.share_percent, turnover.share_fen) == (800_000, 15, 120_000)
    assert acts(farmer) == ["confirm_turnover"]


@pytest.mark.parametrize(("fen", "share"), [(10, 2), (3, 0), (4, 1), (333, 50), (1, 0), (0, 0)])
def test_it_is_exact_and_rounded_half_up(agreement, farmer, fen, share):
    made = actions.declare_turnover(actor=farmer, agreement=agreement, month=SEPTEMBER, fen=fen)
    assert made.share_fen == share


def test_it_passes_through_two_hands_into_a_due(approved, agreement, clerk):
    assert approved.state == TurnoverState.APPROVED
    due = approved.due
    assert (due.state, due.fen, due.fund, due.title, due.proof) == (
        DueState.OPEN, 120_000, agreement.fund, "天空农场自然课 · 9 月让利", "8,000.00 × 15%"
    )  # fmt: skip
    assert (due.debtor_name, due.due_on, due.line.source) == ("小禾农业", date(2024, 10, 15), "share")
    assert acts(clerk) == ["receive_due"]
    assert [thing.kind for thing in threads.later_of(agreement.id)] == ["books.turnover", "funds.due"]


def test_each_step_asks_for_its_own_person(turnover, farmer, worker, secretary, clerk):
    with pytest.raises(Refused, match="由合伙人"):
        actions.confirm_turnover(actor=worker, turnover=turnover)
    actions.confirm_turnover(actor=farmer, turnover=turnover)
    with pytest.raises(Refused, match="您自己的营业额"):
        actions.request_share(actor=farmer, turnover=turnover)
    actions.request_share(actor=worker, turnover=turnover)
    with pytest.raises(Refused, match="审批款项"):
        actions.approve_share(actor=clerk, turnover=turnover)
    actions.approve_share(actor=secretary, turnover=turnover)
    with pytest.raises(Conflict):
        actions.approve_share(actor=secretary, turnover=turnover)


def test_the_table_refuses_one_hand_on_both_sides(approved):
    with pytest.raises(IntegrityError), transaction.atomic():
        Turnover.objects.update(requested_by=approved.approved_by)


def test_declaring_again_replaces_it_until_it_is_confirmed(turnover, agreement, farmer):
    actions.declare_turnover(actor=farmer, agreement=agreement, month=SEPTEMBER, fen=900_000)
    assert [one.share_fen for one in queries.turnovers()] == [135_000]
    actions.confirm_turnover(actor=farmer, turnover=turnover)
    with pytest.raises(Conflict, match="已经确认过了"):
        actions.declare_turnover(actor=farmer, agreement=agreement, month=SEPTEMBER, fen=1)


def test_a_wrong_figure_goes_back_with_a_reason(turnover, farmer, worker, secretary, agreement):
    actions.confirm_turnover(actor=farmer, turnover=turnover)
    actions.request_share(actor=worker, turnover=turnover)
    with pytest.raises(Invalid, match="为什么退回"):
        actions.return_turnover(actor=secretary, turnover=turnover, why=" ")
    back = actions.return_turnover(actor=secretary, turnover=turnover, why="和收款单差 200 元")
    assert (back.state, back.confirmed_by, back.requested_by) == (TurnoverState.DECLARED, None, None)
    assert actions.declare_turnover(actor=farmer, agreement=agreement, month=SEPTEMBER, fen=820_000).returned_why == ""


def test_only_a_month_of_the_agreement_can_be_declared(agreement, farmer, resident):
    for month, say in [(date(2024, 11, 1), "还没有到"), (date(2024, 6, 1), "不在协议期里")]:
        with pytest.raises(Refused, match=say):
            actions.declare_turnover(actor=farmer, agreement=agreement, month=month, fen=1)
    with pytest.raises(Invalid, match="不能是负数"):
        actions.declare_turnover(actor=farmer, agreement=agreement, month=SEPTEMBER, fen=-1)
    with pytest.raises(Refused, match="经办款项"):
        actions.declare_turnover(actor=resident, agreement=agreement, month=SEPTEMBER, fen=1)


def test_a_worker_may_write_it_down_and_the_partner_still_confirms(agreement, worker, farmer):
    made = actions.declare_turnover(actor=worker, agreement=agreement, month=SEPTEMBER, fen=5)
    assert actions.confirm_turnover(actor=farmer, turnover=made).confirmed_by == farmer
    assert list(queries.turnovers_of_contact(farmer)) == list(queries.turnovers_of(agreement.id)) == [made]


def test_free_services_are_not_turned_into_money(agreement, farmer, worker):
    agreement.share_nature = ShareNature.SERVICE
    agreement.save()
    made = actions.declare_turnover(actor=farmer, agreement=agreement, month=SEPTEMBER, fen=800_000)
    actions.confirm_turnover(actor=farmer, turnover=made)
    with pytest.raises(Refused, match="免费服务"):
        actions.request_share(actor=worker, turnover=made)


def test_nothing_is_due_on_nothing(agreement, farmer, worker, secretary):
    made = actions.declare_turnover(actor=farmer, agreement=agreement, month=SEPTEMBER, fen=0)
    actions.confirm_turnover(actor=farmer, turnover=made)
    actions.request_share(actor=worker, turnover=made)
    assert actions.approve_share(actor=secretary, turnover=made).due is None
