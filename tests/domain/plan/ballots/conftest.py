"""Place C's estate in small: homes with areas and owners, who runs a vote, and who opens it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Household, Ownership
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.ballots import actions
from hehuo.domain.plan.ballots.kinds import Law, Way

NOTICE = clock.today() + timedelta(days=1)  # roles are held from today
OPENS, CLOSES = clock.at(NOTICE + timedelta(days=30), 9), clock.at(NOTICE + timedelta(days=39), 18)
ROOMS = ("1-101", "1-102", "1-201", "2-101", "2-102", "2-201")
OWNERS = ("赵大海", "钱二梅", "孙三妹", "李四喜", "周五福", "赵大海")  # the first owns the last too


@pytest.fixture
def office(haiwan, somebody):
    """Two who run votes, one who opens them, and an estate of six homes of 80.00, 90.00, 100.00 m² …"""
    hands = {
        "worker": somebody("周玉梅", Role.WORKER), "other": somebody("许卫东", Role.WORKER),
        "secretary": somebody("卢桂兰", Role.SECRETARY),
    }  # fmt: skip
    estate = ensure_place(kind=PlaceKind.ESTATE, name="育才小区")
    people, homes = {}, []
    for number, (room, owner) in enumerate(zip(ROOMS, OWNERS, strict=True)):
        home = ensure_home(estate=estate, number=read_home(room))
        home.area_x100 = 8000 + 1000 * number
        home.save()
        if owner not in people:
            people[owner] = somebody(owner, household=Household.objects.create(home=home))
        Ownership.objects.create(home=home, person=people[owner], since_on=date(2010, 1, 1))
        homes.append(home)
    return SimpleNamespace(**hands, estate=estate, homes=homes, people=people)


@pytest.fixture
def drafted(office):
    """`drafted(Roll.OWNERS)`: a draft with its roll and one yes-or-no matter; more by name."""

    def draft(roll, *, law=Law.MOST, matters=(("换物业", Way.YES_NO),), **more):
        with clock.stopped(clock.at(NOTICE, 9)):
            said = {"place": office.estate, "notice_on": NOTICE, "opens_at": OPENS, "closes_at": CLOSES} | more
            ballot = actions.draft_ballot(actor=office.worker, title="业主共同决定", roll=roll, **said)
            for title, way, *more_of_it in matters:
                rest = dict(zip(("choices", "most", "budget_fen"), more_of_it, strict=False))
                actions.add_matter(actor=office.worker, ballot=ballot, title=title, way=way, law=law, **rest)
            return actions.make_roll(actor=office.worker, ballot=ballot)

    return draft


@pytest.fixture
def opened(office, drafted):
    """The same, opened by the secretary; the clock stands on its second day."""

    def open_one(roll, **more):
        ballot = drafted(roll, **more)
        with clock.stopped(clock.at(NOTICE, 10)):
            actions.ask_to_open(actor=office.worker, ballot=ballot)
            return actions.open_ballot(actor=office.secretary, ballot=ballot)

    return open_one


@pytest.fixture
def second_day(office):
    """The clock stands while votes come in."""
    with clock.stopped(OPENS + timedelta(days=1)):
        yield
