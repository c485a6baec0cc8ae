"""Two buildings of one estate, with neighbours, and a leader of one of them."""

import pytest

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places import actions as places
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Place


@pytest.fixture
def estate(haiwan):
    return places.ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")


@pytest.fixture
def neighbour(estate, somebody):
    """Make somebody who lives at a number: `neighbour("冯东", "3-1-201")`."""

    def make(name, number, *roles):
        home = places.ensure_home(estate=estate, number=addresses.read_home(number))
        household, _made = Household.objects.get_or_create(home=home)
        return somebody(name, *roles, household=household)

    return make


@pytest.fixture
def building(neighbour):
    """Building 3, and who lives there."""
    people = [neighbour("冯东", "3-1-201"), neighbour("姜倩琳", "3-2-502")]
    return Place.objects.get(path="海湾花园/3栋"), people


@pytest.fixture
def elsewhere(neighbour):
    """Somebody of building 4."""
    return neighbour("白玲", "4-1-101")


@pytest.fixture
def leader(building, neighbour):
    """The leader of building 3 lives there too."""
    person = neighbour("麦伯", "3-1-101")
    Grant.objects.create(person=person, role=Role.BUILDING_LEADER, place=building[0])
    return person
