"""A chain from the group signs families up: in its order, once, and without those who left."""

from datetime import date
from pathlib import Path

import pytest

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.admissions.kinds import Conditions
from hehuo.domain.ground.intakes.parties import read_parties
from hehuo.domain.ground.people.kinds import WardKind
from hehuo.domain.ground.people.models import Guardianship
from hehuo.domain.ground.sessions.models import SignUp
from hehuo.flows.sign_up_chain import sign_up_chain
from tests.domain.ground.sessions.conftest import garden, plan, thursday

__all__ = ["garden", "plan", "thursday"]

CHAIN = """#接龙
例 张三 2人 7岁
1.陆志飞,2人,9、9岁[玫瑰]
2. 丁萍莉一个娃 8岁
3、 柴梅 +1
请问毛笔要自己带吗？
4. 付莉婷１人
5. 付莉婷 1人
6. 贺平涛 1人 三年级
7. 柴梅 不好意思，有事去不了，取消报名
8. 丁萍莉 改为2人，8岁、6岁
9. 覃 琳 1人
@张老师 下午有没有班？
"""


def test_it_is_read_to_its_end():
    read = read_parties(CHAIN)
    assert [(each.name, each.seats) for each in read.joined] == [
        ("陆志飞", 2),
        ("丁萍莉", 2),
        ("付莉婷", 1),
        ("贺平涛", 1),
        ("覃琳", 1),
    ]
    assert ([each.name for each in read.left], [line.number for line in read.doubles], len(read.chat)) == (
        ["柴梅"],
        [5],
        2,
    )


def test_a_class_as_a_group_wrote_it_down_is_30_families_with_38_children():
    read = read_parties((Path(__file__).parents[1] / "papers" / "chain-class.txt").read_text(encoding="utf-8"))
    assert (len(read.joined), read.seats, len(read.chat), read.unread) == (30, 38, 2, [])
    assert [each.name for each in read.left] == ["陆志飞", "明超飞"]
    assert [line.number for line in read.doubles] == [17, 36]


def test_who_is_sure_has_a_seat_in_order_and_the_rest_need_a_person(plan, worker, somebody):
    session = plan(capacity=2)
    parent, child, reader, later = (somebody(name) for name in ("贺平涛", "贺小宝", "付莉婷", "覃琳"))
    Guardianship.objects.create(
        ward=child, guardian=parent, kind=WardKind.MINOR, evidence="户口簿", from_on=date(2026, 1, 1)
    )
    for _twice in range(2):
        outcome = sign_up_chain(actor=worker, session=session, message=CHAIN)
    lines = SignUp.objects.filter(session=session).order_by("signed_at", "id").select_related("person")
    assert [(line.person, line.state) for line in lines] == [(reader, "seated"), (child, "seated"), (later, "waiting")]
    assert ([each.name for each in outcome.unclear], len(outcome.waiting)) == (["陆志飞", "丁萍莉"], 1)


def test_who_left_the_chain_is_taken_off(plan, worker, somebody):
    session, person = plan(), somebody("柴梅")
    sign_up_chain(actor=worker, session=session, message="1. 柴梅 +1")
    outcome = sign_up_chain(actor=worker, session=session, message=CHAIN)
    assert ([each.name for each in outcome.taken_off], SignUp.objects.get(person=person).state) == (
        ["柴梅"],
        "cancelled",
    )


def test_nothing_to_read_and_a_stranger_are_refused(plan, worker, somebody):
    session = plan()
    with pytest.raises(Invalid, match="没有读到接龙"):
        sign_up_chain(actor=worker, session=session, message="大家早上好")
    with pytest.raises(Refused):
        sign_up_chain(actor=somebody("路人"), session=session, message=CHAIN)
    assert clock.now() < session.starts_at


def test_whom_the_session_is_not_for_is_named_with_the_reason_and_the_rest_come(plan, worker, somebody):
    session = plan(capacity=5, conditions=Conditions(youngest=7))
    lines = {}
    for name, child, born in (("贺平涛", "贺小宝", date(2017, 3, 1)), ("付莉婷", "付小贝", date(2021, 3, 1))):
        parent, ward = somebody(name), somebody(child, born_on=born)
        Guardianship.objects.create(ward=ward, guardian=parent, kind=WardKind.MINOR, from_on=date(2026, 1, 1))
        lines[name] = parent
    outcome = sign_up_chain(actor=worker, session=session, message="#接龙\n1. 贺平涛 1人 9岁\n2. 付莉婷 1人 5岁")
    assert [(line.person.name, line.guardian) for line in outcome.signed] == [("贺小宝", lines["贺平涛"])]
    assert [(party.name, "满 7 岁" in why) for party, why in outcome.refused] == [("付莉婷", True)]
