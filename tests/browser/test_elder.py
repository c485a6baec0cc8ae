"""An elder without a phone: a worker acts for her, and with her card she reads what was done."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from tests.browser.conftest import DESK, PHONE
from tests.browser.visitor import Visitor


@pytest.fixture
def office(transactional_db):
    """Haiwan with a worker, a class the day after tomorrow, and an elder's card: its address and its PIN."""
    community = Community.objects.create(code="haiwan", name="海湾社区", phone="020-0000 0119")
    with community_scope(community):
        account = Account.objects.create_account("zhou", "long enough 9")
        worker = Person.objects.create(name="周玉梅", account_id=account.id)
        Grant.objects.create(person=worker, role=Role.WORKER)
        estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
        home = ensure_home(estate=estate, number=read_home("3-2-502"))
        elder = Person.objects.create(name="冯奶奶", household=Household.objects.create(home=home))
        room = spaces.open_space(actor=worker, name="书画室", seats=24)
        begins = clock.at(clock.today() + timedelta(days=2), 10)
        booking = spaces.book(
            actor=worker, space=room, starts_at=begins, ends_at=begins + timedelta(hours=1), audience=Audience.OFFICE,
            purpose="书法",
        )  # fmt: skip
        sessions.plan_session(actor=worker, title="书法课", kind=SessionKind.CLASS, booking=booking, capacity=10)
        _card, token, pin = access.print_card(actor=worker, person=elder)
    return f"/c/haiwan/card/{token}/", pin


def test_she_says_a_need_and_signs_up_without_any_phone(office, open_browser, judge):
    address, pin = office
    helper = Visitor(open_browser(DESK), judge)
    helper.open("/enter/?next=/c/haiwan/errands/").fill({"账号": "zhou", "密码": "long enough 9"}).tap("进来")
    helper.fill({"替谁办": "冯奶奶"}).tap("就是他")
    helper.choose("当面或电话里说好了").fill({"为什么代办": "眼睛不好，不会用手机"}).tap("开始替他办")
    helper.reads("周玉梅正在替冯奶奶办事")
    helper.open("/c/haiwan/needs/say/").fill({"什么事？": "楼道的灯坏了一个月"}).tap("说给大家听")
    helper.open("/c/haiwan/sessions/").tap("书法课").tap("我要报名").reads("周玉梅正在替冯奶奶办事")
    helper.tap("办完了").reads("替冯奶奶办完了")

    elder = Visitor(open_browser(PHONE), judge)
    elder.open(address).fill({"卡片背面的 6 位数字": pin}).tap("进来")
    elder.open("/c/haiwan/needs/mine/").reads("楼道的灯坏了一个月")
    elder.open("/c/haiwan/sessions/mine/").reads("书法课")
    elder.open("/c/haiwan/errands/mine/").reads("周玉梅", "眼睛不好", "说了一件事", "报了名")
    elder.tap("谁也不要替我办").reads("谁也不能替您办")
    assert judge.faults == []
