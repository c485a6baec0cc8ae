"""A survey before it opens: what it asks, in which order, of whom."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.ground.forms.questions import Question, QuestionKind, check_question
from hehuo.domain.plan.surveys import actions, queries
from hehuo.domain.plan.surveys.kinds import Naming, SurveyState, Unit
from hehuo.domain.plan.surveys.models import Survey

K = QuestionKind


def asks(survey) -> list[str]:
    survey.refresh_from_db()
    return [f"{question.key} {question.ask}" for question in survey.asked]


def test_questions_are_written_put_in_order_changed_and_taken_out(office, drafted):
    survey = drafted(questions=({"kind": K.STARS, "ask": "甲"}, {"kind": K.STARS, "ask": "乙"}))
    actions.lift_question(actor=office.worker, survey=survey, question="k2")
    actions.change_question(
        actor=office.worker, survey=survey, question="k1", kind=K.ONE, ask="丙", choices=["一", "二", ""]
    )
    assert asks(survey) == ["k2 乙", "k1 丙"]
    assert survey.asked[1].choices == ("一", "二")
    actions.drop_question(actor=office.worker, survey=survey, question="k2")
    actions.add_question(actor=office.worker, survey=survey, kind=K.WORDS, ask="丁")
    assert asks(survey) == ["k1 丙", "k3 丁"]  # a key is never used again
    with pytest.raises(Conflict, match="已经是第一题"):
        actions.lift_question(actor=office.worker, survey=survey, question="k1")
    with pytest.raises(Missing, match="没有找到这一题"):
        actions.drop_question(actor=office.worker, survey=survey, question="k2")


def test_the_draft_itself_is_put_right(office, drafted):
    survey = drafted(questions=())
    actions.change_survey(
        actor=office.worker, survey=survey, title="新题目", why="新缘由", unit=Unit.PERSONS, naming=Naming.ANONYMOUS
    )
    survey.refresh_from_db()
    assert (survey.title, survey.unit, survey.is_anonymous, survey.place) == ("新题目", "persons", True, None)


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"title": " "}, "title", "请写问卷的题目"),
        ({"why": ""}, "why", "请写为什么问"),
        ({"closes_on": clock.today() - timedelta(days=1)}, "closes_on", "截止的日子已经过了"),
    ],
)
def test_what_a_draft_must_say(drafted, said, field, why):
    with pytest.raises(Invalid, match=why) as refusal:
        drafted(**said)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (Question("k1", K.STARS, " "), "请写问什么"),
        (Question("k1", K.STARS, "长" * 101), "最多 100 个字"),
        (Question("k1", K.ONE, "甲", ("一",)), "请写 2 到 20 个选项"),
        (Question("k1", K.ONE, "甲", ("一", "一")), "两个选项一样"),
        (Question("k1", K.SEVERAL, "甲", ("一", "二" * 41)), "选项最多 40 个字"),
        (Question("k1", K.NUMBER, "甲", low=3, high=3), "最大的数要比最小的大"),
        (Question("k1", K.NUMBER, "甲", low=0, high=1000), "相差不到 1000"),
    ],
)
def test_a_question_that_cannot_be_asked(question, why):
    with pytest.raises(Invalid, match=why):
        check_question(question)


def test_only_those_who_sort_needs_ask(office, drafted):
    survey = drafted()
    for person in (office.heads[0], office.stranger):
        with pytest.raises(Refused, match="整理需求"):
            actions.draft_survey(actor=person, title="甲", why="乙", unit=Unit.HOMES, naming=Naming.NAMED)
        with pytest.raises(Refused, match="整理需求"):
            actions.open_survey(actor=person, survey=survey)


def test_opening_fixes_the_questions_and_the_list(office, drafted):
    survey = actions.open_survey(actor=office.worker, survey=drafted())
    assert (survey.state, survey.total) == (SurveyState.OPEN, 6)
    assert [asked.label for asked in queries.list_of(survey)][:2] == ["1-101", "1-102"]
    with pytest.raises(Refused, match="题目不能再改"):
        actions.add_question(actor=office.worker, survey=survey, kind=K.STARS, ask="甲")
    with pytest.raises(Refused, match="题目不能再改"):
        actions.open_survey(actor=office.worker, survey=survey)


def test_persons_are_the_grown_ups(office, opened):
    survey = opened(Unit.PERSONS)
    assert survey.total == 12
    assert queries.mine(survey, office.child) == []


def test_an_empty_survey_and_an_empty_place_do_not_open(office, drafted, haiwan):
    with pytest.raises(Refused, match="还没有题目"):
        actions.open_survey(actor=office.worker, survey=drafted(questions=()))
    for person in (*office.heads, *office.others):
        person.left_on = clock.today()
        person.save()
    survey = drafted(title="没有人")
    with pytest.raises(Refused, match="没有人可问"):
        actions.open_survey(actor=office.worker, survey=survey)


def test_one_asked_again_brings_its_questions_and_counts_the_same(office, opened):
    before = opened()
    with pytest.raises(Invalid, match="人数和户数不能放在一起比"):
        actions.draft_survey(
            actor=office.worker, title="甲", why="乙", unit=Unit.PERSONS, naming=Naming.NAMED, after=before
        )
    after = actions.draft_survey(
        actor=office.worker, title="甲", why="乙", unit=Unit.HOMES, naming=Naming.NAMED, after=before
    )
    assert after.asked == before.asked
    assert actions.add_question(actor=office.worker, survey=after, kind=K.STARS, ask="新的").key == "k7"


def test_the_same_draft_sent_twice_is_one(office):
    key = Survey().pk
    said = {"title": "甲", "why": "乙", "unit": Unit.HOMES, "naming": Naming.NAMED, "key": key}
    assert actions.draft_survey(actor=office.worker, **said) == actions.draft_survey(actor=office.worker, **said)
