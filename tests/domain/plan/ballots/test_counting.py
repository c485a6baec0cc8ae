"""Integers only: hurdles at their very edge, who joins a majority, and a result that stays as it was counted."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.plan.ballots import actions, counting, queries
from hehuo.domain.plan.ballots.counting import Count, Sum
from hehuo.domain.plan.ballots.kinds import LAWS, NO, YES, BallotState, Law, Least, Roll, Secrecy, Way
from hehuo.domain.plan.ballots.models import Matter, Paper
from tests.domain.plan.ballots.conftest import CLOSES, NOTICE, OPENS
from tests.domain.plan.ballots.test_papers import typed
from tests.domain.plan.ballots.test_voting import cast, voice


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from([(2, 3), (3, 4), (1, 2)]), st.booleans())
def test_a_share_is_reached_exactly_from_the_number_that_is_needed(number, whole, share, is_over):
    least = Least(*share, is_over=is_over)
    assert least.holds(number, whole) == (number >= least.needed(whole))
    assert not least.holds(least.needed(whole) - 1, whole)


def test_the_edges_of_the_law():
    two_thirds, over_half, three_quarters = LAWS[Law.OWNERS_SPECIAL].quorum, LAWS[Law.OWNERS_ORDINARY].yes, Least(3, 4)
    assert [two_thirds.holds(n, 256) for n in (170, 171)] == [False, True]
    assert [over_half.holds(n, 100) for n in (50, 51)] == [False, True]
    assert [three_quarters.holds(n, 100) for n in (74, 75)] == [False, True]
    assert two_thirds.holds(2_000_000, 3_000_000)
    assert not two_thirds.holds(1_999_999, 3_000_000)


def test_nothing_or_two_marked_is_an_abstention_and_takes_part():
    papers = [((1,), Sum(1, 80)), ((1, 2), Sum(1, 90)), ((), Sum(1, 70)), ((2,), Sum(1, 60))]
    counted = counting.count(Way.YES_NO, Sum(6, 500), papers, 3)
    assert counted.took_part == Sum(4, 300)
    assert counted.choices == {1: Sum(1, 80), 3: Sum(2, 160), 2: Sum(1, 60)}


def test_a_matter_may_pass_by_number_and_fail_by_area():
    counted = Count(Sum(10, 1000), Sum(8, 700), {YES: Sum(6, 500), NO: Sum(2, 200)})
    tests = counting.hurdles(Law.OWNERS_SPECIAL, counted, by_area=True)
    assert [(test.gate, test.measure, test.holds, test.short) for test in tests] == [
        ("quorum", "number", True, 0), ("quorum", "area", True, 0), ("yes", "number", True, 0),
        ("yes", "area", False, 25),
    ]  # fmt: skip


def test_nobody_came_and_nothing_passes():
    counted = counting.count(Way.YES_NO, Sum(10, 1000), [], 3)
    assert [test.holds for test in counting.hurdles(Law.RESIDENTS, counted, by_area=False)] == [False, False]


def test_a_ranking_gives_points_by_place():
    papers = [((2, 1, 3), Sum(1)), ((2,), Sum(1)), ((3, 2), Sum(1))]
    counted = counting.count(Way.RANK, Sum(5), papers, 3)
    assert counted.points == {2: 3 + 3 + 2, 1: 2, 3: 1 + 3}
    assert counting.leaders(Way.RANK, counted, 3) == [2, 3, 1]


def test_two_marks_where_one_was_asked_for_say_nothing():
    counted = counting.count(Way.PICK, Sum(5), [((1, 2), Sum(1)), ((2,), Sum(1)), ((9,), Sum(1))], 2)
    assert (counted.took_part, counted.choices) == (Sum(3), {2: Sum(1)})


@pytest.fixture
def counted(office):
    """`counted(ballot, {name: marks})`: everyone named votes by phone, and the other worker counts after the end."""

    def count(ballot, votes):
        with clock.stopped(OPENS):
            for name, marks in votes.items():
                cast(office, ballot, name, marks)
        with clock.stopped(CLOSES):
            actions.close_over()
            return actions.count_ballot(actor=office.other, ballot=ballot)

    return count


def test_owners_decide_by_number_and_by_area(office, opened, counted):
    ballot = opened(Roll.OWNERS, law=Law.OWNERS_ORDINARY)
    counted(ballot, {"赵大海": {1: [1]}, "钱二梅": {1: [2]}, "孙三妹": {1: [1]}, "李四喜": {1: [3]}})
    [result] = queries.results(ballot)
    assert result.counted == Count(
        Sum(5, 63000), Sum(4, 51000), {1: Sum(2, 31000), 2: Sum(1, 9000), 3: Sum(1, 11000)}, {}
    )
    assert [test.holds for test in result.tests] == [True, True, False, True]
    assert not result.is_carried


def test_who_did_not_send_back_joins_the_majority_only_by_a_written_rule(office, opened, counted):
    ballot = opened(Roll.OWNERS, law=Law.OWNERS_ORDINARY, follow_rule="议事规则第 12 条")
    with clock.stopped(OPENS):
        actions.deliver(actor=office.worker, voter=voice(ballot, "孙三妹"), on=NOTICE)
    counted(ballot, {"赵大海": {1: [1]}, "钱二梅": {1: [1]}, "周五福": {1: [2]}})
    [result] = queries.results(ballot)
    assert result.counted.took_part == Sum(3, 42000)
    assert result.followed.took_part == Sum(4, 52000)
    assert result.followed.of(YES) == Sum(3, 40000)
    assert [test.holds for test in result.tests] == [False, True, True, True]
    assert result.is_carried


def test_a_counted_ballot_never_changes(office, opened, counted):
    ballot = opened(Roll.HOUSEHOLDS)
    counted(ballot, {"钱二梅": {1: [1]}})
    before = Matter.objects.get().result
    with clock.stopped(CLOSES):
        with pytest.raises(Refused, match="截止了"):
            cast(office, ballot, "周五福")
        with pytest.raises(Refused, match="不能再录票"):
            typed(office.worker, ballot, voice(ballot, "1-102"))
        with pytest.raises(Refused, match="截止以后才能计票"):
            actions.count_ballot(actor=office.other, ballot=ballot)
        with pytest.raises(Conflict, match="不能改成"):
            actions.close_ballot(actor=office.other, ballot=ballot)
    assert Matter.objects.get().result == before


def test_nothing_is_counted_before_the_end_or_with_a_paper_half_typed(office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    with clock.stopped(OPENS):
        typed(office.worker, ballot, voice(ballot, "1-102"))
        with pytest.raises(Refused, match="不能提前"):
            actions.close_ballot(actor=office.worker, ballot=ballot)
        with pytest.raises(Refused, match="截止以后才能计票"):
            actions.count_ballot(actor=office.worker, ballot=ballot)
    with clock.stopped(CLOSES):
        assert actions.close_over() == 1
        with pytest.raises(Refused, match="还有 1 张纸票没有录完两遍"):
            actions.count_ballot(actor=office.worker, ballot=ballot)
        typed(office.other, ballot, voice(ballot, "1-102"), at=OPENS)
        assert actions.count_ballot(actor=office.worker, ballot=ballot).state == BallotState.COUNTED


def test_after_the_count_secret_papers_lie_in_no_order_of_time(office, opened, counted):
    ballot = opened(Roll.PERSONS, secrecy=Secrecy.SECRET)
    counted(ballot, {name: {1: [2]} for name in office.people})
    written = list(Paper.objects.raw("SELECT id, community_id FROM ballots_paper"))
    assert [paper.id for paper in written] == sorted(paper.id for paper in written)
    assert queries.results(ballot)[0].counted.of(NO) == Sum(5)


def test_money_is_spent_in_equal_shares(office, opened, counted):
    projects = [("修凉亭", 400_00), ("换路灯", 400_00), ("种月季", 200_00)]
    ballot = opened(Roll.HOUSEHOLDS, matters=(("一千元怎么花", Way.BUDGET, projects, 3, 1000_00),))
    want = {"赵大海": [1, 3], "钱二梅": [1], "孙三妹": [1], "李四喜": [2], "周五福": [2, 3]}
    counted(ballot, {name: {1: marks} for name, marks in want.items()})
    [result] = queries.results(ballot)
    assert [(each.choice.name, each.said.number, each.each) for each in result.choices] == [
        ("修凉亭", 3, Fraction(400_00, 3)), ("换路灯", 2, Fraction(200_00)), ("种月季", 2, Fraction(133_00)),
    ]  # fmt: skip
    assert queries.outcome_of(result.matter).paid_by([1, 2]) == [(1, Fraction(200_00)), (2, Fraction(67_00))]


def test_another_than_who_counted_publishes(office, opened, counted, somebody):
    ballot = opened(Roll.HOUSEHOLDS)
    with clock.stopped(CLOSES):
        actions.close_over()
        actions.count_ballot(actor=office.secretary, ballot=ballot)
        with pytest.raises(Refused, match="您经手的"):
            actions.publish_result(actor=office.secretary, ballot=ballot)
    assert not queries.ballots().get().posting


def test_the_result_goes_on_the_wall(office, opened, counted):
    ballot = opened(Roll.HOUSEHOLDS)
    counted(ballot, {"钱二梅": {1: [1]}})
    with clock.stopped(CLOSES):
        published = actions.publish_result(actor=office.secretary, ballot=ballot)
    assert (published.state, published.posting.title) == (BallotState.PUBLISHED, "投票结果：业主共同决定")
    with pytest.raises(Refused, match="公布"):
        actions.publish_result(actor=office.worker, ballot=ballot)


def test_secret_papers_and_areas_do_not_go_together(drafted):
    with pytest.raises(Invalid, match="不能不记名"):
        drafted(Roll.OWNERS, secrecy=Secrecy.SECRET)
    with pytest.raises(Invalid, match="不适用于"):
        drafted(Roll.HOUSEHOLDS, law=Law.OWNERS_SPECIAL)
    with pytest.raises(Invalid, match="同意、不同意、弃权"):
        drafted(Roll.OWNERS, law=Law.OWNERS_SPECIAL, matters=(("选一个", Way.PICK, [("甲", 0), ("乙", 0)]),))
