"""A sensitive field is shown to those who need it, one at a time, and the log says who looked and why."""

import pytest

from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access.actions import reveal
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.journal.models import Look
from hehuo.domain.ground.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def gao(haiwan):
    person = Person(name="高雪")
    person.phone = "19900206068"
    person.save()
    return person


def test_a_phone_is_shown_and_logged(worker, gao):
    assert reveal(actor=worker, person=gao, field="phone", why="上门联系") == "19900206068"
    assert [(look.field, look.why) for look in Look.objects.all()] == [("phone", "上门联系")]


def test_no_reason_no_look(worker, gao):
    with pytest.raises(Invalid):
        reveal(actor=worker, person=gao, field="phone", why=" ")
    assert not Look.objects.exists()


def test_only_those_who_need_it_and_only_what_may_be_shown(somebody, worker, gao):
    with pytest.raises(Refused):
        reveal(actor=somebody("付婉仪", Role.CLERK), person=gao, field="phone", why="上门联系")
    with pytest.raises(Refused):
        reveal(actor=worker, person=gao, field="phone_sealed", why="上门联系")
