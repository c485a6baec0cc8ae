"""Whose turn it is: owners and powers, groups of the day, handing on, and one word about what is overdue."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.duties import actions, queries
from hehuo.domain.ground.duties.kinds import When
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.duties.rules import when_due
from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.messages import queries as messages

pytestmark = pytest.mark.django_db
FRIDAY_NOON = clock.at(date(2022, 10, 14), 12)


@pytest.fixture(autouse=True)
def friday_noon():
    with clock.stopped(FRIDAY_NOON):
        yield


def assign(about, act="sort_voice", *, hours=24, **who):
    who = who or {"power": Power.SORT_NEEDS}
    return actions.assign(
        about=about, act=act, title="3 栋后面没有路灯", verb="mou", due_at=clock.now() + timedelta(hours=hours), **who
    )


def titles(duties) -> list[str]:
    return [duty.act for duty in duties]


def test_a_duty_without_owner_waits_for_everyone_who_holds_its_power(worker, secretary, resident) -> None:
    assign(resident)
    assert [list(titles(queries.todo_of(each))) for each in (worker, secretary, resident)] == [
        ["sort_voice"], ["sort_voice"], [],
    ]  # fmt: skip


def test_an_owned_duty_waits_for_its_owner_and_is_seen_by_colleagues(worker, secretary, resident) -> None:
    assign(resident, person=worker, power=Power.SORT_NEEDS)
    assert titles(queries.todo_of(worker)) == ["sort_voice"]
    assert titles(queries.todo_of(secretary)) == []
    assert titles(queries.todo_of_colleagues(secretary)) == ["sort_voice"]


def test_the_duty_of_somebody_who_left_goes_back_to_all(worker, secretary, resident) -> None:
    assign(resident, person=worker, power=Power.SORT_NEEDS)
    worker.left_on = clock.today()
    worker.save()
    assert titles(queries.todo_of(secretary)) == ["sort_voice"]


def test_assigning_again_changes_the_open_duty(worker, resident) -> None:
    first = assign(resident, hours=1)
    again = assign(resident, hours=48, person=worker)
    assert again.id == first.id
    assert (again.person, again.due_at) == (worker, clock.now() + timedelta(hours=48))
    assert Duty.objects.count() == 1


def test_done_closes_it_once_and_the_next_turn_is_a_new_duty(worker, resident) -> None:
    duty = assign(resident)
    assert actions.done(about=resident, act="sort_voice", actor=worker).done_by == worker
    assert actions.done(about=resident, act="sort_voice", actor=worker) is None
    assert queries.open_duty(resident.id, "sort_voice") is None
    assert assign(resident).id != duty.id
    assert [each.done_by for each in queries.duties_about(resident.id)] == [worker, None]


def test_what_is_no_longer_needed_is_dropped_with_the_thing(worker, resident) -> None:
    assign(resident, "sort_voice")
    assign(resident, "call_back")
    assert actions.drop(about=resident) == 2
    assert titles(queries.todo_of(worker)) == []
    assert not queries.open_duties().exists()


def test_a_duty_must_be_somebodys(resident) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        assign(resident, person=None, power=None)


@pytest.mark.parametrize(
    ("hours", "group"),
    [(-1, When.LATE), (1, When.TODAY), (11, When.TODAY), (12, When.WEEK), (155, When.WEEK), (156, When.LATER)],
)
def test_the_groups_of_the_day_follow_the_calendar_not_24_hours(hours, group) -> None:
    assert when_due(clock.now() + timedelta(hours=hours), clock.now()) == group


def test_groups_come_in_their_order_and_empty_ones_are_left_out(worker, resident) -> None:
    for hours in (300, -6, 3):
        assign(resident, f"act_{hours}", hours=hours)
    found = queries.grouped(queries.todo_of(worker))
    assert [(group.when, titles(group.duties)) for group in found] == [
        (When.LATE, ["act_-6"]), (When.TODAY, ["act_3"]), (When.LATER, ["act_300"]),
    ]  # fmt: skip


def test_a_duty_is_handed_to_a_colleague_who_can_do_it(worker, secretary, resident) -> None:
    duty = assign(resident, person=worker, power=Power.SORT_NEEDS)
    assert actions.hand_on(actor=worker, duty=duty, to=secretary).person == secretary
    assert [str(each.subject) for each in messages.inbox_of(secretary)] == ["周玉梅把一件事转给了您"]
    assert [entry.act for entry in journal.entries_of(duty.id)] == ["duties.handed_on"]


def test_handing_on_asks_both_sides(worker, resident, somebody) -> None:
    duty = assign(resident, person=worker, power=Power.SORT_NEEDS)
    with pytest.raises(Refused, match="吴秀兰不能办「整理需求」"):
        actions.hand_on(actor=worker, duty=duty, to=resident)
    with pytest.raises(Refused, match="要由社区书记、社区工作者来办"):
        actions.hand_on(actor=somebody("王会计", Role.ACCOUNTANT), duty=duty, to=worker)
    private = assign(resident, "call_back", person=resident)
    with pytest.raises(Refused, match="要由本人来转"):
        actions.hand_on(actor=worker, duty=private, to=worker)


def test_owners_are_told_once_that_a_duty_is_overdue(worker, secretary, resident, run_jobs) -> None:
    from hehuo.core.jobs import queue

    assign(resident, "owned", hours=-1, person=worker, power=Power.SORT_NEEDS)
    assign(resident, "anyones", hours=-2)
    assign(resident, "in_time", hours=2)
    assert "duties.tell_late" in queue.names()
    assert actions.tell_late() == 2
    assert actions.tell_late() == 0
    assert (messages.unread_count(worker), messages.unread_count(secretary)) == (2, 1)


def test_a_new_time_limit_can_be_told_of_again(worker, resident) -> None:
    assign(resident, hours=-1)
    actions.tell_late()
    assign(resident, hours=-1)
    assert actions.tell_late() == 1


def test_the_day_costs_one_query(worker, resident, django_assert_num_queries) -> None:
    for number in range(20):
        assign(resident, f"act_{number}", person=worker)
    queries.todo_of(worker).exists()  # the grants are read once for a request
    with django_assert_num_queries(1):
        assert len([duty.person.name for duty in queries.todo_of(worker)]) == 20


def test_what_a_duty_is_about_is_for_those_who_could_do_it(haiwan, worker, secretary, resident):
    duty = assign(about=resident, act="sort_voice", power=Power.SORT_NEEDS)
    assert [list(queries.duties_for(person)) for person in (worker, secretary, resident)] == [[duty], [duty], []]
