"""Objections to a posting and questions about anything: written by people on the roll, answered in public, in time."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.calendar import actions as calendar
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.messages import queries as messages
from hehuo.domain.ground.postings import actions, queries
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.ground.postings.models import Question

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 9, 18)


@pytest.fixture(autouse=True)
def friday(db):
    calendar.seed_years(years=[2026])
    with clock.stopped(clock.at(FRIDAY, 10)):
        yield


@pytest.fixture
def posting(secretary):
    return actions.post(actor=secretary, kind=PostingKind.ACCOUNT, title="8 月收支公示")


def ask(actor, posting, text="灯泡为什么换两次？", **more) -> Question:
    return actions.ask(actor=actor, about_kind="postings.posting", about_id=posting.id, text=text, **more)


def test_an_objection_is_due_in_five_working_days_and_answered_in_public(posting, secretary, resident) -> None:
    objection = actions.object_to(actor=resident, posting=posting, text=" 灯泡换了两次 ")
    assert (objection.text, objection.due_on, objection.entered_by) == ("灯泡换了两次", date(2026, 9, 24), None)
    assert duties.open_duty(objection.id, "answer_objection").due_at == clock.at(date(2026, 9, 24), 18)
    assert list(queries.open_objections()) == [objection]

    actions.answer_objection(actor=secretary, objection=objection, answer="第二次是保修，没有花钱", is_upheld=False)

    answered = queries.objections_to(posting).get()
    assert (answered.answer, answered.is_upheld, answered.answered_by) == ("第二次是保修，没有花钱", False, secretary)
    assert duties.open_duty(objection.id, "answer_objection") is None
    assert [str(each.subject) for each in messages.inbox_of(resident)] == ["您提的异议有答复了"]
    with pytest.raises(Conflict, match="已经答过"):
        actions.answer_objection(actor=secretary, objection=objection, answer="再答", is_upheld=True)


def test_objections_are_for_the_period_only(posting, secretary, resident) -> None:
    with clock.stopped(clock.at(posting.ends_on, 23)):
        actions.object_to(actor=resident, posting=posting, text="最后一天还能提")
    with clock.stopped(clock.at(posting.ends_on + timedelta(days=1))), pytest.raises(Refused, match="公示期已满"):
        actions.object_to(actor=resident, posting=posting, text="晚了")
    actions.withdraw_posting(actor=secretary, posting=posting, reason="改正")
    with pytest.raises(Refused, match="已经撤下"):
        actions.object_to(actor=resident, posting=posting, text="还有")


def test_a_worker_writes_an_objection_down_for_a_resident(posting, worker, resident, somebody) -> None:
    objection = actions.object_to(actor=worker, posting=posting, text="灯泡换了两次", person=resident)
    assert (objection.person, objection.entered_by) == (resident, worker)
    entry = journal.entries_of(objection.id).get()
    assert (entry.actor_id, entry.for_id) == (worker.id, resident.id)
    with pytest.raises(Refused):
        actions.object_to(actor=somebody("高雪"), posting=posting, text="替人提", person=resident)


def test_nobody_answers_an_objection_of_their_own(posting, worker) -> None:
    objection = actions.object_to(actor=worker, posting=posting, text="我有意见")
    with pytest.raises(Refused, match="要请同事来答"):
        actions.answer_objection(actor=worker, objection=objection, answer="没事", is_upheld=False)


def test_the_same_key_is_one_objection_and_one_question(posting, resident) -> None:
    key = ids.uuid7()
    objections = {actions.object_to(actor=resident, posting=posting, text="一样", key=key).id for _ in range(2)}
    assert objections == {key}
    key = ids.uuid7()
    assert {ask(resident, posting, key=key).id for _ in range(2)} == {key}
    assert Question.objects.count() == 1


def test_a_question_is_asked_answered_and_its_time_measured(posting, worker, resident) -> None:
    question = ask(resident, posting, line="灯泡 2 只 36.00")
    assert (question.due_on, question.line) == (date(2026, 9, 22), "灯泡 2 只 36.00")
    assert list(queries.open_questions()) == [question]
    with clock.stopped(clock.at(date(2026, 9, 19), 5)):
        actions.answer_question(actor=worker, question=question, text="第二次是保修")
    found = queries.questions_about(posting.id).get()
    assert (found.answer, found.answered_by, found.same_count) == ("第二次是保修", worker, 1)
    assert [str(each.body) for each in messages.inbox_of(resident)] == ["您问：灯泡为什么换两次？\n答：第二次是保修"]
    assert duties.open_duty(question.id, "answer_question") is None
    answered = journal.entries_of(question.id).get(act="postings.question_answered")
    assert answered.facts["minutes"] == 19 * 60
    response = queries.response_since(clock.at(FRIDAY))
    assert (response.asked, response.answered, response.in_time, response.mean_minutes) == (1, 1, 1, 19 * 60)
    with pytest.raises(Conflict):
        actions.answer_question(actor=worker, question=question, text="再答")


def test_an_answer_after_its_day_is_counted_as_late(posting, worker, resident) -> None:
    question = ask(resident, posting)
    ask(resident, posting, "还有一问")
    with clock.stopped(clock.at(date(2026, 9, 23), 9)):
        actions.answer_question(actor=worker, question=question, text="答")
    response = queries.response_since(clock.at(FRIDAY))
    assert (response.asked, response.answered, response.in_time) == (2, 1, 0)
    assert queries.response_since(clock.at(date(2026, 9, 19))).mean is None


def test_the_same_question_is_merged_into_the_first_and_all_askers_hear_the_answer(
    posting, worker, resident, somebody
) -> None:
    first = ask(resident, posting)
    neighbour = somebody("高雪")
    again = ask(neighbour, posting, "灯泡 为什么换两次")
    assert again.merged_into == first
    assert queries.questions_about(posting.id).get().same_count == 2
    assert duties.todo_of(worker).filter(act="answer_question").count() == 1
    with pytest.raises(Conflict, match="并到另一条"):
        actions.answer_question(actor=worker, question=again, text="答")
    actions.answer_question(actor=worker, question=first, text="第二次是保修")
    assert (messages.unread_count(resident), messages.unread_count(neighbour)) == (1, 1)
    assert queries.questions_by(neighbour.id).get().merged_into.answer == "第二次是保修"


def test_the_same_words_about_another_line_are_another_question(posting, resident, somebody) -> None:
    ask(resident, posting, "为什么？", line="灯泡")
    assert ask(somebody("高雪"), posting, "为什么？", line="水管").merged_into is None


def test_staff_merge_questions_that_ask_the_same_in_other_words(posting, worker, resident, somebody) -> None:
    first = ask(resident, posting)
    second = ask(somebody("高雪"), posting, "灯泡怎么买了两回")
    third = ask(somebody("梁伟"), posting, "灯泡怎么买了两回？")
    assert third.merged_into == second
    actions.merge_question(actor=worker, question=second, into=first)
    assert queries.questions_about(posting.id).get().same_count == 3
    assert duties.open_duty(second.id, "answer_question") is None
    with pytest.raises(Refused, match="已经并过"):
        actions.merge_question(actor=worker, question=second, into=first)
    with pytest.raises(Refused):
        actions.merge_question(actor=resident, question=first, into=first)
    other = actions.ask(actor=resident, about_kind="postings.question", about_id=first.id, text="别的事")
    with pytest.raises(Refused, match="同一件事"):
        actions.merge_question(actor=worker, question=other, into=first)


def test_merging_into_an_answered_question_tells_the_asker_at_once(posting, worker, resident, somebody) -> None:
    first = ask(resident, posting)
    actions.answer_question(actor=worker, question=first, text="第二次是保修")
    neighbour = somebody("高雪")
    second = ask(neighbour, posting, "灯泡怎么买了两回")
    actions.merge_question(actor=worker, question=second, into=first)
    assert messages.unread_count(neighbour) == 1


def test_words_that_name_others_are_hidden_with_a_reason_and_that_it_was_asked_stays(posting, worker, resident) -> None:
    question = ask(resident, posting, "张三的电话 199 怎么打不通")
    with pytest.raises(Invalid, match="为什么收起"):
        actions.hide_question(actor=worker, question=question, reason=" ")
    actions.hide_question(actor=worker, question=question, reason="写了别人的电话")
    assert queries.questions_about(posting.id).get().hidden_why == "写了别人的电话"
    assert list(queries.open_questions()) == []
    assert not duties.open_duty(question.id, "answer_question")


def test_a_stranger_an_empty_text_and_an_unknown_thing_are_refused(posting, resident, haiwan) -> None:
    with pytest.raises(Refused, match="先用卡或账号进来"):
        ask(None, posting)
    with pytest.raises(Invalid, match="还没有写"):
        ask(resident, posting, "  ")
    with pytest.raises(Invalid, match="500 字以内"):
        ask(resident, posting, "问" * 501)
    with pytest.raises(Missing):
        actions.ask(actor=resident, about_kind="postings.posting", about_id=ids.uuid7(), text="？问")
    with pytest.raises(Missing):
        actions.ask(actor=resident, about_kind="needs.need", about_id=posting.id, text="换个种类")


def test_only_the_office_answers(posting, resident, somebody) -> None:
    question = ask(resident, posting)
    with pytest.raises(Refused, match="要由"):
        actions.answer_question(actor=somebody("谭老师", Role.PARTNER), question=question, text="我来答")


def test_a_posting_shows_the_questions_about_itself_and_about_its_thing(secretary, resident) -> None:
    posting = actions.post(actor=secretary, kind=PostingKind.PARTNER, title="拟入伙合伙人", about=secretary)
    actions.post(actor=secretary, kind=PostingKind.NOTICE, title="通知", about=resident)
    journal_kind = "postings.posting"
    actions.ask(actor=resident, about_kind=journal_kind, about_id=posting.id, text="一", posting=posting)
    assert [each.text for each in queries.questions_to(posting)] == ["一"]
    assert queries.questions().count() == 1


def test_a_list_of_questions_costs_the_same_however_long(posting, resident, django_assert_num_queries) -> None:
    for number in range(12):
        ask(resident, posting, f"第 {number} 问")
    with django_assert_num_queries(2):
        found = [(each.asker.name, each.same_count, len(each.merged.all())) for each in queries.questions()]
    assert len(found) == 12
