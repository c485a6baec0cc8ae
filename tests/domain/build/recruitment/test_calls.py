"""A call from its draft to its closing day."""

from datetime import timedelta
from decimal import Decimal

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.recruitment import posters, queries, tasks, templates
from hehuo.domain.build.recruitment.actions import calls
from hehuo.domain.build.recruitment.kinds import CallState, Measure
from hehuo.domain.build.recruitment.models import Call, CallNeed, CallSpace
from hehuo.domain.ground.threads import queries as threads

pytestmark = pytest.mark.django_db


def test_a_call_comes_from_a_need_and_is_numbered_in_its_year(worker, need, roof, words):
    call = calls.write_call(actor=worker, words=words(), needs=[need], spaces=[roof])
    assert (call.number, call.state) == ("2024-01", CallState.DRAFT)
    calls.publish_call(actor=worker, call=call)
    found = queries.public_calls().get()
    assert [line.need for line in found.lines] == [need]
    assert [line.space for line in found.rooms] == [roof]
    assert [thing.id for thing in threads.later_of(need.id)] == [call.id]
    assert queries.open_call() == call


def test_a_double_tap_writes_one_call(worker, need, words):
    key = ids.uuid7()
    first = calls.write_call(actor=worker, words=words(), needs=[need], key=key)
    assert calls.write_call(actor=worker, words=words(), needs=[need], key=key) == first
    assert Call.objects.count() == 1


def test_without_a_need_or_a_week_to_answer_it_stays_a_draft(worker, need, words):
    bare = calls.write_call(actor=worker, words=words(), needs=[])
    with pytest.raises(Refused, match="需求"):
        calls.publish_call(actor=worker, call=bare)
    today = clock.today()
    short = calls.write_call(
        actor=worker, words=words(opens_on=today, closes_on=today + timedelta(days=6)), needs=[need]
    )
    with pytest.raises(Refused, match="至少开放 7 天"):
        calls.publish_call(actor=worker, call=short)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"body_seats": 4}, "body_seats"),
        ({"body_seats": 1}, "body_seats"),
        ({"threshold": Decimal("5.5")}, "threshold"),
        ({"minimum_people": 0}, "minimum_people"),
        ({"price_percent": 101}, "price_percent"),
    ],
)
def test_terms_out_of_range_name_their_field(worker, need, words, changes, field):
    with pytest.raises(Invalid) as refused:
        calls.write_call(actor=worker, words=words(**changes), needs=[need])
    assert refused.value.field == field


def test_a_draft_is_reworded_and_a_published_call_is_not(worker, need, roof, words):
    call = calls.write_call(actor=worker, words=words(), needs=[need], spaces=[roof])
    calls.reword_call(actor=worker, call=call, words=words(title="天空农场招募"), needs=[need])
    again = queries.calls().get()
    assert (again.title, again.rooms) == ("天空农场招募", [])
    calls.publish_call(actor=worker, call=call)
    with pytest.raises(Invalid, match="已经公布"):
        calls.reword_call(actor=worker, call=call, words=words(), needs=[need])


def test_a_closed_call_is_not_closed_again(worker, call):
    calls.close_call(actor=None, call=call)
    assert queries.open_call() is None
    with pytest.raises(Conflict):
        calls.close_call(actor=worker, call=call)


def test_only_those_who_run_recruitment_write_calls(resident, need, words):
    with pytest.raises(Refused):
        calls.write_call(actor=resident, words=words(), needs=[need])


def test_the_measure_is_said_in_one_sentence(worker, need, words):
    stars = calls.write_call(actor=worker, words=words(), needs=[need])
    assert stars.measure_words == "至少 10 人有效打分，总体平均不低于 4 分"
    share = calls.write_call(actor=worker, words=words(measure=Measure.SATISFIED, threshold=Decimal(80)), needs=[need])
    assert share.measure_words == "至少 10 人有效打分，满意的人不低于 80%"


def test_the_house_closes_a_call_after_its_last_day(call):
    tasks.close_calls()
    assert queries.open_call() == call
    with clock.stopped(clock.at(call.closes_on + timedelta(days=1), 1)):
        tasks.close_calls()
    call.refresh_from_db()
    assert call.state == CallState.CLOSED


def test_the_poster_says_what_was_written_and_else_fills_itself(worker, need, roof, words):
    call = calls.write_call(actor=worker, words=words(), needs=[need], spaces=[roof])
    line, room = CallNeed.objects.get(call=call), CallSpace.objects.get(call=call)
    assert (line.wanted, line.for_what, line.terms) == (need.title, "", "先试一次")
    assert room.times == "周一至周五 18:30—21:30，周六、周日 08:00—18:30"
    said = words(wanted={need.id: "自然课老师一位"}, terms={need.id: "先试一堂课"}, times={roof.id: "周六下午"})
    calls.reword_call(actor=worker, call=call, words=said, needs=[need], spaces=[roof])
    line, room = CallNeed.objects.get(call=call), CallSpace.objects.get(call=call)
    assert (line.wanted, line.for_what, line.terms) == ("自然课老师一位", need.title, "先试一堂课")
    assert room.times == "周六下午"


@pytest.mark.parametrize(("cell", "most"), [("wanted", 40), ("terms", 40), ("times", 80)])
def test_a_cell_of_the_poster_holds_so_many_letters(worker, need, words, cell, most):
    with pytest.raises(Invalid, match=f"最多 {most} 个字"):
        calls.write_call(actor=worker, words=words(**{cell: {need.id: "字" * (most + 1)}}), needs=[need])


@pytest.mark.parametrize(
    ("digits", "said"), [("6", "周六"), ("67", "周六、周日"), ("123", "周一至周三"), ("135", "周一、周三、周五")]
)
def test_weekdays_are_said_short(digits, said):
    assert posters.days(digits) == said


@pytest.mark.parametrize("kind", templates.CallKind)
def test_every_kind_of_call_has_a_template_that_says_all_of_it(kind):
    said = templates.TEMPLATES[kind]
    for words in (said.title, said.background, said.seeks, said.conditions, said.review_method, said.rights, said.term):
        assert words
    assert (bool(said.papers), bool(said.ways), len(said.title) <= 40, len(said.slogan) <= 80) == (True,) * 4


def test_what_is_scored_makes_a_hundred():
    assert sum(weight for _name, weight in templates.CRITERIA) == 100
