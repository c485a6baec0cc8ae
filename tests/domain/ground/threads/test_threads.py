"""The threads lead forward and back, in one statement each way."""

import itertools

import pytest

from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(haiwan):
    people = [Person.objects.create(name=name) for name in "甲乙丙丁"]
    for earlier, later in itertools.pairwise(people):
        actions.tie(earlier=earlier, later=later)
    return people


def test_everything_that_came_of_a_thing_is_found_nearest_first(chain):
    first, second, third, fourth = chain
    assert [thing.id for thing in queries.later_of(first.id)] == [second.id, third.id, fourth.id]
    assert [thing.id for thing in queries.earlier_of(fourth.id)] == [third.id, second.id, first.id]
    assert {thing.kind for thing in queries.later_of(first.id)} == {"people.person"}


def test_tying_twice_is_once_and_a_circle_ends(chain):
    actions.tie(earlier=chain[0], later=chain[1])
    actions.tie(earlier=chain[3], later=chain[0])
    assert {thing.id for thing in queries.later_of(chain[0].id)} == {person.id for person in chain}


def test_a_thread_can_be_taken_back(chain):
    actions.untie(earlier=chain[0], later=chain[1])
    assert queries.later_of(chain[0].id) == []
    assert queries.next_of([chain[1].id], kind="people.person") == {chain[1].id: [chain[2].id]}


def test_a_walk_is_one_statement(chain, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.later_of(chain[0].id)
