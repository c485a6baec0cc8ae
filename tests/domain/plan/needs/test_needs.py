"""A need is sorted, published, taken up and answered; everyone who said it is told."""

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.insight.journeys.kinds import Verb
from hehuo.domain.plan.needs import actions, queries
from hehuo.domain.plan.needs.kinds import Channel, Layer, NeedKind, NeedState, Urgency
from hehuo.domain.plan.needs.models import Need

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice(resident):
    return actions.say_voice(actor=resident, speaker=resident, words="想种菜", channel=Channel.PHONE)


@pytest.fixture
def need(worker, voice):
    return actions.open_need(actor=worker, title="种菜认植物", kind=NeedKind.CHILDREN, voice=voice)


def test_numbers_run_by_year(worker):
    first = actions.open_need(actor=worker, title="一", kind=NeedKind.OTHER)
    second = actions.open_need(actor=worker, title="二", kind=NeedKind.OTHER)
    year = clock.today().year
    assert [first.number, second.number] == [f"{year}-001", f"{year}-002"]


def test_a_need_needs_a_name_and_a_sorter(worker, resident):
    with pytest.raises(Invalid, match="起个名字"):
        actions.open_need(actor=worker, title=" ", kind=NeedKind.OTHER)
    with pytest.raises(Refused, match="整理需求"):
        actions.open_need(actor=resident, title="我来", kind=NeedKind.OTHER)


def test_publishing_shows_it_and_tells_the_speaker(worker, need, resident):
    assert list(queries.visible_to(resident)) == []
    actions.publish_need(actor=worker, need=need)
    assert [each.title for each in queries.published_needs()] == ["种菜认植物"]
    assert [str(message.subject) for message in Message.objects.filter(person=resident)] == ["您说的事进了需求清单"]


def test_a_need_that_nobody_said_is_not_published(worker):
    empty = actions.open_need(actor=worker, title="没人说", kind=NeedKind.OTHER)
    with pytest.raises(Refused, match="还没有一条声音"):
        actions.publish_need(actor=worker, need=empty)


def test_publishing_twice_is_refused_by_name(worker, need):
    actions.publish_need(actor=worker, need=need)
    with pytest.raises(Conflict, match="现在是「已公布」"):
        actions.publish_need(actor=worker, need=need)


def test_wording_changes_and_the_old_words_stand_in_the_journal(worker, need):
    actions.word_need(
        actor=worker, need=need, title="孩子种菜", wording="傍晚", kind=NeedKind.CHILDREN, layer=Layer.ESTATE,
        urgency=Urgency.LOW, place=None,
    )  # fmt: skip
    need.refresh_from_db()
    assert (need.title, need.layer, need.urgency) == ("孩子种菜", Layer.ESTATE, Urgency.LOW)


def test_an_answer_ends_it_and_reaches_every_speaker(worker, need, resident):
    actions.publish_need(actor=worker, need=need)
    actions.take_up_need(actor=worker, need=need)
    actions.take_up_need(actor=worker, need=need)
    with pytest.raises(Invalid, match="请写一句回音"):
        actions.answer_need(actor=worker, need=need, answer=" ", settled=True)
    actions.answer_need(actor=worker, need=need, answer="天空农场每周六开课", settled=True)
    assert Need.objects.get(pk=need.pk).state == NeedState.ANSWERED
    assert Message.objects.filter(person=resident, body="种菜认植物：天空农场每周六开课").count() == 1


def test_the_list_goes_on_from_a_key_and_costs_one_statement(worker, voice, django_assert_num_queries):
    made = []
    for number in range(queries.PAGE + 5):
        need = actions.open_need(actor=worker, title=f"第{number}件", kind=NeedKind.OTHER)
        Need.objects.filter(pk=need.pk).update(state=NeedState.OPEN, published_at=clock.now())
        made.append(need.title)
    with django_assert_num_queries(1):
        first = queries.page_of(queries.published_needs())
    second = queries.page_of(queries.published_needs(), after=first.after)
    assert [need.title for need in first.needs + second.needs] == made[::-1]
    assert second.after == ""
    assert queries.page_of(queries.published_needs(), after="nonsense").needs == first.needs
    assert queries.count_up_to(queries.published_needs()) == queries.PAGE + 5


def test_the_journey_runs_from_the_voice_to_the_answer(worker, need, voice, django_assert_num_queries):
    actions.publish_need(actor=worker, need=need)
    actions.take_up_need(actor=worker, need=need)
    with django_assert_num_queries(3):
        journey = journeys.journey_of(need.id)
    assert [(leg.verb, leg.state) for leg in journey.legs[:3]] == [
        (Verb.MOU, "done"),
        (Verb.JIAN, "now"),
        (Verb.GUAN, "later"),
    ]
    assert [step.act for step in journey.steps] == [
        "needs.voice_said",
        "needs.need_published",
        "needs.need_taken_up",
    ]
    assert journey.step == 2
    assert [step.act for step in journeys.journey_of(voice.id).steps] == [step.act for step in journey.steps]
