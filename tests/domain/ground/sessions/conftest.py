"""A class of two places in the roof garden, on a Saturday in September; it is the Thursday before."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from hehuo.core import clock
from hehuo.domain.ground.people.kinds import WardKind
from hehuo.domain.ground.people.models import Guardianship
from hehuo.domain.ground.sessions import actions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience

SATURDAY = date(2026, 9, 12)
START, END = clock.at(SATURDAY, 10), clock.at(SATURDAY, 11, 30)


@pytest.fixture(autouse=True)
def thursday() -> Iterator[None]:
    with clock.stopped(clock.at(date(2026, 9, 10), 9)):
        yield


@pytest.fixture
def garden(worker: Any) -> Any:
    return spaces.open_space(actor=worker, name="三楼天空平台", seats=30)


@pytest.fixture
def plan(worker: Any, garden: Any) -> Callable[..., Any]:
    """Plan a session: `plan(capacity=2)`, `plan(start=…, end=…)`."""

    @transaction.atomic  # the booking goes with a session that is refused
    def make(capacity: int = 2, start: datetime = START, end: datetime = END, **more: Any) -> Any:
        booking = spaces.book(
            actor=worker, space=garden, starts_at=start, ends_at=end, audience=Audience.OFFICE, purpose="天空农场自然课"
        )
        more = {"title": "天空农场自然课", "kind": SessionKind.CLASS, **more}
        return actions.plan_session(actor=worker, booking=booking, capacity=capacity, **more)

    return make


@pytest.fixture
def people(somebody: Callable[..., Any]) -> list[Any]:
    return [somebody(name) for name in ("吴秀兰", "冯东", "姜倩琳", "白玲")]


@pytest.fixture
def guard(worker: Any) -> Callable[..., Any]:
    """Write down on the roll who is guardian of whom: `guard(parent, child)`."""

    def write(guardian: Any, *wards: Any) -> None:
        for ward in wards:
            Guardianship.objects.create(
                ward=ward, guardian=guardian, kind=WardKind.MINOR, evidence="户口本", from_on=date(2026, 1, 1)
            )

    return write


@pytest.fixture
def family(somebody: Callable[..., Any], guard: Callable[..., Any]) -> Any:
    """A mother; her children of nine and six; a boy of fifteen, and a stranger."""
    mother = somebody("贺平涛", phone="13800002468")
    nine, six = somebody("贺小宝", born_on=date(2017, 3, 1)), somebody("贺小贝", born_on=date(2020, 5, 1))
    teen, stranger = somebody("贺大宝", born_on=date(2011, 3, 1)), somebody("罗国强")
    guard(mother, nine, six, teen)
    return SimpleNamespace(mother=mother, nine=nine, six=six, teen=teen, stranger=stranger)
