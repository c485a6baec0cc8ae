"""Answers by phone and on paper: one for each of those asked, and nothing that joins an anonymous one to anybody."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hehuo.core import acting, clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.plan.surveys import actions, queries
from hehuo.domain.plan.surveys.kinds import Naming, SurveyState, Unit
from hehuo.domain.plan.surveys.models import Asked, Mark, Remark, Sheet, Survey
from tests.domain.plan.surveys.conftest import LAST, WHOLE


def counted(survey, key: str) -> dict[int, int]:
    return dict(queries.tallies_of(survey)[key].values)


def at(survey, door: str) -> Asked:
    return queries.asked_at(survey, door)[0]


def test_a_named_answer_is_replaced_by_a_later_one_of_the_same_home(office, opened, give):
    survey = opened()
    give(survey, office.heads[0], k1=2)
    assert queries.answers_given(queries.mine(survey, office.others[0])[0]) == WHOLE | {"k1": 2}
    give(survey, office.others[0], k1=5, k3=[])
    assert (counted(survey, "k1"), counted(survey, "k3")) == ({5: 1}, {})
    assert (queries.rate(survey).answered, Sheet.objects.count()) == (1, 2)


def test_an_anonymous_answer_is_final_and_stands_alone(office, opened, give):
    survey = opened(naming=Naming.ANONYMOUS)
    lines = Entry.objects.count()
    sheet = give(survey, office.heads[0])
    assert Entry.objects.count() == lines
    assert (sheet.asked_id, sheet.received_at, sheet.entered_by_id, sheet.pk.version) == (None, None, None, 4)
    assert {row.pk.version for row in [*Mark.objects.all(), *Remark.objects.all()]} == {4}
    assert queries.answers_given(queries.mine(survey, office.heads[0])[0]) == {}
    with pytest.raises(Refused, match="不记名，谁也找不出是哪一份"):
        give(survey, office.others[0])
    with pytest.raises(Refused, match="已经收到一份（手机）"):
        actions.enter_paper(actor=office.worker, asked=at(survey, "1-101"), answers=WHOLE)
    assert queries.rate(survey).answered == Sheet.objects.count() == 1


def test_who_is_not_asked_does_not_answer(office, opened):
    survey = opened()
    for person in (office.stranger, office.child, office.heads[1]):
        with pytest.raises(Refused, match="不是问您的"):
            actions.answer(actor=person, asked=at(survey, "1-101"), answers=WHOLE)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"k1": None}, "「现在的课满意吗」还没有答"),
        ({"k1": 6}, "没有这个选项"),
        ({"k2": [1, 2]}, "只能选一个"),
        ({"k3": [4]}, "没有这个选项"),
        ({"k5": 8}, "请填 0 到 7 的数"),
        ({"k5": "三"}, "请填一个数"),
        ({"k6": "长" * 501}, "最多 500 个字"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused_under_its_question(office, opened, give, said, why):
    survey = opened()
    with pytest.raises(Invalid, match=why) as refusal:
        give(survey, office.heads[0], **said)
    assert refusal.value.field == next(iter(said))
    assert queries.rate(survey).answered == 0


def test_a_paper_may_leave_blanks_and_is_typed_once(office, opened, give):
    survey = opened()
    actions.enter_paper(actor=office.worker, asked=at(survey, "1-101"), answers={"k2": 3})
    assert (queries.tallies_of(survey)["k1"].base, counted(survey, "k2")) == (0, {3: 1})
    with pytest.raises(Refused, match="「1-101」已经收到一份（纸）"):
        actions.enter_paper(actor=office.secretary, asked=at(survey, "1-101"), answers={"k2": 1})
    with pytest.raises(Invalid, match="一题也没有答"):
        actions.enter_paper(actor=office.worker, asked=at(survey, "1-102"), answers={})
    with pytest.raises(Refused, match="整理需求"):
        actions.enter_paper(actor=office.heads[0], asked=at(survey, "1-102"), answers=WHOLE)
    give(survey, office.heads[0], k2=1)  # one's own hand puts the paper right
    assert counted(survey, "k2") == {1: 1}


def test_after_the_last_day_phones_are_refused_and_papers_typed_for_three_days(office, opened, give):
    survey = opened()
    with clock.stopped(clock.at(LAST + timedelta(days=1), 9)):
        with pytest.raises(Refused, match="已经截止了"):
            give(survey, office.heads[0])
        actions.enter_paper(actor=office.worker, asked=at(survey, "1-101"), answers=WHOLE)
        assert actions.close_over() == 0
    with clock.stopped(clock.at(LAST + timedelta(days=4), 9)):
        assert actions.close_over() == 1
        with pytest.raises(Refused, match="不再收了"):
            actions.enter_paper(actor=office.worker, asked=at(survey, "1-102"), answers=WHOLE)
    survey.refresh_from_db()
    assert (survey.state, queries.rate(survey).paper) == (SurveyState.CLOSED, 1)


def test_a_helper_answers_for_somebody_and_both_stand_in_the_journal(office, opened):
    survey = opened(Unit.PERSONS)
    person, helper = office.heads[0], office.others[0]
    with acting.acting(helper_id=helper.id, person_id=person.id):
        actions.answer(actor=person, asked=queries.mine(survey, person)[0], answers=WHOLE)
    line = Entry.objects.get(act="surveys.answered")
    assert (line.actor_id, line.for_id) == (helper.id, person.id)


STEPS = st.lists(
    st.tuples(st.sampled_from(["phone", "other", "paper"]), st.integers(0, 5), st.integers(1, 5), st.booleans()),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(naming=st.sampled_from(list(Naming)), steps=STEPS)
def test_counts_are_those_of_a_plain_model_in_whatever_order_answers_come(office, opened, naming, steps):
    survey = opened(naming=naming)
    homes = list(queries.list_of(survey))
    expected: dict[int, tuple[int, str]] = {}
    for way, home, stars, has_words in steps:
        asked, answers = Asked.objects.get(pk=homes[home].pk), {"k1": stars, "k2": 1, "k6": "话" * has_words}
        stands = home in expected and (way == "paper" or naming == Naming.ANONYMOUS)
        try:
            if way == "paper":
                actions.enter_paper(actor=office.worker, asked=asked, answers=answers)
            else:
                hand = (office.heads if way == "phone" else office.others)[home]
                actions.answer(actor=hand, asked=asked, answers=answers)
            assert not stands
            expected[home] = (stars, answers["k6"])
        except Refused:
            assert stands
    tallies = queries.tallies_of(actions.close_survey(actor=office.worker, survey=survey))
    given_stars = [stars for stars, _words in expected.values()]
    assert dict(tallies["k1"].values) == {star: given_stars.count(star) for star in set(given_stars)}
    assert (tallies["k1"].base, tallies["k2"].base) == (len(expected), len(expected))
    assert tallies["k6"].base == sum(bool(words) for _stars, words in expected.values())
    assert queries.rate(survey).answered == queries.sheets(survey).count() == len(expected)
    Sheet.objects.filter(survey=survey).delete()
    Survey.objects.filter(pk=survey.pk).delete()
