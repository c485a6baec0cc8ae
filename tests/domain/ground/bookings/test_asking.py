"""Residents ask for a room: by rule within the quota, else by a worker's yes; whoever waits is told once, in order."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.ids import uuid7
from hehuo.domain.ground.bookings import actions, queries
from hehuo.domain.ground.bookings.kinds import Approval, AskState
from hehuo.domain.ground.bookings.models import Ask
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience, BookingState
from hehuo.domain.ground.spaces.models import Booking, Slot

WEDNESDAY = date(2026, 12, 2)
EVENING = {"starts_at": clock.at(WEDNESDAY, 19), "ends_at": clock.at(WEDNESDAY, 20)}


def ask(person, room, day=WEDNESDAY, start=19, end=20, **more):
    return actions.ask(
        actor=person, space=room, starts_at=clock.at(day, start), ends_at=clock.at(day, end),
        **{"purpose": "读书会", **more},
    )  # fmt: skip


def subjects(person):
    return [str(message.subject) for message in Message.objects.filter(person=person).order_by("id")]


def test_a_resident_within_the_quota_has_it_at_once(room, neighbours) -> None:
    asked = ask(neighbours[0], room)
    assert (asked.state, asked.booking.state, Slot.objects.count()) == (AskState.GRANTED, BookingState.BOOKED, 4)
    assert Duty.objects.filter(done_at=None).count() == 0


def test_two_taps_are_one_ask(room, neighbours) -> None:
    key = uuid7()
    assert ask(neighbours[0], room, key=key) == ask(neighbours[0], room, key=key)
    assert Booking.objects.count() == 1


def test_beyond_the_quota_a_worker_says_and_the_place_is_held_meanwhile(room, neighbours, worker) -> None:
    actions.set_terms(actor=worker, space=room, week_quota=1)
    ask(neighbours[0], room)
    second = ask(neighbours[0], room, day=date(2026, 12, 3))
    assert (second.state, second.booking.state) == (AskState.ASKED, BookingState.HELD)
    with pytest.raises(Conflict):
        ask(neighbours[1], room, day=date(2026, 12, 3))
    granted = actions.grant(actor=worker, asked=second)
    assert (granted.state, granted.decided_by) == (AskState.GRANTED, worker)
    assert subjects(neighbours[0]) == ["阅览室订好了"]
    assert Duty.objects.filter(done_at=None).count() == 0


def test_a_stranger_to_the_roll_and_a_room_kept_by_the_office_wait_for_a_worker(
    room, neighbours, somebody, worker
) -> None:
    assert ask(somebody("过路人"), room).state == AskState.ASKED
    actions.set_terms(actor=worker, space=room, approval=Approval.BY_WORKER)
    assert ask(neighbours[0], room, start=20, end=21).state == AskState.ASKED


def test_nobody_decides_on_their_own_ask(room, worker, secretary, neighbours) -> None:
    asked = ask(worker, room)
    assert asked.state == AskState.ASKED
    with pytest.raises(Refused, match="请另一位来审"):
        actions.grant(actor=worker, asked=asked)
    with pytest.raises(Refused):
        actions.grant(actor=neighbours[0], asked=asked)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.filter(pk=asked.pk).update(decided_by=worker)


def test_a_refusal_says_why_and_frees_the_place(room, somebody, worker) -> None:
    asked = ask(somebody("过路人"), room)
    with pytest.raises(Invalid, match="为什么"):
        actions.refuse(actor=worker, asked=asked, reason=" ")
    refused = actions.refuse(actor=worker, asked=asked, reason="当晚消防检查")
    assert (refused.state, Slot.objects.count()) == (AskState.REFUSED, 0)
    assert subjects(asked.person) == ["阅览室没能订给您"]


@pytest.mark.parametrize(
    ("more", "why"),
    [({"people": 30}, "坐 12 人"), ({"day": date(2027, 6, 1)}, "60 天以内"), ({"start": 8, "end": 9}, "不在里面")],
)
def test_what_cannot_be_had_is_refused_with_the_reason(room, neighbours, more, why) -> None:
    with pytest.raises(Refused, match=why):
        ask(neighbours[0], room, **more)


def test_who_has_moved_away_is_refused(room, neighbours) -> None:
    neighbours[0].left_on = date(2026, 11, 1)
    with pytest.raises(Refused, match="已经搬走"):
        ask(neighbours[0], room)


def test_whoever_waits_is_offered_the_place_in_order_and_told_once(room, neighbours) -> None:
    first, second, third = neighbours
    booked = ask(first, room)
    with pytest.raises(Conflict, match="已有人订"):
        ask(second, room)
    line = [ask(second, room, waits=True), ask(third, room, waits=True)]
    assert [queries.place_in_line(each) for each in line] == [1, 2]
    with pytest.raises(Conflict, match="已经在排"):
        ask(second, room, waits=True)
    actions.withdraw(actor=first, asked=booked)
    states = [Ask.objects.get(pk=each.pk).state for each in line]
    assert states == [AskState.OFFERED, AskState.WAITING]
    assert (subjects(second), subjects(third)) == (["阅览室空出来了，轮到您"], [])
    with pytest.raises(Refused, match="留给别人"):
        actions.take_offer(actor=third, asked=line[0])
    assert actions.take_offer(actor=second, asked=line[0]).state == AskState.GRANTED
    assert (subjects(second), subjects(third)) == (["阅览室空出来了，轮到您"], [])


def test_an_offer_nobody_takes_goes_on_when_its_time_is_over(room, neighbours) -> None:
    first, second, third = neighbours
    booked = ask(first, room, day=WEDNESDAY + timedelta(days=5))
    line = [ask(each, room, day=WEDNESDAY + timedelta(days=5), waits=True) for each in (second, third)]
    actions.withdraw(actor=first, asked=booked)
    assert actions.keep_time() == 0
    with clock.stopped(clock.at(WEDNESDAY, 9)):
        assert actions.keep_time() == 1
        assert [Ask.objects.get(pk=each.pk).state for each in line] == [AskState.LAPSED, AskState.OFFERED]
        with pytest.raises(Refused, match="留着的时间过了"):
            actions.take_offer(actor=second, asked=line[0])
        assert actions.keep_time() == 0
    assert subjects(second) == ["阅览室空出来了，轮到您", "阅览室没有订上"]
    assert subjects(third) == ["阅览室空出来了，轮到您"]


def test_what_the_office_cancels_goes_to_whoever_waits(room, neighbours, worker) -> None:
    office = spaces.book(actor=worker, space=room, audience=Audience.OFFICE, purpose="培训", **EVENING)
    waiting = ask(neighbours[0], room, waits=True)
    actions.cancel(actor=worker, booking=office)
    assert Ask.objects.get(pk=waiting.pk).state == AskState.OFFERED


def test_a_room_nobody_comes_to_is_free_again_after_its_minutes(room, neighbours, worker) -> None:
    actions.set_terms(actor=worker, space=room, release_minutes=15)
    came, stayed_away = ask(neighbours[0], room), ask(neighbours[1], room, start=20, end=21)
    with clock.stopped(clock.at(WEDNESDAY, 19, 5)):
        spaces.say_here(actor=neighbours[0], booking=came.booking)
        with pytest.raises(Refused, match="别人订的"):
            spaces.say_here(actor=neighbours[1], booking=came.booking)
        with pytest.raises(Refused, match="还没到时间"):
            spaces.say_here(actor=neighbours[1], booking=stayed_away.booking)
    with clock.stopped(clock.at(WEDNESDAY, 20, 15)):
        assert (actions.keep_time(), actions.keep_time()) == (1, 0)
        assert [each.state for each in Booking.objects.order_by("starts_at")] == ["booked", "unused"]
        assert ask(neighbours[2], room, start=20, end=21, day=date(2026, 12, 3)).state == AskState.GRANTED
    assert subjects(neighbours[1]) == ["阅览室让给别人了"]
    assert queries.times_in(room, neighbours[1], WEDNESDAY) == (1, 1)


def test_a_move_frees_the_old_time_for_whoever_waits(room, neighbours) -> None:
    booked = ask(neighbours[0], room)
    waiting = ask(neighbours[1], room, waits=True)
    actions.move(
        actor=neighbours[0], booking=booked.booking, space=room, starts_at=clock.at(date(2026, 12, 4), 19),
        ends_at=clock.at(date(2026, 12, 4), 20),
    )  # fmt: skip
    assert Ask.objects.get(pk=booked.pk).starts_at == clock.at(date(2026, 12, 4), 19)
    assert Ask.objects.get(pk=waiting.pk).state == AskState.OFFERED


def test_a_yes_to_one_time_is_no_yes_to_another(room, neighbours, worker) -> None:
    actions.set_terms(actor=worker, space=room, week_quota=1, days_ahead=30)
    hall = spaces.open_space(actor=worker, name="礼堂", seats=4)
    spaces.set_opening(
        actor=worker, space=hall, audience=Audience.RESIDENT, weekdays="1234567", from_time=time(18), to_time=time(21)
    )  # fmt: skip
    first, second = ask(neighbours[0], room, people=6), ask(neighbours[0], room, day=date(2026, 12, 8))

    def move(asked, by, to, day):
        return actions.move(
            actor=by, booking=asked.booking, space=to, starts_at=clock.at(day, 19), ends_at=clock.at(day, 20)
        )

    with pytest.raises(Refused, match=r"坐 4 人"):
        move(first, neighbours[0], hall, WEDNESDAY)
    with pytest.raises(Refused, match="30 天以内"):
        move(second, neighbours[0], room, date(2027, 1, 20))
    with pytest.raises(Refused, match="再订由社区答复。请另外申请"):
        move(second, neighbours[0], room, date(2026, 12, 4))
    actions.set_terms(actor=worker, space=hall, approval=Approval.BY_WORKER)
    with pytest.raises(Refused, match="每次都由社区答复"):
        move(second, neighbours[0], hall, date(2026, 12, 9))
    assert Ask.objects.get(pk=second.pk).starts_at == second.starts_at  # nothing of it stayed
    assert move(second, neighbours[0], room, date(2026, 12, 9)).space == room  # another day of its own week
    assert move(second, worker, hall, date(2026, 12, 4)).space == hall  # the office may


def test_a_move_that_cannot_be_had_changes_nothing(room, neighbours) -> None:
    one, other = ask(neighbours[0], room), ask(neighbours[1], room, start=20, end=21)
    with pytest.raises(Conflict):
        actions.move(
            actor=neighbours[0], booking=one.booking, space=room, starts_at=other.starts_at, ends_at=other.ends_at
        )
    assert Slot.objects.filter(booking=one.booking).count() == 4
    assert Booking.objects.get(pk=one.booking.pk).starts_at == one.starts_at


WEEKLY = {
    "weekday": 3, "from_time": time(19), "to_time": time(20), "first_on": WEDNESDAY, "last_on": date(2026, 12, 30),
    "audience": Audience.OFFICE,
}  # fmt: skip


def test_a_weekly_time_shows_each_date_and_skips_the_clashes(room, neighbours, worker) -> None:
    ask(neighbours[0], room, day=date(2026, 12, 16))
    planned = queries.weekly(room, **WEEKLY)
    assert [each.is_free for each in planned] == [True, True, False, True, True]
    assert planned[2].in_the_way.audience == Audience.RESIDENT
    with pytest.raises(Conflict, match="5 个日子里有 1 个排不下"):
        actions.book_weekly(actor=worker, space=room, purpose="合唱", **WEEKLY)
    key = uuid7()
    made = actions.book_weekly(actor=worker, space=room, purpose="合唱", skips_clashes=True, key=key, **WEEKLY)
    assert [clock.local(each.starts_at).day for each in made] == [2, 9, 23, 30]
    assert actions.book_weekly(actor=worker, space=room, purpose="合唱", skips_clashes=True, key=key, **WEEKLY) == made
    rest = actions.cancel_rest(actor=worker, booking=made[2], reason="寒假")
    assert [clock.local(each.starts_at).day for each in rest] == [23, 30]


def test_a_private_calendar_address_can_be_renewed(neighbours) -> None:
    old = actions.renew_feed(actor=neighbours[0]).code
    assert queries.feed_called(old).person == neighbours[0]
    new = actions.renew_feed(actor=neighbours[0]).code
    assert (queries.feed_called(old), queries.feed_called(new).person) == (None, neighbours[0])
