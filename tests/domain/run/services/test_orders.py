"""Orders: by phone or at the desk, accepted, done with a photo, rated, cancelled; complaints; the month's share."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.files.queries import files_of
from hehuo.domain.ground.funds.models import Due
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.services import actions, queries
from hehuo.domain.run.services.kinds import Channel, OrderState
from hehuo.domain.run.services.models import Order
from hehuo.domain.run.services.queries import Use

pytestmark = pytest.mark.django_db

TOMORROW = clock.at(date(2024, 7, 16), 10)


@pytest.fixture
def ordered(resident, unblocking):
    return actions.place_order(actor=resident, item=unblocking, at=TOMORROW, where="3-2-502", quantity=2)


@pytest.fixture
def finish(partner, photo):
    def make(order, **changes):
        actions.accept_order(actor=partner, order=order)
        photo.seek(0)
        with clock.stopped(order.at + timedelta(hours=1)):
            return actions.finish_order(actor=partner, order=order, photos=[photo], **changes)

    return make


def test_a_resident_orders_on_the_phone_and_the_partner_is_asked(ordered, partner):
    assert (ordered.number, ordered.fen, ordered.channel) == ("2024-0001", 11800, Channel.PHONE)
    duty = duties.open_duty(ordered.id, "accept_order")
    assert (duty.person, str(duty)) == (partner, "接单：厨房下水疏通")


def test_the_desk_orders_for_a_resident_and_a_neighbour_does_not(worker, resident, somebody, unblocking):
    order = actions.place_order(actor=worker, person=resident, item=unblocking, at=TOMORROW)
    assert (order.person, order.ordered_by, order.channel) == (resident, worker, Channel.DESK)
    with pytest.raises(Refused, match="服务台"):
        actions.place_order(actor=somebody("邻居"), person=resident, item=unblocking, at=TOMORROW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"at": clock.at(date(2024, 7, 14), 9)}, "at"), ({"at": clock.at(date(2025, 7, 14), 9)}, "at"),
     ({"quantity": 0}, "quantity"), ({"quantity": 1000}, "quantity")],
)  # fmt: skip
def test_a_time_or_a_quantity_that_cannot_be_is_named(resident, unblocking, changes, field):
    with pytest.raises(Invalid) as refused:
        actions.place_order(**{"actor": resident, "item": unblocking, "at": TOMORROW, **changes})
    assert refused.value.field == field


def test_a_double_tap_orders_once_and_a_withdrawn_service_is_not_ordered(resident, worker, unblocking):
    key = ids.uuid7()
    one = actions.place_order(actor=resident, item=unblocking, at=TOMORROW, key=key)
    assert actions.place_order(actor=resident, item=unblocking, at=TOMORROW, key=key) == one
    actions.end_price(actor=worker, item=unblocking)
    unblocking.refresh_from_db()
    with pytest.raises(Refused, match="现在不提供了"):
        actions.place_order(actor=resident, item=unblocking, at=TOMORROW)


def test_accepted_at_another_time_done_with_a_photo_and_rated(ordered, partner, resident, photo):
    later = TOMORROW + timedelta(hours=3)
    order = actions.accept_order(actor=partner, order=ordered, at=later)
    assert (order.state, order.at) == (OrderState.ACCEPTED, later)
    with pytest.raises(Refused, match="还没到那一天"):
        actions.finish_order(actor=partner, order=order, photos=[photo])
    with clock.stopped(later):
        with pytest.raises(Invalid, match="拍一张"):
            actions.finish_order(actor=partner, order=order, photos=[])
        order = actions.finish_order(actor=partner, order=order, photos=[photo], quantity=3)
    assert (order.fen, order.done_on, files_of(order.id).count()) == (17700, date(2024, 7, 16), 1)
    assert duties.duties_about(order.id).filter(done_at=None).count() == 0
    assert [str(each) for each in Message.objects.filter(person=resident).values_list("subject", flat=True)] != []
    order = actions.rate_order(actor=resident, order=order, stars=5, said="干净")
    assert actions.rate_order(actor=resident, order=order, stars=4).stars == 4
    for wrong in (0, 6):
        with pytest.raises(Invalid):
            actions.rate_order(actor=resident, order=order, stars=wrong)


def test_nobody_rates_their_own_work_and_nothing_before_it_is_done(ordered, partner, resident, worker):
    for actor in (partner, worker):
        with pytest.raises(Refused):
            actions.rate_order(actor=actor, order=ordered, stars=5)
    with pytest.raises(Refused, match="做完了再打分"):
        actions.rate_order(actor=resident, order=ordered, stars=5)


def test_a_stranger_neither_accepts_nor_cancels(ordered, somebody):
    stranger = somebody("路人")
    with pytest.raises(Refused):
        actions.accept_order(actor=stranger, order=ordered)
    with pytest.raises(Refused):
        actions.cancel_order(actor=stranger, order=ordered, why="不喜欢")


def test_cancelled_with_a_reason_by_either_side(ordered, resident, partner):
    with pytest.raises(Invalid):
        actions.cancel_order(actor=resident, order=ordered, why=" ")
    order = actions.cancel_order(actor=resident, order=ordered, why="自己通了")
    assert (order.state, Message.objects.filter(person=partner).count()) == (OrderState.CANCELLED, 1)
    assert duties.open_duty(order.id, "accept_order") is None
    with pytest.raises(Refused):
        actions.cancel_order(actor=partner, order=order, why="晚了")
    with pytest.raises(Conflict):
        actions.accept_order(actor=partner, order=order)


def test_a_complaint_goes_to_the_office_within_three_working_days(ordered, finish, resident, partner, worker):
    with pytest.raises(Refused, match="还没有人接"):
        actions.complain(actor=resident, order=ordered, words="没人来")
    order = finish(ordered)
    with pytest.raises(Refused):
        actions.complain(actor=partner, order=order, words="居民不好")
    complaint = actions.complain(actor=resident, order=order, words="第二天又堵了")
    assert complaint.due_on == date(2024, 7, 18)
    assert duties.open_duty(complaint.id, "answer_complaint").power == Power.ANSWER_QUESTIONS
    with pytest.raises(Conflict):
        actions.complain(actor=resident, order=order, words="还堵")
    for actor in (partner, resident):
        with pytest.raises(Refused):
            actions.answer_complaint(actor=actor, complaint=complaint, answer="没事")
    complaint = actions.answer_complaint(actor=worker, complaint=complaint, answer="明天上门返工，不收钱")
    assert (complaint.answered_by, queries.open_complaints().count()) == (worker, 0)
    with pytest.raises(Conflict):
        actions.answer_complaint(actor=worker, complaint=complaint, answer="再答")


def test_person_times_and_persons_are_kept_apart_and_a_merged_person_is_one(
    unblocking, resident, somebody, finish, signed
):
    again = Person.objects.create(name="吴秀兰", merged_into=resident)
    other = somebody("梁伯")
    for person in (resident, again, other, resident):
        order = actions.place_order(actor=resident, item=unblocking, at=TOMORROW)
        Order.objects.filter(pk=order.pk).update(person=person)
        finish(order)
    actions.rate_order(actor=resident, order=order, stars=4)
    assert queries.use_of(2024) == [
        Use(
            signed.id,
            signed.partner.name,
            "厨房下水疏通",
            times=4,
            persons=2,
            free_times=0,
            fen=23600,
            rated=1,
            stars=4,
        )
    ]
    assert (queries.persons_in(2024), queries.use_of(2023), queries.done_in(2024).count()) == (2, [], 4)


def test_the_months_orders_become_a_turnover_and_its_share_a_due(ordered, finish, signed, worker, somebody):
    partner = signed.partner.contact
    finish(ordered)
    with pytest.raises(Refused, match="还没有过完"):
        actions.declare_orders(actor=partner, agreement=signed, month=date(2024, 7, 1))
    with clock.stopped(clock.at(date(2024, 8, 2), 9)):
        assert queries.months_to_declare(signed) == [(date(2024, 7, 1), 1, 11800)]
        turnover = actions.declare_orders(actor=partner, agreement=signed, month=date(2024, 7, 1))
        assert (turnover.fen, turnover.share_fen) == (11800, 1770)
        assert queries.months_to_declare(signed) == []
        books.confirm_turnover(actor=partner, turnover=turnover)
        books.request_share(actor=worker, turnover=turnover)
        books.approve_share(actor=somebody("苏丽", Role.SECRETARY), turnover=turnover)
        due = Due.objects.get()
        assert (due.fen, due.received_fen, due.fund) == (1770, 0, signed.fund)
        with pytest.raises(Refused, match="没有收钱的单子"):
            actions.declare_orders(actor=partner, agreement=signed, month=date(2024, 6, 1))
