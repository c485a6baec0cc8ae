"""One asks, another approves, the clerk handles: then it stands in the books."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.run.books import actions, queries
from hehuo.domain.run.books.kinds import RequestState
from hehuo.domain.run.books.models import Request

ON = date(2024, 10, 5)


@pytest.fixture
def grant(grant_line, worker):
    return actions.request_money(
        actor=worker, line=grant_line, fen=800_000, what="三季度以奖代补", party="港湾街道办事处"
    )


def ask(worker, line, fen, **more):
    return actions.request_money(actor=worker, line=line, fen=fen, what="休闲椅 4 把", party="某家具店", **more)


def test_a_grant_comes_in(grant, fiscal, secretary, clerk):
    assert [duty.act for duty in duties.todo_of(secretary)] == ["approve_request"]
    actions.approve_request(actor=secretary, request=grant, opinion="同意")
    assert [duty.act for duty in duties.todo_of(clerk)] == ["settle_request"]
    done = actions.settle_request(actor=clerk, request=grant, on=ON)
    assert (done.state, done.transaction.number, funds.balance_of_fund(fiscal)) == (RequestState.DONE, 1, 800_000)
    (voucher,) = funds.vouchers()
    assert [one.name for one in (voucher.requested_by, voucher.approved_by, voucher.handled_by)] == [
        "周玉梅", "陈国栋", "冯敏"
    ]  # fmt: skip
    with pytest.raises(Conflict):
        actions.settle_request(actor=clerk, request=grant, on=ON)


def test_nothing_is_paid_that_is_not_there(bench_line, worker, secretary, clerk, fiscal):
    request = ask(worker, bench_line, 100)
    actions.approve_request(actor=secretary, request=request)
    with pytest.raises(Refused, match="只有 0"):
        actions.settle_request(actor=clerk, request=request, on=ON)
    assert queries.requests(states=[RequestState.APPROVED]).get() == request


def test_nobody_approves_or_handles_both(grant, worker, secretary, clerk):
    with pytest.raises(Refused, match="审批款项"):
        actions.approve_request(actor=worker, request=grant)
    actions.approve_request(actor=secretary, request=grant)
    with pytest.raises(Refused, match="收款付款"):
        actions.settle_request(actor=worker, request=grant, on=ON)
    for changed in ({"requested_by": secretary}, {"handled_by": secretary}, {"state": RequestState.DONE}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Request.objects.update(**changed)


def test_it_may_be_refused_with_a_reason(grant, secretary, clerk):
    with pytest.raises(Invalid, match="为什么不批"):
        actions.refuse_request(actor=secretary, request=grant, opinion="")
    assert actions.refuse_request(actor=secretary, request=grant, opinion="没有拨款文号").opinion == "没有拨款文号"
    with pytest.raises(Conflict):
        actions.settle_request(actor=clerk, request=Request.objects.get(), on=ON)


def test_it_is_sent_back_mended_and_goes_the_whole_way_again(bench_line, worker, secretary, clerk):
    request = ask(worker, bench_line, 100)
    actions.approve_request(actor=secretary, request=request, opinion="同意")
    with pytest.raises(Invalid, match="为什么退回"):
        actions.return_request(actor=clerk, request=request, why=" ")
    returned = actions.return_request(actor=clerk, request=request, why="发票抬头不对")
    assert (returned.state, returned.approved_by, returned.opinion) == (RequestState.RETURNED, None, "")
    assert [duty.act for duty in duties.todo_of(worker)] == ["mend_request"]
    with pytest.raises(Refused, match="由本人来改"):
        actions.mend_request(actor=clerk, request=request, fen=90, what="x", party="y")
    mended = actions.mend_request(actor=worker, request=request, fen=90, what="休闲椅 4 把", party="某家具店")
    assert (mended.state, mended.fen, mended.returned_why) == (RequestState.ASKED, 90, "发票抬头不对")
    assert [duty.act for duty in duties.todo_of(secretary)] == ["approve_request"]
    with pytest.raises(Conflict):
        actions.mend_request(actor=worker, request=request, fen=80, what="x", party="y")


def test_who_asked_takes_it_back_while_nobody_approved(bench_line, worker, secretary):
    request = ask(worker, bench_line, 100)
    with pytest.raises(Refused, match="由本人来改或撤回"):
        actions.withdraw_request(actor=secretary, request=request)
    assert actions.withdraw_request(actor=worker, request=request).state == RequestState.WITHDRAWN
    assert list(duties.todo_of(secretary)) == []
    other = ask(worker, bench_line, 100)
    actions.approve_request(actor=secretary, request=other)
    with pytest.raises(Conflict):
        actions.withdraw_request(actor=worker, request=other)


def test_what_is_asked_must_be_said_and_be_something(bench_line, grant_line, worker, resident, charity):
    with pytest.raises(Invalid, match="大于零"):
        ask(worker, bench_line, 0)
    with pytest.raises(Invalid, match="做什么的"):
        actions.request_money(actor=worker, line=bench_line, fen=1, what=" ", party="x")
    with pytest.raises(Refused, match="经办款项"):
        ask(resident, bench_line, 1)
    with pytest.raises(Invalid, match="不是「社区经费」的用途"):
        ask(worker, bench_line, 1, purpose=funds.general_purpose(charity))


def test_a_double_tap_asks_once(bench_line, worker, grant):
    again = actions.request_money(actor=worker, line=bench_line, fen=5, what="x", party="y", key=grant.id)
    assert (again, Request.objects.count()) == (grant, 1)
