"""A call, rooms and applicants that the tests of the way in start from."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from hehuo.core import clock
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.kinds import Way
from hehuo.domain.build.recruitment.actions import applications, calls
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.actions.calls import CallWords
from hehuo.domain.build.recruitment.kinds import Channel, Measure
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need

FIRST_OF_JULY = date(2024, 7, 1)  # a Monday


@pytest.fixture(autouse=True)
def _july():
    with clock.stopped(clock.at(FIRST_OF_JULY, 9)):
        yield


@pytest.fixture
def need(worker):
    return Need.objects.create(
        number="2024-001", title="屋顶空着，想给孩子种菜", kind=NeedKind.CHILDREN, owner=worker, state=NeedState.OPEN,
        published_at=clock.now(),
    )  # fmt: skip


@pytest.fixture
def roof(worker):
    """三楼天空平台: partners have it on weekday afternoons and at weekends."""
    space = spaces.open_space(actor=worker, name="三楼天空平台", seats=40)
    spaces.set_opening(
        actor=worker, space=space, audience=Audience.PARTNER, weekdays="12345", from_time=time(18, 30),
        to_time=time(21, 30),
    )  # fmt: skip
    spaces.set_opening(
        actor=worker, space=space, audience=Audience.PARTNER, weekdays="67", from_time=time(8), to_time=time(18, 30)
    )
    return space


@pytest.fixture
def words():
    """What stands on a call; change what a test is about."""

    def make(**changes):
        said = {
            "title": "社区发展合伙人招募", "slogan": "一块屋顶，大家来种", "background": "居民想要自然课",
            "ways": [Way.SPACE], "price_principle": "居民价不高于市场价的 50%", "price_percent": 50, "conditions": "",
            "negative_list": ["推销保健品"], "measure": Measure.MEAN, "threshold": Decimal("4.0"),
            "minimum_people": 10, "body_name": "", "body_seats": 3, "posting_days": 5, "contact_name": "何嘉怡",
            "contact_phone": "020-0000 0119", "contact_place": "党群服务中心", "opens_on": FIRST_OF_JULY,
            "closes_on": FIRST_OF_JULY + timedelta(days=14),
        }  # fmt: skip
        return CallWords(**{**said, **changes})

    return make


@pytest.fixture
def call(worker, need, roof, words):
    """A published call."""
    made = calls.write_call(actor=worker, words=words(), needs=[need], spaces=[roof])
    return calls.publish_call(actor=worker, call=made)


@pytest.fixture
def said(roof):
    """What an applicant says; change what a test is about."""

    def make(**changes):
        words = {
            "name": "广州小禾农业科技有限公司", "category": partners.ensure_category(name="商企"),
            "project": "天空农场自然课", "contact_name": "冯东", "phone": "19900965808",
            "credit_code": "91999999MA3RFM6N5T", "way": Way.SPACE, "audience": "亲子家庭", "space": roof,
            "times_said": "周六12:30-14:00", "resident_fen": 6000, "market_fen": 12000,
        }  # fmt: skip
        return ApplicationWords(**{**words, **changes})

    return make


@pytest.fixture
def farm(call, said):
    """The sky farm's application, by phone."""
    return applications.apply(actor=None, call=call, words=said(), channel=Channel.PHONE)


@pytest.fixture
def body(somebody):
    """Three members without an interest."""
    return [somebody(name, Role.REPRESENTATIVE) for name in ("梁映红", "区志明", "罗敏仪")]


@pytest.fixture
def residents(haiwan):
    return [Person.objects.create(name=f"居民{number}") for number in range(12)]
