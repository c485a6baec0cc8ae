"""A month drafts itself, is closed once, sealed, posted by another, and put right only in a later month."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.models import Voucher
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings import queries as board
from hehuo.domain.ground.seals import queries as seals
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.run.books import actions, queries
from hehuo.domain.run.books.kinds import MonthState
from hehuo.domain.run.books.models import MonthAccount
from tests.money import SEPTEMBER


def test_the_draft_has_each_pot_with_its_lines(september):
    draft = queries.draft_of(SEPTEMBER)
    assert [
        (pot["name"], pot["opening"], pot["income"], pot["spent"], pot["closing"], pot["earned"], pot["receipts"])
        for pot in draft["pots"]
    ] == [
        ("海湾社区慈善基金", 0, 120_000, 0, 120_000, 120_000, 1),
        ("社区经费", 0, 800_000, 236_000, 564_000, 0, 2),
    ]
    (share,) = draft["pots"][0]["in"]
    assert (share["what"], share["proof"], share["fen"], share["receipt_no"]) == (
        "天空农场自然课 · 9 月让利", "8,000.00 × 15%", 120_000, "粤财 0012345"
    )  # fmt: skip


def test_who_paid_is_not_published(september):
    assert "小禾农业" not in str(queries.draft_of(SEPTEMBER))
    assert "某单位" not in str(queries.draft_of(SEPTEMBER))


def test_a_draft_costs_the_same_for_one_line_and_for_many(september, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        queries.draft_of(SEPTEMBER)


def test_the_house_drafts_a_month_that_is_over(september, clerk, run_jobs):
    from hehuo.core.jobs import queue

    queue.enqueue("books.draft")
    run_jobs()
    account = queries.month_account(SEPTEMBER)
    assert (account.state, queries.account_of(account)) == (MonthState.DRAFT, queries.draft_of(SEPTEMBER))
    assert "close_month" in [duty.act for duty in duties.todo_of(clerk)]


def test_closing_freezes_and_seals(closed, clerk, secretary):
    assert (closed.state, closed.account) == (MonthState.CLOSED, queries.draft_of(SEPTEMBER))
    assert queries.is_as_closed(closed)
    seal = seals.seal_by_code(closed.seal_code)
    assert (seals.check_seal(seal), seals.verify()) == ([], [])
    assert list(queries.months_under(closed.seal_code)) == [closed]
    assert seals.seal_of_thing(closed.id, "books.month_closed") == seal
    assert "post_month" in [duty.act for duty in duties.todo_of(secretary)]
    assert actions.close_month(actor=clerk, month=SEPTEMBER).pk == closed.pk


def test_after_the_close_only_a_later_reversal_puts_it_right(closed, clerk, grant_line, worker, secretary):
    bench = Voucher.objects.get(what="东风路口休闲椅 4 把")
    request = actions.request_money(actor=worker, line=grant_line, fen=5, what="补记", party="x")
    actions.approve_request(actor=secretary, request=request)
    with pytest.raises(Refused, match="已经结了"), transaction.atomic():
        actions.settle_request(actor=clerk, request=request, on=date(2024, 9, 30))
    with pytest.raises(Refused, match="已经结了"), transaction.atomic():
        funds.reverse_voucher(actor=clerk, voucher=bench, reason="重复付款", on=date(2024, 9, 30))
    funds.reverse_voucher(actor=clerk, voucher=bench, reason="重复付款")
    assert queries.is_as_closed(closed)
    october = queries.draft_of(date(2024, 10, 1))
    (fiscal,) = [pot for pot in october["pots"] if pot["name"] == "社区经费"]
    assert (fiscal["opening"], fiscal["spent"], fiscal["closing"]) == (564_000, -236_000, 800_000)


def test_a_change_behind_the_program_is_seen(closed):
    Voucher.objects.filter(what="东风路口休闲椅 4 把").update(proof="三家比价")
    assert not queries.is_as_closed(closed)


def test_a_month_is_closed_when_it_is_over_and_in_its_turn(september, clerk, worker):
    with clock.stopped(clock.at(date(2024, 9, 30), 23)), pytest.raises(Refused, match="还没有过完"):
        actions.close_month(actor=clerk, month=SEPTEMBER)
    with clock.stopped(clock.at(date(2024, 11, 2))), pytest.raises(Refused, match="2024-09 的账还没有结"):
        actions.close_month(actor=clerk, month=date(2024, 10, 1))
    with pytest.raises(Refused, match="收款付款"):
        actions.close_month(actor=worker, month=SEPTEMBER)


def test_another_posts_it_for_fifteen_days(posted, clerk, closed):
    posting = posted.posting
    assert (posting.kind, posting.title, posting.seal_code) == ("account", "2024 年 9 月收支公示", closed.seal_code)
    assert (posting.days, posting.posted_on, posting.ends_on >= date(2024, 10, 20)) == (15, date(2024, 10, 5), True)
    assert posting.body["table"]["rows"][1] == ["社区经费", "0.00", "8,000.00", "2,360.00", "5,640.00", 2]
    assert list(queries.posted_months()) == [posted]
    with pytest.raises(Refused, match="公布"):
        actions.post_month(actor=clerk, account=closed)


def test_it_is_posted_once_and_never_shorter_than_the_law(closed, secretary):
    with pytest.raises(Refused, match="至少公示"):
        actions.post_month(actor=secretary, account=closed, days=5)
    actions.post_month(actor=secretary, account=closed)
    with pytest.raises(Conflict):
        actions.post_month(actor=secretary, account=closed)


def test_the_table_refuses_one_human_who_closes_and_posts(posted):
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthAccount.objects.update(closed_by=posted.posted_by)


def test_every_line_can_be_asked_about_and_is_answered_in_public(posted, resident, clerk):
    line = posted.account["pots"][1]["out"][0]
    asked = postings.ask(
        actor=resident,
        about_kind="ledger.transaction",
        about_id=line["id"],
        text="椅子怎么选的？",
        posting=posted.posting,
    )
    postings.answer_question(actor=clerk, question=asked, text="两家比价，选低的一家。")
    assert [one.answer for one in board.questions_to(posted.posting)] == ["两家比价，选低的一家。"]
    assert board.response_since(datetime(2024, 10, 1, tzinfo=clock.CHINA)).answered == 1


def test_the_journey_goes_from_the_agreement_to_the_paper(posted, agreement, approved):
    kinds = {thing.kind for thing in threads.later_of(agreement.id)}
    assert kinds == {
        "books.turnover", "funds.due", "ledger.transaction", "books.monthaccount", "postings.posting"
    }  # fmt: skip
    assert pots.dues_about(approved.id).get() == approved.due


def test_drafting_twice_is_the_same_as_once(haiwan, october):
    first, again = (actions.draft_month(month=date(2024, 9, 17)) for _ in range(2))
    assert (first.pk, again.month, MonthAccount.objects.count()) == (again.pk, SEPTEMBER, 1)
