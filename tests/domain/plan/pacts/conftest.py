"""Place E in small: building 5 with five homes, its pact through all its stages, and who does what."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from hehuo.core import clock, ids
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.ballots import actions as ballots
from hehuo.domain.plan.ballots import queries as votes
from hehuo.domain.plan.ballots.kinds import ABSTAIN, NO, YES, Roll
from hehuo.domain.plan.pacts import actions, queries
from hehuo.domain.plan.pacts.kinds import PactKind

DAY = clock.today() + timedelta(days=1)  # roles are held from today
UNTIL = DAY + timedelta(days=7)
NOTICE = UNTIL + timedelta(days=1)
OPENS, CLOSES = clock.at(NOTICE + timedelta(days=1), 9), clock.at(NOTICE + timedelta(days=12), 18)
COUNTED = CLOSES + timedelta(hours=1)
ROOMS = ("5-101", "5-102", "5-201", "5-202", "5-301", "4-101")
NAMES = ("赵大海", "钱二梅", "孙三妹", "李四喜", "周五福", "吴六顺")


@pytest.fixture
def office(haiwan, somebody):
    """Five homes in building 5, one in building 4, and the clock on the first day."""
    hands = {
        "worker": somebody("周玉梅", Role.WORKER), "other": somebody("许卫东", Role.WORKER),
        "secretary": somebody("卢桂兰", Role.SECRETARY),
    }  # fmt: skip
    estate = ensure_place(kind=PlaceKind.ESTATE, name="滨湖和园")
    homes, people = [], []
    for room, name in zip(ROOMS, NAMES, strict=True):
        home = ensure_home(estate=estate, number=read_home(room))
        homes.append(home)
        people.append(somebody(name, household=Household.objects.create(home=home)))
    building = Place.objects.get(kind=PlaceKind.BUILDING, name="5栋")
    leader = somebody("郑楼长")
    Grant.objects.create(person=leader, role=Role.BUILDING_LEADER, place=building)
    with clock.stopped(clock.at(DAY, 9)):
        yield SimpleNamespace(**hands, leader=leader, estate=estate, building=building, homes=homes, people=people)


@pytest.fixture
def pact(office):
    """Drafted out of the pattern."""
    return actions.draft_pact(actor=office.worker, kind=PactKind.BUILDING, title="五栋楼栋公约", place=office.building)


@pytest.fixture
def version(pact):
    """Its first version, a draft."""
    return queries.underway(pact)


@pytest.fixture
def out(office, version):
    """The same, before everyone."""
    return actions.ask_comments(actor=office.worker, version=version, until=UNTIL)


def after_comments(office, version):
    """Comments were asked for and are over."""
    if version.comments_until is None:
        version = actions.ask_comments(actor=office.worker, version=version, until=clock.today() + timedelta(days=7))
    with clock.stopped(clock.at(version.comments_until + timedelta(days=1), 9)):
        return actions.end_comments(actor=office.worker, version=version)


def put_to_vote(office, version, **said):
    """The ballot is drafted the day after the comments."""
    start = version.comments_until + timedelta(days=1)
    times = {
        "roll": Roll.HOUSEHOLDS, "notice_on": start, "opens_at": clock.at(start + timedelta(days=1), 9),
        "closes_at": clock.at(start + timedelta(days=12), 18),
    }  # fmt: skip
    with clock.stopped(clock.at(start, 10)):
        return actions.put_to_vote(actor=office.worker, version=version, **(times | said))


def voted(office, version, said=(YES, YES, YES, NO, ABSTAIN)):
    """The ballot is opened, each home votes in turn, and it is counted; the clock is the caller's."""
    ballot = version.ballot
    with clock.stopped(clock.at(ballot.notice_on, 11)):
        ballots.make_roll(actor=office.worker, ballot=ballot)
        ballots.ask_to_open(actor=office.worker, ballot=ballot)
        ballots.open_ballot(actor=office.secretary, ballot=ballot)
    with clock.stopped(ballot.opens_at + timedelta(hours=1)):
        for person, mark in zip(office.people, said, strict=False):
            voter = votes.voices_of_person(ballot, person).get()
            ballots.vote(actor=person, voter=voter, marks={1: [mark]}, key=ids.uuid7())
    with clock.stopped(ballot.closes_at + timedelta(hours=1)):
        ballots.close_ballot(actor=office.worker, ballot=ballot)
        ballots.count_ballot(actor=office.worker, ballot=ballot)
    return queries.versions().get(pk=version.pk)


@pytest.fixture
def voting(office, version):
    """Out, commented, and put to the vote."""
    return put_to_vote(office, after_comments(office, version))


@pytest.fixture
def in_force(office, voting):
    """Carried and in force; the clock stands on that day."""
    carried = voted(office, voting)
    with clock.stopped(carried.ballot.closes_at + timedelta(days=1)):
        yield actions.bring_into_force(actor=office.secretary, version=carried)
