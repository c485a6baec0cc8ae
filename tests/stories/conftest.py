"""The people of a story, beside those of every test."""

from datetime import date
from types import SimpleNamespace

import pytest

from hehuo.core import clock
from hehuo.core.db import registry
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.models import Person


@pytest.fixture
def shuanglong(db):
    """Shuanglong community and its worker, before anybody is on its roll."""
    registry.forget()
    community = Community.objects.create(code="shuanglong", name="双龙社区")
    with community_scope(community):
        worker = Person.objects.create(name="金海霞")
        Grant.objects.create(person=worker, role=Role.WORKER, from_on=date(2022, 3, 1))
        yield SimpleNamespace(community=community, worker=worker)
    registry.forget()


@pytest.fixture
def told(haiwan, somebody):
    """Haiwan before the story: the office's people and the neighbours who judge; what is told is kept here too."""
    with clock.stopped(clock.at(date(2024, 6, 3), 9)):
        return SimpleNamespace(
            community=haiwan,
            worker=somebody("周玉梅", Role.WORKER),
            secretary=somebody("陈国栋", Role.SECRETARY),
            vice=somebody("苏丽", Role.SECRETARY, Role.WORKER),
            clerk=somebody("冯敏", Role.CLERK),
            accountant=somebody("孔令仪", Role.ACCOUNTANT),
            body=[somebody(name, Role.REPRESENTATIVE) for name in ("梁映红", "区志明", "罗敏仪")],
            cousin=somebody("冯西", Role.REPRESENTATIVE),
            stewards=[somebody(name, Role.STEWARD) for name in ("何嘉怡", "李国华", "麦少芬", "谢伟明")],
        )
