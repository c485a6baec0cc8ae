"""What was promised and what came: each kind in its unit, by two sides, money only as booked, nothing counted twice."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.partners.kinds import Contribution
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.run.contributions import actions, queries
from hehuo.domain.run.contributions.kinds import say_amount
from hehuo.domain.run.contributions.models import Delivery
from hehuo.domain.run.exchanges import actions as exchanges
from hehuo.domain.run.exchanges.kinds import Kind, PromiseState

pytestmark = pytest.mark.django_db
DUE = date(2024, 9, 30)


def pledge(worker, agreement, kind=Contribution.GOODS, amount=50, **said):
    said = {"what": "绘本", "due_on": DUE, **said}
    return actions.pledge_contribution(actor=worker, agreement=agreement, kind=kind, amount=amount, **said)


def note(actor, agreement, promise=None, amount=20, kind=Contribution.GOODS):
    return actions.note_contribution(
        actor=actor, agreement=agreement, kind=kind, amount=amount, what="第一批绘本", pledge=promise
    )


def said(agreement):
    return [(line.kind, line.given_words, line.promised_words) for line in queries.lines_of(agreement.partner)]


@pytest.mark.parametrize(
    ("kind", "amount", "words"),
    [(Contribution.MONEY, 500000, "5,000.00 元"), (Contribution.SKILL, 90, "1.5 小时"),
     (Contribution.HANDS, 12, "12 人次"), (Contribution.GOODS, 0, "—")],
)  # fmt: skip
def test_amounts_are_said_in_their_own_unit_and_nothing_is_a_dash(kind, amount, words):
    assert say_amount(kind, amount) == words


def test_what_one_side_notes_counts_when_the_other_says_so(worker, partner, signed):
    promise = pledge(worker, signed)
    delivery = note(partner, signed, promise)
    assert said(signed) == [(Contribution.GOODS, "—", "50 件")]
    with pytest.raises(Refused, match="对方来确认"):
        actions.confirm_contribution(actor=partner, delivery=delivery)
    actions.confirm_contribution(actor=worker, delivery=delivery)
    assert said(signed) == [(Contribution.GOODS, "20 件", "50 件")]


def test_a_promise_is_kept_when_all_came_and_open_again_when_some_is_taken_back(worker, partner, signed):
    promise = pledge(worker, signed)
    delivery = actions.confirm_contribution(actor=partner, delivery=note(worker, signed, promise, amount=50))
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    with pytest.raises(Refused):
        actions.reverse_contribution(actor=worker, delivery=delivery, why="自己冲自己的")
    actions.reverse_contribution(actor=partner, delivery=delivery, why="数错了")
    promise.refresh_from_db()
    assert (promise.state, said(signed)) == (PromiseState.OPEN, [(Contribution.GOODS, "—", "50 件")])


def test_what_was_not_so_goes_back_with_the_reason(worker, partner, signed):
    delivery = note(partner, signed)
    with pytest.raises(Invalid, match="为什么"):
        actions.return_contribution(actor=worker, delivery=delivery, why=" ")
    actions.return_contribution(actor=worker, delivery=delivery, why="没收到")
    assert said(signed) == []


def test_money_is_never_typed(worker, signed):
    promise = pledge(worker, signed, Contribution.MONEY, 500000)
    with pytest.raises(Invalid, match="以账本为准"):
        note(worker, signed, promise, 500000, Contribution.MONEY)
    assert said(signed) == [(Contribution.MONEY, "—", "5,000.00 元")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(
            agreement=signed, kind=Contribution.MONEY, amount=1, what="现金", on=DUE, noted_side="partner",
            noted_by=worker,
        )  # fmt: skip


@pytest.fixture
def free_event(worker, partner, exchange):
    """One free event, in the give-and-get account already."""
    entry = exchanges.note_delivery(actor=partner, exchange=exchange, kind=Kind.FREE_EVENTS, amount=1, what="亲子手工")
    return exchanges.confirm_delivery(actor=worker, delivery=entry)


def test_what_the_exchange_counts_is_tied_once_and_not_counted_again(worker, partner, signed, free_event):
    promise = pledge(worker, signed, Contribution.SKILL, 120)
    (record,) = queries.records_for(signed)
    with pytest.raises(Invalid, match="哪一条约定"):
        actions.tie_record(actor=partner, agreement=signed, record=record)
    tied = actions.tie_record(actor=partner, agreement=signed, record=record, pledge=promise)
    with pytest.raises(Conflict, match="不能算两次"):
        actions.tie_record(actor=partner, agreement=signed, record=record, pledge=promise)
    assert queries.records_for(signed) == []
    actions.confirm_contribution(actor=worker, delivery=tied)
    promise.refresh_from_db()
    (line,) = queries.lines_of(signed.partner)
    assert (promise.state, line.given, line.promised, line.elsewhere) == (PromiseState.KEPT, 0, 0, 1)


def test_a_late_promise_rings_once_with_its_partner(worker, partner, signed):
    promise = pledge(worker, signed)
    rung = []
    for day in (DUE, DUE + timedelta(days=1), DUE, DUE + timedelta(days=40)):  # the clock goes back once
        with clock.stopped(clock.at(day, 9)):
            rung.append(actions.ring_late())
    assert rung == [0, 1, 0, 0]
    assert [(duty.act, duty.person) for duty in duties.duties_about(promise.id)] == [("keep_contribution", partner)]


def test_a_promise_is_the_agreements_and_may_be_dropped_with_a_reason(worker, partner, signed, resident):
    with pytest.raises(Refused, match="社区照协议写"):
        pledge(partner, signed)
    with pytest.raises(Refused):
        pledge(resident, signed)
    with pytest.raises(Invalid, match="期限里"):
        pledge(worker, signed, due_on=date(2030, 1, 1))
    actions.drop_contribution(actor=worker, pledge=pledge(worker, signed), why="改成义诊")
    assert said(signed) == []


def test_neither_nothing_nor_tomorrow_nor_another_kind(worker, signed):
    promise = pledge(worker, signed)
    with pytest.raises(Invalid, match="大于零"):
        note(worker, signed, amount=0)
    with pytest.raises(Invalid, match="同一样东西"):
        note(worker, signed, promise, kind=Contribution.NEWS)
    with pytest.raises(Invalid, match="还没到"):
        actions.note_contribution(
            actor=worker, agreement=signed, kind=Contribution.GOODS, amount=1, what="绘本",
            on=clock.today() + timedelta(days=1),
        )  # fmt: skip
