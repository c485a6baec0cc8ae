"""The calendar is kept by those who hold the power, and every change is remembered."""

from datetime import date

import pytest

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.calendar import queries
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people.models import Person
from hehuo.flows.set_calendar_days import set_calendar_days

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def haiwan():
    community = Community.objects.create(code="haiwan", name="海湾社区")
    with community_scope(community):
        yield community


def person(role: Role | None) -> Person:
    made = Person.objects.create(name="周玉梅")
    if role:
        Grant.objects.create(person=made, role=role)
    return made


def test_a_worker_enters_next_years_holidays_and_takes_one_back() -> None:
    worker = person(Role.WORKER)
    set_calendar_days(actor=worker, first=date(2031, 10, 1), last=date(2031, 10, 2), is_off=True, name="国庆节")
    set_calendar_days(actor=worker, first=date(2031, 10, 2), last=date(2031, 10, 2), is_off=None)

    assert [day.name for day in queries.days_of(2031)] == ["国庆节"]
    assert [entry.facts["is_off"] for entry in Entry.objects.filter(act="calendar.days_set")] == [True, None]


def test_others_are_refused_and_told_whom_to_ask() -> None:
    with pytest.raises(Refused, match="社区书记、社区工作者、系统管理员"):
        set_calendar_days(
            actor=person(Role.PARTNER), first=date(2031, 10, 1), last=date(2031, 10, 1), is_off=True, name="国庆节"
        )
    assert not queries.is_known_year(2031)
