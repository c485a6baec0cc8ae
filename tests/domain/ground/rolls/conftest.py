"""A stairwell of Haiwan Garden, and people put into it."""

import pytest

from hehuo.domain.ground.people.models import Household, Ownership, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind


@pytest.fixture
def estate(haiwan):
    return ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")


@pytest.fixture
def home(estate):
    """`home("3-2-501", area=8950)`"""

    def make(number, area=None):
        found = ensure_home(estate=estate, number=addresses.read_home(number))
        if area:
            found.area_x100 = area
            found.save()
        return found

    return make


@pytest.fixture
def lives():
    """`lives("高雪", home, relation="户主")`: a person in the first household of a home, as a roster leaves them."""

    def put(name, home, **fields):
        household, _made = Household.objects.get_or_create(home=home, number=fields.pop("number", 1))
        phone, identity = fields.pop("phone", ""), fields.pop("identity", "")
        person = Person(name=name, household=household, **fields)
        person.phone, person.identity = phone, identity
        person.save()
        return person

    return put


@pytest.fixture
def owns():
    """`owns(person, home)`"""

    def give(person, home):
        return Ownership.objects.create(home=home, person=person)

    return give
