"""A roster writes one line a piece, and whoever came with it is found all the same."""

import pytest

from hehuo.domain.ground.intakes import queries as looks
from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.models import Piece
from hehuo.domain.ground.intakes.rosters.planning import plan_roster
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.search import actions, queries
from hehuo.domain.ground.search.models import SearchDoc

pytestmark = pytest.mark.django_db
ROSTER = "小区,楼栋,单元,房号,姓名,手机号\n海湾花园,3,2,502,吴秀兰,13800000007\n海湾花园,3,2,503,陈建国,13800000008\n"


@pytest.fixture
def taken(worker):
    actions.rebuild()
    plan = plan_roster(ROSTER.encode(), "roster.csv", known=looks.known_places())
    intake = receiving.stage_roster(actor=worker, plan=plan, file_name="roster.csv", content=ROSTER.encode())
    return taking.take_roster(actor=worker, intake=intake)


def titles(viewer, written):
    return [one.title for group in queries.find(viewer, written) for one in group.found]


def test_people_and_places_of_a_roster_are_found_once_the_worker_has_read_on(worker, taken):
    actions.catch_up()
    assert titles(worker, "秀兰") == ["吴秀兰"]
    assert titles(worker, "cjg") == ["陈建国"]
    assert titles(worker, "花园") == ["海湾花园"]


def test_a_piece_knows_whom_it_made(taken):
    piece = Piece.objects.get()
    made = looks.taken_in_piece(taken.id, piece.order, Person)
    assert made == set(Person.objects.exclude(household=None).values_list("id", flat=True))
    assert looks.taken_in_piece(taken.id, piece.order + 1, Person) == set()


def test_a_roster_that_was_taken_back_leaves_nothing_behind(worker, taken):
    actions.catch_up()
    taking.undo_intake(actor=worker, intake=taken)
    assert titles(worker, "秀兰") == []
    actions.catch_up()
    assert set(SearchDoc.objects.values_list("thing_id", flat=True)) == {worker.id}
