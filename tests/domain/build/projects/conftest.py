"""A pavilion in its plan, its lead and secretary, a pot, three neighbours; and one that is under way or accepted."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from hehuo.core import clock
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.kinds import ServiceField, Way
from hehuo.domain.build.projects import actions
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature


@pytest.fixture
def pot(haiwan):
    return funds.open_fund(actor=None, name="公共收益", nature=FundNature.COMMON)


@pytest.fixture
def neighbours(somebody):
    return [somebody(name) for name in ("梁大姐", "区师傅", "罗老师", "何婆婆")]


@pytest.fixture
def builder(somebody, worker, haiwan):
    """A partner who builds."""
    return partners.make_partner(
        actor=worker, name="阿强木工", category=partners.ensure_category(name="个人"), credit_code="",
        contact=somebody("陈阿强", Role.PARTNER), phone="13900000007", service_field=ServiceField.REPAIR,
        ways=[Way.BUILDING],
    )  # fmt: skip


@pytest.fixture
def planned(worker):
    """`planned(title="走廊")`: a plan from today for a month."""

    def plan(**more):
        today = clock.today()
        said = {
            "title": "小区凉亭", "why": "老人没有坐的地方", "lead": worker, "starts_on": today,
            "ends_on": today + timedelta(days=30),
        } | more  # fmt: skip
        return actions.begin_project(actor=said.pop("actor", worker), **said)

    return plan


@pytest.fixture
def pavilion(planned, worker, pot, builder):
    """With 3,000 yuan of the pot and 900 of the homes."""
    project = planned(partner=builder)
    actions.add_line(actor=worker, project=project, what="水泥、沙和砖", fen=300_000, fund=pot)
    actions.add_line(actor=worker, project=project, what="油漆", fen=90_000)
    return project


@pytest.fixture
def agreed(pavilion, worker, secretary):
    return actions.approve_project(actor=secretary, project=actions.ask_project(actor=worker, project=pavilion))


@pytest.fixture
def underway(agreed, worker):
    return actions.start_project(actor=worker, project=agreed)


@pytest.fixture
def accepted(underway, worker, neighbours):
    actions.record_acceptance(
        actor=worker, project=underway, witnesses=neighbours[:3], findings="亭子稳，地面平", is_passed=True
    )
    underway.refresh_from_db()
    return underway


@pytest.fixture
def photo():
    """`photo()`: a picture as a phone takes it."""

    def take(name="现场.jpg"):
        buffer = BytesIO()
        Image.new("RGB", (40, 30), "green").save(buffer, "JPEG")
        return ContentFile(buffer.getvalue(), name=name)

    return take


@pytest.fixture
def said():
    """What stands in a plan's form."""
    today = clock.today()
    return SimpleNamespace(starts_on=today.isoformat(), ends_on=(today + timedelta(days=30)).isoformat())
