"""Whoever is under 18 is seen only with a second person's leave, for a day (Protection of Minors Online, 36 and 37)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.actions import reveal
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.access.models import Permit
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.rolls.actions.cares import look_at_cares
from hehuo.domain.insight.holdings import permits

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(haiwan):
    today = clock.today()
    child = Person(name="高小雪", born_on=date(today.year - 9, 1, 1))
    child.phone = "19900206068"
    child.save()
    return child


def test_nothing_is_shown_without_leave(child, worker):
    with pytest.raises(Refused, match="另一位同事批准"):
        reveal(actor=worker, person=child, field="phone", why="上门联系")
    with pytest.raises(Refused, match="另一位同事批准"):
        look_at_cares(actor=worker, person=child, why="上门联系")


def test_with_leave_the_one_who_asked_looks_for_a_day(child, worker, secretary, somebody):
    other = somebody("林志远", Role.WORKER)
    asked = permits.ask_to_see(actor=worker, person=child, why="核对入学名单")
    duty = Duty.objects.get(done_at=None)
    assert (duty.act, duty.power) == ("decide_permit", Power.SEE_SENSITIVE)

    permits.permit(actor=secretary, permit=asked)

    assert not Duty.objects.filter(done_at=None).exists()
    assert reveal(actor=worker, person=child, field="phone", why="上门联系") == "19900206068"
    assert list(look_at_cares(actor=worker, person=child, why="上门联系")) == []
    assert Message.objects.get(person=worker).about_id == asked.pk
    assert list(Entry.objects.order_by("at").values_list("act", flat=True)) == [
        "access.see_asked",
        "access.see_permitted",
    ]
    with pytest.raises(Refused):
        reveal(actor=other, person=child, field="phone", why="上门联系")
    with clock.stopped(clock.now() + timedelta(hours=24, minutes=1)), pytest.raises(Refused):
        reveal(actor=worker, person=child, field="phone", why="上门联系")
    (year,) = permits.years()
    assert (year.asked, year.given, year.declined, year.open, year.looks) == (1, 1, 0, 0, 2)


def test_nobody_permits_themselves(child, worker):
    asked = permits.ask_to_see(actor=worker, person=child, why="核对入学名单")
    with pytest.raises(Refused, match="另一位"):
        permits.permit(actor=worker, permit=asked)
    with pytest.raises(IntegrityError), transaction.atomic():
        Permit.objects.update(decided_by=worker)


def test_a_no_says_why_and_opens_nothing(child, worker, secretary):
    asked = permits.ask_to_see(actor=worker, person=child, why="核对入学名单")
    with pytest.raises(Invalid, match="为什么"):
        permits.decline(actor=secretary, permit=asked, opinion="")
    permits.decline(actor=secretary, permit=asked, opinion="问家长就行")
    assert Message.objects.get(person=worker).body == "问家长就行"
    with pytest.raises(Refused):
        reveal(actor=worker, person=child, field="phone", why="上门联系")
    with pytest.raises(Conflict, match="批过了"):
        permits.permit(actor=secretary, permit=asked)


def test_asking_twice_is_one_turn_and_grown_ups_need_none(child, worker, resident):
    key = ids.uuid7()
    one = permits.ask_to_see(actor=worker, person=child, why="核对入学名单", key=key)
    assert permits.ask_to_see(actor=worker, person=child, why="核对入学名单", key=key) == one
    with pytest.raises(Conflict, match="正在等"):
        permits.ask_to_see(actor=worker, person=child, why="核对入学名单")
    with pytest.raises(Refused, match="成年"):
        permits.ask_to_see(actor=worker, person=resident, why="核对入学名单")
    with pytest.raises(Refused):
        permits.ask_to_see(actor=resident, person=child, why="想看看")
