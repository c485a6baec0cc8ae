"""What each voter's equal share buys, beside an independent program and by hand."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import method_of_equal_shares

from hehuo.domain.plan.ballots.equal_shares import equal_shares


def as_the_oracle_has_it(costs, papers, budget, step):
    projects = [Project(f"{number:03d}", cost) for number, cost in enumerate(costs)]
    instance = Instance(projects, budget_limit=budget)
    profile = ApprovalProfile([ApprovalBallot(projects[each] for each in paper) for paper in papers], instance=instance)
    found = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, voter_budget_increment=step)
    return [int(project.name) for project in found]


@st.composite
def votes(draw):
    """Few projects and many ties, so that every comparison is a close one."""
    costs = draw(st.lists(st.integers(1, draw(st.sampled_from([4, 60, 5_000]))), min_size=1, max_size=10))
    paper = st.frozensets(st.integers(0, len(costs) - 1))
    papers = draw(st.lists(paper, min_size=1, max_size=40))
    return costs, papers, draw(st.integers(1, sum(costs)))


@given(votes(), st.sampled_from([None, 1]))
@settings(max_examples=300, deadline=None)
def test_the_same_is_bought_as_the_oracle_buys(vote, step):
    costs, papers, budget = vote
    assert equal_shares(costs, papers, budget, step=step).projects == as_the_oracle_has_it(costs, papers, budget, step)


@given(votes())
@settings(max_examples=100, deadline=None)
def test_what_the_voters_paid_is_what_was_bought(vote):
    costs, papers, budget = vote
    outcome = equal_shares(costs, papers, budget)
    paid = [dict(outcome.paid_by(paper)) for paper in papers]
    for project in outcome.projects:
        assert sum(shares.get(project, 0) for shares in paid) == costs[project]
    assert max((sum(shares.values()) for shares in paid), default=0) <= outcome.money == Fraction(budget, len(papers))


TIES = {
    "two that cost and please the same: the one named first": ([6, 6], [{0}, {1}], 6, []),
    "one paid by all, then two alike and money for one": ([2, 2, 2], [{0, 1}, {0, 2}], 4, [0]),
    "equal prices a yuan, other costs: named first, not cheaper": ([4, 2], [{0, 1}, {0, 1}], 6, [0, 1]),
    "a supporter who has exactly what each pays": ([3, 3, 2], [{0, 2}, {0, 1, 2}, {0, 1}], 9, [0, 1, 2]),
    "all that the supporters have, to the last fen": ([5, 1], [{0}, {0, 1}, {1}, set()], 10, [0, 1]),
}  # fmt: skip


@pytest.mark.parametrize(("costs", "papers", "budget", "bought"), TIES.values(), ids=TIES)
def test_ties_made_by_hand(costs, papers, budget, bought):
    assert equal_shares(costs, papers, budget).projects == bought == as_the_oracle_has_it(costs, papers, budget, None)


def test_without_voters_nothing_is_bought():
    assert equal_shares([1], [], 5).projects == []


def test_what_is_left_over_is_handed_out_a_step_at_a_time():
    costs, papers = [4, 4], [{0}, {0}, {1}]
    assert equal_shares(costs, papers, 8).projects == [0]
    assert equal_shares(costs, papers, 8, step=1).projects == [0, 1]
