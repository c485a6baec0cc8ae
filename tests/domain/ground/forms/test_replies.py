"""Feedback: one respondent a thing, the latest valid reply counts, all figures exact."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.forms import actions, queries
from hehuo.domain.ground.forms.kinds import OVERALL, StarQuestion
from hehuo.domain.ground.forms.models import Form, Reply
from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.people.models import Person

pytestmark = pytest.mark.django_db
GOOD = {"teacher": 5, "content": 4, "price": 4, "overall": 5}


@pytest.fixture
def form(haiwan) -> Form:
    return actions.ensure_session_form()


@pytest.fixture
def lesson(somebody):
    """The thing that is judged; any row will do."""
    return somebody("天空农场自然课")


def answer(form, about, overall, *, who="a", hour=9, **more):
    return actions.reply(
        actor=None, form=form, about=about, answers={**GOOD, "overall": overall}, respondent_key=who,
        at=clock.at(date(2024, 7, 7), hour), **more,
    )  # fmt: skip


def test_the_session_form_is_made_once_and_asks_for_the_overall_star(form) -> None:
    assert actions.ensure_session_form() == form == queries.session_form()
    assert [question.key for question in form.asked] == ["teacher", "content", "price", "overall"]
    assert list(queries.forms()) == [form]


def test_means_and_shares_are_exact(form, lesson) -> None:
    for who, overall in (("a", 5), ("b", 4), ("c", 3)):
        answer(form, lesson, overall, who=who)
    tally = queries.tally(form=form, about_id=lesson.id)
    assert (tally.people, tally.valid, tally.mean, tally.satisfied) == (3, 3, Fraction(4), 2)
    assert tally.satisfied_share == Fraction(2, 3)
    assert tally.stars == {1: 0, 2: 0, 3: 1, 4: 1, 5: 1}


def test_without_replies_there_is_no_mean(form, lesson) -> None:
    tally = queries.tally(form=form, about_id=lesson.id)
    assert (tally.valid, tally.mean, tally.satisfied_share) == (0, None, None)


def test_of_one_respondents_replies_the_latest_by_time_counts_in_whatever_order_they_come(form, lesson) -> None:
    answer(form, lesson, 2, hour=20)
    answer(form, lesson, 5, hour=8)
    assert queries.tally(form=form, about_id=lesson.id).mean == Fraction(2)
    answer(form, lesson, 4, hour=21)
    assert queries.tally(form=form, about_id=lesson.id).mean == Fraction(4)
    kept = queries.kept(form=form, about_id=lesson.id)
    assert (kept.received, kept.counted, kept.superseded, kept.invalid) == (3, 1, 2, 0)


@pytest.mark.parametrize(
    ("overall", "why"),
    [
        (None, "没有打分"),
        ("", "没有打分"),
        (6, "不是 1 到 5 星"),
        (0, "不是"),
        ("好", "不是"),
        (4.5, "不是"),
        (True, "不是"),
    ],
)
def test_a_missing_or_impossible_star_is_kept_with_the_reason_and_displaces_nothing(form, lesson, overall, why) -> None:
    answer(form, lesson, 3, hour=8)
    reply = answer(form, lesson, overall, hour=9)
    assert (reply.is_valid, reply.counts) == (False, False)
    assert why in reply.why_not
    tally = queries.tally(form=form, about_id=lesson.id)
    assert (tally.people, tally.valid, tally.mean) == (1, 1, Fraction(3))
    assert queries.kept(form=form, about_id=lesson.id).invalid == 1


def test_whole_and_broken_replies_in_any_order_leave_the_latest_whole_one(form, lesson) -> None:
    for overall, hour in ((None, 22), (2, 8), (6, 10), (4, 9), ("", 7)):
        answer(form, lesson, overall, hour=hour)
    assert queries.tally(form=form, about_id=lesson.id).mean == Fraction(4)
    kept = queries.kept(form=form, about_id=lesson.id)
    assert (kept.received, kept.counted, kept.superseded, kept.invalid) == (5, 1, 1, 3)


def test_a_whole_phone_is_kept_as_its_hash_and_is_one_respondent(form, lesson) -> None:
    first, second = answer(form, lesson, 2, who="19900594522"), answer(form, lesson, 5, who=" 19900594522 ", hour=10)
    assert first.respondent_key == second.respondent_key
    assert "19900594522" not in first.respondent_key
    assert answer(form, lesson, 3, who="199****4522").respondent_key == "199****4522"
    assert queries.tally(form=form, about_id=lesson.id).mean == Fraction(4)


def test_a_star_missing_from_any_question_makes_the_form_invalid(form, lesson) -> None:
    reply = actions.reply(actor=None, form=form, about=lesson, answers={"teacher": 5, "overall": 5}, respondent_key="a")
    assert reply.why_not == "「内容合适吗」没有打分。"


def test_several_things_are_counted_in_one_query(form, lesson, somebody, django_assert_num_queries) -> None:
    other = somebody("硬笔书法")
    answer(form, lesson, 5)
    answer(form, other, 2)
    with django_assert_num_queries(1):
        tallies = queries.tallies([lesson.id, other.id, form.id], question=OVERALL)
    assert {about: tally.mean for about, tally in tallies.items()} == {
        lesson.id: Fraction(5), other.id: Fraction(2), form.id: None,
    }  # fmt: skip


def test_several_things_are_counted_together_by_the_database(form, lesson, somebody, django_assert_num_queries) -> None:
    answer(form, lesson, 5)
    answer(form, lesson, None, who="b")
    answer(form, somebody("硬笔书法"), 2)
    everything, nothing = Person.objects.values("pk"), Person.objects.none().values("pk")
    with django_assert_num_queries(1):
        tally = queries.tally_of_all(everything, nothing)
    assert (tally.people, tally.valid, tally.mean, tally.stars) == (
        2,
        2,
        Fraction(7, 2),
        {1: 0, 2: 1, 3: 0, 4: 0, 5: 1},
    )
    assert queries.tally_of_all(nothing).mean is None
    assert queries.tally_of_all().mean is None


def test_every_question_is_counted_beside_its_words(form, lesson) -> None:
    answer(form, lesson, 5)
    found = queries.questions_counted(form, lesson.id)
    assert [(question.ask, tally.mean) for question, tally in found] == [
        ("老师讲得好吗", 5), ("内容合适吗", 4), ("价格能接受吗", 4), ("总的来说满意吗", 5),
    ]  # fmt: skip


def test_a_person_replies_for_themselves_and_may_change_it(form, lesson, resident) -> None:
    for overall in (3, 5):
        actions.reply(
            actor=resident, form=form, about=lesson, answers={**GOOD, "overall": overall}, person=resident,
            words=" 老师很耐心 ",
        )  # fmt: skip
    reply = queries.reply_of(form, lesson.id, resident)
    assert (reply.answers["overall"], reply.words, reply.entered_by) == (5, "老师很耐心", None)
    assert queries.counted_replies(form, lesson.id).count() == 1
    assert queries.replies_about(form, lesson.id).count() == 2


def test_a_worker_enters_a_paper_and_a_neighbour_may_not(form, lesson, resident, worker, somebody) -> None:
    reply = actions.reply(actor=worker, form=form, about=lesson, answers=GOOD, person=resident)
    assert reply.entered_by == worker
    entry = journal.entries_of(reply.id).get()
    assert (entry.act, entry.actor_id, entry.for_id) == ("forms.replied", worker.id, resident.id)
    with pytest.raises(Refused):
        actions.reply(actor=somebody("高雪"), form=form, about=lesson, answers=GOOD, person=resident)


def test_a_reply_of_nobody_is_refused(form, lesson) -> None:
    with pytest.raises(Invalid, match="不知道是谁填的"):
        actions.reply(actor=None, form=form, about=lesson, answers=GOOD)


def test_the_same_key_twice_is_one_reply(form, lesson) -> None:
    key = ids.uuid7()
    assert answer(form, lesson, 5, key=key) == answer(form, lesson, 5, key=key)
    assert Reply.objects.count() == 1


def test_the_database_lets_one_reply_of_a_respondent_count(form, lesson) -> None:
    answer(form, lesson, 5)
    superseded = answer(form, lesson, 1, hour=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=superseded.pk).update(counts=True)


def test_a_form_has_one_to_five_questions_with_the_overall_one_among_them(haiwan, worker, resident) -> None:
    def opened(*keys, title="社区食堂", actor=worker):
        return actions.open_form(actor=actor, title=title, questions=[StarQuestion(key, key) for key in keys])

    assert [question.key for question in opened("taste", OVERALL).asked] == ["taste", OVERALL]
    for keys in ((), ("a", "b", "c", "d", "e", OVERALL), ("taste",), (OVERALL, OVERALL)):
        with pytest.raises(Invalid):
            opened(*keys)
    with pytest.raises(Invalid, match="名字"):
        opened(OVERALL, title=" ")
    with pytest.raises(Refused):
        opened(OVERALL, actor=resident)


def test_partners_run_no_forms(form, lesson, resident, somebody) -> None:
    with pytest.raises(Refused):
        actions.reply(actor=somebody("谭老师", Role.PARTNER), form=form, about=lesson, answers=GOOD, person=resident)
