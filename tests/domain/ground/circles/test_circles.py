"""A word to one building reaches only it; a neighbour's question has an owner, a day and an answer."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.circles import actions, queries, rules
from hehuo.domain.ground.circles.models import CircleQuestion, Notice
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.messages import queries as messages

pytestmark = pytest.mark.django_db
FRIDAY = clock.at(date(2022, 10, 14), 12)


@pytest.fixture(autouse=True)
def friday():
    with clock.stopped(FRIDAY):
        yield


def told(person) -> list[str]:
    return [str(each.subject) for each in messages.inbox_of(person)]


def test_a_persons_circles_are_their_building_their_estate_and_the_community(building, estate, resident):
    place, (someone, _other) = building
    assert queries.circles_of(someone) == [place, estate, None]
    assert queries.circles_of(resident) == [None]


def test_a_notice_to_one_building_reaches_only_it(building, elsewhere, leader, run_jobs):
    place, people = building
    notice = actions.tell_circle(actor=leader, place=place, title="周六停水", text="上午九点到十一点。")
    run_jobs()
    assert [told(person) for person in (*people, leader)] == [["周六停水"]] * 3
    assert told(elsewhere) == []
    notice.refresh_from_db()
    assert notice.reached == 3


def test_nobody_is_told_twice_however_often_it_is_delivered(building, leader, run_jobs):
    place, people = building
    notice = actions.tell_circle(actor=leader, place=place, title="周六停水", text="上午。")
    run_jobs()
    assert actions.deliver_some(notice=notice) == 0
    assert told(people[0]) == ["周六停水"]


def test_a_leader_speaks_to_their_own_building_only(building, elsewhere, estate, leader, worker):
    from hehuo.domain.ground.places.models import Place

    other = Place.objects.get(path="海湾花园/4栋")
    for place in (other, estate, None):
        with pytest.raises(Refused):
            actions.tell_circle(actor=leader, place=place, title="停水", text="上午。")
    assert queries.spoken_to_by(leader) == [building[0]]
    assert queries.spoken_to_by(worker)[0] is None
    assert actions.tell_circle(actor=worker, place=None, title="停电", text="下午。").place is None


def test_the_same_notice_sent_twice_is_one(building, leader):
    key = ids.uuid7()
    for _ in range(2):
        actions.tell_circle(actor=leader, place=building[0], title="停水", text="上午。", key=key)
    assert Notice.objects.count() == 1


def test_a_notice_says_something_and_stands_at_least_a_day(building, leader):
    for field, said in {"title": {"title": " "}, "text": {"text": " "}, "days": {"days": 0}}.items():
        with pytest.raises(Invalid) as refused:
            actions.tell_circle(**{"actor": leader, "place": building[0], "title": "停水", "text": "上午。", **said})
        assert refused.value.field == field


def test_a_notice_stands_until_its_day_or_until_it_is_taken_down(building, leader, elsewhere):
    place = building[0]
    notice = actions.tell_circle(actor=leader, place=place, title="停水", text="上午。", days=2)
    assert list(queries.notices_in(place)) == [notice]
    with clock.stopped(FRIDAY + timedelta(days=1)):
        assert list(queries.notices_in(place)) == [notice]
    with clock.stopped(FRIDAY + timedelta(days=2)):
        assert list(queries.notices_in(place)) == []
    with pytest.raises(Refused):
        actions.take_down_notice(actor=elsewhere, notice=notice, why="x")
    with pytest.raises(Invalid):
        actions.take_down_notice(actor=leader, notice=notice, why=" ")
    actions.take_down_notice(actor=leader, notice=notice, why="时间改了")
    assert list(queries.notices_in(place)) == []
    assert actions.deliver_some(notice=notice) == 0


def test_a_question_is_its_leaders_and_the_answer_is_told(building, leader, elsewhere):
    place, (asker, neighbour) = building
    question = actions.ask_circle(actor=asker, place=place, text="楼道的灯谁修？")
    assert (question.owner, question.due_on) == (leader, date(2022, 10, 18))  # two working days on
    assert [duty.act for duty in duties.todo_of(leader)] == ["answer_circle"]
    assert rules.may_read(neighbour, place).allowed
    assert not rules.may_read(elsewhere, place).allowed
    with clock.stopped(FRIDAY + timedelta(hours=3)):
        actions.answer_circle(actor=leader, question=question, text="明天来修。")
    assert told(asker) == ["您问的事有回音了"]
    assert queries.response_since(FRIDAY - timedelta(days=1), place) == queries.Response(1, 1, 1, 180)
    with pytest.raises(Conflict):
        actions.answer_circle(actor=leader, question=question, text="再答一次")


def test_without_a_leader_the_office_answers(building, estate, worker, somebody):
    asker, clerk = building[1][0], somebody("冯敏", Role.CLERK)
    question = actions.ask_circle(actor=asker, place=estate, text="地库什么时候通？")
    assert question.owner is None
    assert [duty.act for duty in duties.todo_of(worker)] == ["answer_circle"]
    assert list(queries.questions_for(worker)) == [question]
    assert [duty.act for duty in duties.todo_of(clerk)] == ["answer_circle"]
    assert rules.may_read(clerk, estate).allowed
    assert rules.may_answer(clerk, question).allowed
    assert queries.questions_for(asker).count() == 0


def test_neighbours_ask_where_they_live_and_nobody_answers_themselves(building, leader, elsewhere, resident):
    place = building[0]
    for stranger in (elsewhere, resident):
        with pytest.raises(Refused):
            actions.ask_circle(actor=stranger, place=place, text="谁修灯？")
    own = actions.ask_circle(actor=leader, place=place, text="谁家的快递？")
    assert own.owner is None
    for who in (leader, building[1][0]):
        with pytest.raises(Refused):
            actions.answer_circle(actor=who, question=own, text="我的")
    with pytest.raises(IntegrityError), transaction.atomic():
        CircleQuestion.objects.filter(pk=own.pk).update(answer="x", answered_at=clock.now(), answered_by=leader)


def test_a_circle_nobody_asked_in_has_no_mean(building):
    assert queries.response_since(FRIDAY, building[0]) == queries.Response(0, 0, 0, None)
