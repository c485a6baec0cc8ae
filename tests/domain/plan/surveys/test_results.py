"""What answers add up to: exact counts, nothing of too few, before beside after."""

from fractions import Fraction

import pytest

from hehuo.core import ratios
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.forms.questions import Question, QuestionKind
from hehuo.domain.ground.threads.models import Thread
from hehuo.domain.plan.needs.kinds import Channel, VoiceState
from hehuo.domain.plan.surveys import actions, comparing, queries, rules, tallies
from hehuo.domain.plan.surveys.kinds import Naming, SurveyState, Unit
from hehuo.domain.plan.surveys.models import Sheet
from hehuo.domain.plan.surveys.tallies import Tally

K = QuestionKind
STARS = Question("k1", K.STARS, "满意吗")


def test_of_nothing_there_is_a_dash():
    tally = Tally(STARS, 0)
    assert (tally.mean_words, {count.share for count in tally.counts}) == ("—", {"—"})


def test_shares_and_means_are_rounded_half_up_from_exact_ones():
    tally = Tally(STARS, 3, {5: 1, 4: 1, 1: 1})
    assert (tally.mean, tally.mean_words, tally.satisfied.share) == (Fraction(10, 3), "3.33", "66.7%")
    assert ratios.per_cent(1, 8) == "12.5%"


def test_numbers_stand_in_at_most_ten_bands():
    assert tallies.bands(0, 7) == [(each, each) for each in range(8)]
    assert tallies.bands(1, 25) == [(1, 3), (4, 6), (7, 9), (10, 12), (13, 15), (16, 18), (19, 21), (22, 24), (25, 25)]
    ages = Tally(Question("k1", K.NUMBER, "几岁", low=1, high=25), 3, {2: 1, 3: 1, 24: 1})
    assert [(each.name, each.number) for each in ages.counts if each.number] == [("1–3", 2), ("22–24", 1)]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"1栋": 5, "2栋": 9}, ["1栋", "2栋"]),
        ({"1栋": 4, "2栋": 9, "3栋": 6}, ["2栋"]),  # 3栋 hides what 1栋 would be by subtraction
        ({"1栋": 3, "2栋": 9, "3栋": 2}, ["2栋"]),
        ({"1栋": 1, "2栋": 9}, []),
        ({"1栋": 9}, []),
    ],
)
def test_a_building_with_few_answers_is_not_told_even_by_subtraction(sizes, shown):
    assert tallies.shown_groups(sizes) == shown


def test_results_wait_for_the_end_and_for_publication(office, opened, give):
    survey = opened()
    give(survey, office.heads[0])
    assert not rules.may_see_results(office.worker, survey)
    with pytest.raises(Refused, match="截止以后才能公布"):
        actions.publish_survey(actor=office.worker, survey=survey)
    with pytest.raises(Refused, match="整理需求"):
        actions.close_survey(actor=office.heads[0], survey=survey)
    survey = actions.close_survey(actor=office.worker, survey=survey)
    assert Duty.objects.get(act="publish_survey").done_at is None
    assert (bool(rules.may_see_results(office.worker, survey)), bool(rules.may_see_results(None, survey))) == (
        True, False,
    )  # fmt: skip
    with pytest.raises(Refused, match="整理需求"):
        actions.publish_survey(actor=office.heads[0], survey=survey)
    survey = actions.publish_survey(actor=office.worker, survey=survey)
    assert (survey.state, bool(rules.may_see_results(None, survey))) == (SurveyState.PUBLISHED, True)
    assert not rules.may_see_records(office.heads[0], survey)
    assert Duty.objects.get(act="publish_survey").done_at is not None


def test_of_four_anonymous_answers_nothing_is_told(office, opened, give):
    survey = opened(naming=Naming.ANONYMOUS)
    for head in office.heads[:4]:
        give(survey, head)
    survey = actions.close_survey(actor=office.worker, survey=survey)
    with pytest.raises(Refused, match="不到 5 份"):
        actions.publish_survey(actor=office.worker, survey=survey)


def test_anonymous_sheets_lie_in_the_order_of_their_random_ids_after_the_end(office, opened, give):
    survey = opened(naming=Naming.ANONYMOUS)
    for head in office.heads:
        give(survey, head)
    before = queries.tallies_of(survey)
    survey = actions.close_survey(actor=office.worker, survey=survey)
    assert queries.tallies_of(survey) == before
    assert Sheet.objects.filter(survey=survey).count() == 6
    assert queries.by_building(survey) == {}


def test_buildings_of_a_named_survey(office, opened, give):
    survey = opened(Unit.PERSONS)
    for person in (*office.heads, *office.others):
        give(survey, person)
    assert queries.rate_by_building(survey) == [("海湾花园 1栋", 10, 10), ("海湾花园 2栋", 2, 2)]
    assert queries.by_building(survey)["k1"] == []  # two in the other building
    give(survey, office.heads[0])
    assert [sum(tally.values.values()) for tally in (queries.tallies_of(survey)["k1"],)] == [12]


def test_results_cost_the_same_for_one_answer_and_for_many(office, opened, give, django_assert_num_queries):
    survey = opened(Unit.PERSONS)
    give(survey, office.heads[0])
    for _round in range(2):
        with django_assert_num_queries(6):
            queries.tallies_of(survey)
            queries.by_building(survey)
            queries.rate(survey)
        for person in (*office.heads[1:], *office.others):
            give(survey, person)


def test_the_records_behind_a_number(office, opened, give):
    survey = opened()
    for stars, head in zip((5, 5, 3, 2, 1, 1), office.heads, strict=True):
        give(survey, head, k1=stars, k6="好" if stars == 5 else "")
    assert queries.records(survey, "k1", 5).count() == 2
    assert queries.records(survey, "k1", 1, 3).count() == 4
    assert queries.records(survey, "k6").count() == 2
    assert queries.records(survey).count() == 6
    said = queries.answers_of(survey, queries.records(survey, "k1", 3))
    assert list(said.values()) == [WHOLE_LESS_WORDS]
    words = {each.key: queries.said_in_words(each, WHOLE_LESS_WORDS.get(each.key)) for each in survey.asked}
    assert words == {"k1": "3 星", "k2": "早上", "k3": "书法、手机", "k4": "不是", "k5": "3", "k6": "—"}


WHOLE_LESS_WORDS = {"k1": 3, "k2": 1, "k3": [1, 3], "k4": 2, "k5": 3}


def test_words_are_cleared_one_by_one_and_a_need_may_come_of_them(office, opened, give):
    survey = opened()
    give(survey, office.heads[0], k6="电梯常坏")
    remark = queries.remarks(survey).get()
    with pytest.raises(Refused, match="截止以后才看得到"):
        actions.clear_remark(actor=office.worker, remark=remark, is_cleared=True)
    survey = actions.close_survey(actor=office.worker, survey=survey)
    with pytest.raises(Refused, match="整理需求"):
        actions.clear_remark(actor=office.heads[0], remark=remark, is_cleared=True)
    actions.clear_remark(actor=office.worker, remark=remark, is_cleared=True)
    assert queries.cleared_by_question(survey) == {"k6": ["电梯常坏"]}
    actions.clear_remark(actor=office.worker, remark=remark, is_cleared=False)
    assert queries.cleared_by_question(survey) == {}
    voice = actions.hear_remark(actor=office.worker, remark=remark)
    assert (voice.words, voice.channel, voice.speaker, voice.state) == (
        "电梯常坏", Channel.SURVEY, None, VoiceState.TRAY,
    )  # fmt: skip
    assert Thread.objects.filter(earlier_id=survey.id, later_id=voice.id).count() == 1
    with pytest.raises(Conflict, match="已经记成一条需求"):
        actions.hear_remark(actor=office.worker, remark=remark)


def test_before_and_after_side_by_side(office, opened, give):
    before = opened()
    for head in office.heads[:4]:
        give(before, head, k1=2)
    before = actions.close_survey(actor=office.worker, survey=before)
    after = actions.draft_survey(
        actor=office.worker, title="上过课以后", why="看看好了没有", unit=Unit.HOMES, naming=Naming.NAMED, after=before,
        place=office.estate,
    )  # fmt: skip
    actions.change_question(
        actor=office.worker, survey=after, question="k2", kind=K.ONE, ask="什么时候上课好", choices=["早上", "晚上"]
    )
    actions.drop_question(actor=office.worker, survey=after, question="k4")
    actions.add_question(actor=office.worker, survey=after, kind=K.YES_NO, ask="还来吗", is_required=False)
    after = actions.open_survey(actor=office.worker, survey=after)
    for stars, head in zip((5, 4, 2), office.heads[:3], strict=True):
        give(after, head, k1=stars)
    compared, alone = queries.compared(after)
    first = compared[0]
    assert [each.question.key for each in compared] == ["k1", "k3", "k5"]
    assert (first.before.mean_words, first.after.mean_words, first.mean_change) == ("2.00", "3.67", "+1.67")
    assert (first.lines[0].name, first.lines[0].points, first.lines[0].after.base) == ("4 星以上", "+66.7", 3)
    assert [(each.ask, each.why) for each in alone] == [
        ("什么时候上课好", "选项改了：前一次是「早上、下午、晚上」"), ("还想说什么", "是写字的题，不比数"),
        ("还来吗", "只有后一次问了"), ("家里有孩子吗", "只有前一次问了"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Question("k1", K.YES_NO, "满意吗"), "答法改了"),
        (Question("k1", K.STARS, "满不满意"), "问法改了：前一次问的是「满意吗」"),
    ],
)
def test_why_two_questions_are_not_compared(other, why):
    assert comparing.why_not(STARS, other).startswith(why)
    numbers = [Question("k1", K.NUMBER, "几次", low=0, high=high) for high in (5, 7)]
    assert comparing.why_not(*numbers) == "数的范围改了：前一次是 0 到 5"


def test_a_change_from_nothing_is_a_dash():
    (compared,), _alone = comparing.compare([STARS], [STARS], {"k1": Tally(STARS, 0)}, {"k1": Tally(STARS, 1, {5: 1})})
    assert (compared.mean_change, {line.points for line in compared.lines}) == ("—", {"—"})
