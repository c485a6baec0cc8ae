"""A reading room that residents have in the evenings, and neighbours who live here."""

from datetime import date, time
from typing import Any

import pytest

from hehuo.core import clock
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience


@pytest.fixture(autouse=True)
def today():
    with clock.stopped(clock.at(date(2026, 12, 1), 9)):
        yield


@pytest.fixture
def room(worker: Any) -> Any:
    space = spaces.open_space(actor=worker, name="阅览室", seats=12, equipment="投影、音响")
    spaces.set_opening(
        actor=worker, space=space, audience=Audience.RESIDENT, weekdays="1234567", from_time=time(18), to_time=time(21)
    )
    return space


@pytest.fixture
def household(haiwan: Any) -> Any:
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    return Household.objects.create(home=ensure_home(estate=estate, number=addresses.read_home("3-2-501")))


@pytest.fixture
def neighbours(somebody: Any, household: Any) -> Any:
    return [somebody(name, household=household) for name in ("高雪", "林小满", "何建国")]
