"""Give and take: each kind in its own unit, confirmed by the other side, undone by reversal, reminded of once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties_actions
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.ledger import proof
from hehuo.domain.ground.ledger.kinds import UNITS, UnitKind
from hehuo.domain.run.exchanges import actions, queries
from hehuo.domain.run.exchanges.kinds import KINDS, DeliveryState, Kind, PromiseState, say_amount
from hehuo.domain.run.exchanges.models import Delivery, Exchange, Tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def hours(worker, exchange):
    """An hour and a half of the venue, noted by the office."""
    return actions.note_delivery(actor=worker, exchange=exchange, kind=Kind.VENUE, amount=90, what="一楼活动室")


@pytest.fixture
def promise(worker, exchange):
    return actions.pledge(
        actor=worker, exchange=exchange, kind=Kind.FREE_EVENTS, amount=2, what="免费活动", due_on=date(2024, 12, 31)
    )


def amounts(exchange):
    balance = queries.balance_of(exchange)
    return {line.kind: line.given.amount for line in (*balance.community, *balance.partner)}


def test_every_kind_has_an_off_book_unit_of_its_own():
    units = [data.unit for data in KINDS.values()]
    assert len(set(units)) == len(Kind)
    assert {UNITS[unit].kind for unit in units} == {UnitKind.OFF_BOOK}


@pytest.mark.parametrize(
    ("kind", "amount", "said"),
    [(Kind.VENUE, 90, "1.5 小时"), (Kind.VENUE, 12000, "200 小时"), (Kind.FITTING, 3_600_050, "36,000.50 元"),
     (Kind.FREE_PLACES, 8, "8 个"), (Kind.FREE_EVENTS, 12, "12 场")],
)  # fmt: skip
def test_amounts_are_said_in_their_own_words(kind, amount, said):
    assert say_amount(kind, amount) == said


def test_what_one_side_notes_the_other_confirms(exchange, hours, worker, partner, secretary):
    assert amounts(exchange) == {Kind.VENUE: 0}
    assert duties.open_duty(hours.id, "confirm_delivery").person == partner
    for own in (worker, secretary):
        with pytest.raises(Refused, match="要由对方来确认"):
            actions.confirm_delivery(actor=own, delivery=hours)
    delivery = actions.confirm_delivery(actor=partner, delivery=hours)
    assert (delivery.state, amounts(exchange)) == (DeliveryState.CONFIRMED, {Kind.VENUE: 90})
    with pytest.raises(Conflict):
        actions.confirm_delivery(actor=partner, delivery=hours)
    assert list(proof.faults()) == []


def test_the_partner_notes_and_the_office_confirms(exchange, worker, partner):
    delivery = actions.note_delivery(
        actor=partner, exchange=exchange, kind=Kind.FITTING, amount=3_600_000, what="装修、图书角"
    )
    assert duties.open_duty(delivery.id, "confirm_delivery").power == Power.RUN_RECRUITMENT
    with pytest.raises(Refused):
        actions.confirm_delivery(actor=partner, delivery=delivery)
    actions.confirm_delivery(actor=worker, delivery=delivery)
    assert amounts(exchange) == {Kind.FITTING: 3_600_000}


def test_nothing_of_it_is_in_any_pot_of_money(exchange, worker, partner, signed):
    before = signed.fund.money.balance
    delivery = actions.note_delivery(actor=partner, exchange=exchange, kind=Kind.FITTING, amount=100, what="油漆")
    actions.confirm_delivery(actor=worker, delivery=delivery)
    signed.fund.money.refresh_from_db()
    assert signed.fund.money.balance == before
    assert set(Tally.objects.values_list("given__unit", flat=True)) == {"fitting_fen"}
    assert funds.funds().count() == 1


def test_a_return_says_why_and_counts_nothing(exchange, hours, partner):
    with pytest.raises(Invalid):
        actions.return_delivery(actor=partner, delivery=hours, why="")
    delivery = actions.return_delivery(actor=partner, delivery=hours, why="那天门锁着")
    assert (delivery.state, amounts(exchange)) == (DeliveryState.RETURNED, {})


def test_a_reversal_undoes_it_once_and_by_the_other_side(exchange, hours, worker, partner):
    actions.confirm_delivery(actor=partner, delivery=hours)
    with pytest.raises(Refused):
        actions.reverse_delivery(actor=worker, delivery=hours, why="记错了")
    delivery = actions.reverse_delivery(actor=partner, delivery=hours, why="记错了房间")
    assert (delivery.state, amounts(exchange), Delivery.objects.count()) == (DeliveryState.REVERSED, {}, 1)
    with pytest.raises(Refused):
        actions.reverse_delivery(actor=partner, delivery=hours, why="再冲")
    assert list(proof.faults()) == []


def test_a_promise_is_kept_when_all_of_it_came_and_open_again_when_it_is_undone(exchange, promise, worker, partner):
    for number in range(2):
        delivery = actions.note_delivery(
            actor=partner,
            exchange=exchange,
            kind=Kind.FREE_EVENTS,
            amount=1,
            what=f"第 {number + 1} 场",
            pledge=promise,
        )
        actions.confirm_delivery(actor=worker, delivery=delivery)
        promise.refresh_from_db()
        assert promise.state == (PromiseState.KEPT if number else PromiseState.OPEN)
    actions.reverse_delivery(actor=worker, delivery=delivery, why="没有办成")
    promise.refresh_from_db()
    assert promise.state == PromiseState.OPEN
    assert queries.balance_of(exchange).partner[0].open.amount == 1


def test_what_is_due_is_reminded_of_once_for_ever(exchange, promise, partner):
    assert actions.remind_due() == 0
    with clock.stopped(clock.at(date(2024, 12, 18), 8)):
        assert (actions.remind_due(), actions.remind_due()) == (1, 0)
        assert duties.open_duty(promise.id, "keep_pledge").person == partner
    with clock.stopped(clock.at(date(2024, 12, 17), 8)):  # the clock was set back
        assert actions.remind_due() == 0
    with clock.stopped(clock.at(date(2025, 1, 2), 8)):
        assert actions.remind_due() == 0
        duties_actions.tell_late()
        assert duties_actions.tell_late() == 0
        assert duties.open_duty(promise.id, "keep_pledge").told_late_at is not None
        assert queries.balance_of(exchange).partner[0].late is True
    assert Duty.objects.filter(act="keep_pledge").count() == 1


def test_the_remind_job_runs_by_itself(promise, run_jobs):
    from hehuo.domain.run.exchanges.tasks import remind_due

    with clock.stopped(clock.at(date(2024, 12, 20), 8)):
        remind_due()
    assert Duty.objects.filter(act="keep_pledge").count() == 1


def test_a_promise_that_no_longer_counts_stays_with_its_reason(exchange, promise, worker, partner):
    with pytest.raises(Refused):
        actions.drop_pledge(actor=partner, pledge=promise, why="不办了")
    with pytest.raises(Invalid):
        actions.drop_pledge(actor=worker, pledge=promise, why=" ")
    actions.drop_pledge(actor=worker, pledge=promise, why="双方改成两场义诊")
    assert list(queries.pledges_of(exchange)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"amount": 0}, "amount"), ({"what": " "}, "what"), ({"on": date(2024, 7, 16)}, "on")],
)
def test_what_cannot_be_noted_is_named(exchange, worker, changes, field):
    said = {"actor": worker, "exchange": exchange, "kind": Kind.VENUE, "amount": 60, "what": "活动室"}
    with pytest.raises(Invalid) as refused:
        actions.note_delivery(**{**said, **changes})
    assert refused.value.field == field


def test_a_delivery_is_of_the_kind_that_was_promised(exchange, promise, worker):
    with pytest.raises(Invalid, match="不是同一样东西"):
        actions.note_delivery(actor=worker, exchange=exchange, kind=Kind.VENUE, amount=1, what="房", pledge=promise)


def test_a_share_is_read_from_the_books_and_not_noted_twice(exchange, worker, partner):
    for actor in (worker, partner):
        with pytest.raises(Refused, match="看账本"):
            actions.note_delivery(actor=actor, exchange=exchange, kind=Kind.SHARE, amount=100, what="让利")
    assert queries.share_received(exchange.agreement) == 0


def test_a_promise_lies_in_the_term_and_a_stranger_does_nothing(exchange, hours, worker, resident, draft):
    with pytest.raises(Invalid, match="期限"):
        actions.pledge(actor=worker, exchange=exchange, kind=Kind.VENUE, amount=60, what="房", due_on=date(2030, 1, 1))
    for act in (
        lambda: actions.open_exchange(actor=resident, agreement=draft),
        lambda: actions.note_delivery(actor=resident, exchange=exchange, kind=Kind.VENUE, amount=1, what="房"),
        lambda: actions.confirm_delivery(actor=resident, delivery=hours),
    ):
        with pytest.raises(Refused):
            act()


def test_one_account_an_agreement_and_a_double_tap_opens_one(worker, partner, signed):
    with pytest.raises(Refused, match="由社区来开"):
        actions.open_exchange(actor=partner, agreement=signed)
    key = ids.uuid7()
    one = actions.open_exchange(actor=worker, agreement=signed, key=key)
    assert actions.open_exchange(actor=worker, agreement=signed, key=key) == one
    with pytest.raises(Conflict):
        actions.open_exchange(actor=worker, agreement=signed)
    assert list(queries.without_account()) == []
    assert Exchange.objects.get().title == signed.subject


def test_the_table_itself_refuses_one_human_on_both_sides(hours):
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=hours.pk).update(confirmed_by=hours.noted_by)


def test_a_year_holds_what_was_due_and_given_in_it(exchange, promise, hours, partner):
    actions.confirm_delivery(actor=partner, delivery=hours)
    year, next_year = queries.balance_in(exchange, 2024), queries.balance_in(exchange, 2025)
    assert (year.community[0].given.amount, year.partner[0].promised.amount) == (90, 2)
    assert (next_year.community, next_year.partner) == ([], [])
    assert queries.years_of(exchange) == [2024]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["keep", "undo", "return"]), st.integers(1, 500)), max_size=8))
def test_the_balance_is_what_stands_confirmed_whatever_was_done(exchange, worker, partner, steps):
    with transaction.atomic():
        for fate, amount in steps:
            noted = actions.note_delivery(
                actor=worker, exchange=exchange, kind=Kind.VENUE, amount=amount, what="活动室"
            )
            if fate == "return":
                actions.return_delivery(actor=partner, delivery=noted, why="不是")
                continue
            actions.confirm_delivery(actor=partner, delivery=noted)
            if fate == "undo":
                actions.reverse_delivery(actor=partner, delivery=noted, why="记错了")
        standing = sum(amount for fate, amount in steps if fate == "keep")
        assert amounts(exchange).get(Kind.VENUE, 0) == standing
        transaction.set_rollback(True)
