"""A camp is booked day by day, signed up for once, and cancelled once; an event is a camp of one day."""

from datetime import date, time

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.ids import uuid7
from hehuo.domain.ground.admissions.kinds import Conditions
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.sessions import absences
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions import queries as sessions_queries
from hehuo.domain.ground.sessions.joining import Joining
from hehuo.domain.ground.sessions.models import SignUp
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.run.activities import queries
from hehuo.domain.run.activities.grids import grid_of
from hehuo.domain.run.activities.models import Series
from hehuo.flows.open_camp import open_camp
from tests.domain.ground.sessions.conftest import family, garden, guard, people, thursday

__all__ = ["family", "garden", "guard", "people", "thursday"]

FIRST, LAST = date(2026, 9, 12), date(2026, 9, 14)
AGREED = Joining(has_agreed=True)


@pytest.fixture
def camp(worker, garden):
    """Open a camp of three days: `camp(capacity=2)`."""

    def make(capacity=2, **more):
        said = {
            "agreement": None, "title": "小小农夫营", "space": garden, "from_time": time(9), "to_time": time(11),
            "first_on": FIRST, "last_on": LAST,
        }  # fmt: skip
        return open_camp(actor=worker, capacity=capacity, **said | more)

    return make


def states(series) -> list[list[str]]:
    return [[line.state for line in sessions_queries.people_in(day)] for day in queries.sessions_of([series])]


def test_one_sign_up_is_a_seat_on_every_day_and_the_grid_shows_them(camp, family, worker):
    series = camp(key=uuid7())
    first, *_rest = queries.sessions_of([series])
    for _tap in range(2):
        sessions.sign_up(actor=family.mother, session=first, person=family.nine, said=AGREED)
    assert (states(series), queries.sessions_of([series]).filter(taken=1).count()) == ([["seated"]] * 3, 3)
    assert [(row.person, row.states) for row in grid_of(series, worker).rows] == [(family.nine, ["seated"] * 3)]
    assert list(queries.running()) == [series]


def test_a_full_camp_has_one_waiting_list_and_moves_up_for_all_days_with_one_message(camp, family, people):
    series = camp(capacity=1)
    first, second, _third = queries.sessions_of([series])
    sessions.sign_up(actor=people[0], session=first, person=people[0])
    sessions.sign_up(actor=family.mother, session=second, person=family.nine, said=AGREED)
    assert states(series) == [["seated", "waiting"]] * 3
    sessions.cancel_sign_up(actor=people[0], session=second, person=people[0])
    assert states(series) == [["seated", "cancelled"]] * 3
    assert [message.person for message in Message.objects.filter(subject__contains="候补到了")] == [family.mother]


def test_whoever_walked_in_on_one_day_keeps_the_others_from_half_a_camp(camp, worker, people):
    series = camp(capacity=1)
    first, second, third = queries.sessions_of([series])
    with clock.stopped(clock.at(date(2026, 9, 12), 8)):
        sessions.check_in(actor=worker, session=first, person=people[0])
        line = sessions.sign_up(actor=people[1], session=third, person=people[1])
    assert (line.state, states(series)) == ("waiting", [["came", "waiting"], ["waiting"], ["waiting"]])
    second.refresh_from_db()
    assert second.taken == 0


def test_more_places_hold_for_every_day_and_conditions_too(camp, worker, people):
    series = camp(capacity=1)
    first, *_rest = queries.sessions_of([series])
    for person in people[:2]:
        sessions.sign_up(actor=person, session=first, person=person)
    sessions.change_capacity(actor=worker, session=first, capacity=2)
    assert states(series) == [["seated", "seated"]] * 3
    sessions.set_conditions(actor=worker, session=first, conditions=Conditions(youngest=7))
    assert [day.admission.youngest for day in queries.sessions_of([series])] == [7, 7, 7]


def test_who_leaves_half_way_gives_the_days_ahead_back(camp, people):
    series = camp()
    first, second, _third = queries.sessions_of([series])
    sessions.sign_up(actor=people[0], session=first, person=people[0])
    with clock.stopped(clock.at(date(2026, 9, 12), 12)):
        sessions.cancel_sign_up(actor=people[0], session=second, person=people[0])
        with pytest.raises(Refused, match="已经开始"):
            sessions.sign_up(actor=people[1], session=second, person=people[1])
    assert states(series) == [["seated"], ["cancelled"], ["cancelled"]]


def test_all_days_or_none_are_booked_and_insurance_covers_the_last(camp, worker, garden):
    spaces.book(
        actor=worker, space=garden, starts_at=clock.at(LAST, 10), ends_at=clock.at(LAST, 12),
        audience=Audience.OFFICE, purpose="开会",
    )  # fmt: skip
    with pytest.raises((Conflict, Refused), match=r"9 月 14 日排不下.*一天也没有订"):
        camp()
    covered = {"insurer": "平安财险", "policy": "1", "covered_from": FIRST, "covered_until": date(2026, 9, 13)}
    with pytest.raises(Invalid, match="包住活动的每一天"):
        camp(conditions=Conditions(is_risky=True, **covered))
    with pytest.raises(Refused, match="没有一个上课的日子"):
        camp(last_on=date(2026, 9, 11))
    assert (Series.objects.count(), SignUp.objects.count()) == (0, 0)
    event = camp(last_on=FIRST, conditions=Conditions(is_risky=True, **covered))
    assert (queries.sessions_of([event]).count(), event.giver) == (1, "社区")


def test_a_neighbour_opens_none(camp, people, garden):
    with pytest.raises(Refused):
        open_camp(
            actor=people[0], agreement=None, title="营", space=garden, capacity=2, from_time=time(9), to_time=time(11),
            first_on=FIRST, last_on=LAST,
        )  # fmt: skip


def test_a_camp_missed_is_missed_once(camp, people, worker):
    series = camp()
    days = list(queries.sessions_of([series]))
    sessions.sign_up(actor=people[0], session=days[0], person=people[0])
    with clock.stopped(clock.at(LAST, 12)):
        for day in days:
            sessions.hold_session(actor=worker, session=day)
        record = absences.record_of(people[0])
    assert (len(record.lines), record.until) == (1, None)
