"""Place C: an estate of three buildings whose homes pay for cameras together, and the people who handle it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.run.levies import actions
from hehuo.domain.run.levies.kinds import Base
from hehuo.domain.run.levies.models import Levy

ROOMS = [f"{building}-{room}" for building in (1, 2, 3) for room in (101, 102, 201, 202, 301)]

NAMES = [f"{family}{given}" for family in "赵钱孙" for given in ("大海", "二梅", "三妹", "四喜", "五福")]


@pytest.fixture
def office(haiwan, somebody):
    """Who handles money, a pot of its own, and fifteen homes of which the last is empty."""
    hands = {
        "worker": somebody("周玉梅", Role.WORKER), "secretary": somebody("卢桂兰", Role.SECRETARY),
        "clerk": somebody("付婉仪", Role.CLERK),
    }  # fmt: skip
    estate = ensure_place(kind=PlaceKind.ESTATE, name="育才小区")
    homes = [ensure_home(estate=estate, number=read_home(room)) for room in ROOMS]
    for home, name in zip(homes, NAMES, strict=True):
        home.is_fitted_out, home.area_x100 = home != homes[-1], 8195
        home.save()
        somebody(name, household=Household.objects.create(home=home))
    leader = somebody("李楼长")
    Grant.objects.create(person=leader, role=Role.BUILDING_LEADER, place=homes[0].place)
    fund = funds.open_fund(actor=None, name="育才户筹", nature=FundNature.LEVY, keeper="永安街道")
    return SimpleNamespace(**hands, leader=leader, estate=estate, homes=homes, fund=fund)


@pytest.fixture
def draft(office) -> Levy:
    """Fifty yuan a home."""
    return actions.draft_levy(
        actor=office.worker, title="育才小区装监控", why="丢了三辆电动车", place=office.estate, fund=office.fund,
        base=Base.PER_HOME, rate_fen=5000, due_on=clock.today() + timedelta(days=30),
    )  # fmt: skip


@pytest.fixture
def ready(office, draft) -> Levy:
    """A chosen quote and a decision stand in the draft."""
    for supplier, fen in (("安瞳电子", 55_000), ("鹰眼数码", 70_000), ("老周弱电", 60_000)):
        quote = actions.add_quote(actor=office.worker, levy=draft, supplier=supplier, total_fen=fen)
        if supplier == "安瞳电子":
            actions.choose_quote(actor=office.worker, levy=draft, quote=quote, why="总价最低")
    return actions.note_decision(
        actor=office.worker, levy=draft, decided_on=clock.today(), decided_by="板凳会", present=21,
        decision="同意装，每户 50 元，多退少补",
    )  # fmt: skip


@pytest.fixture
def levy(office, ready) -> Levy:
    """Approved: fourteen homes owe fifty yuan each."""
    actions.ask_levy(actor=office.worker, levy=ready)
    return actions.approve_levy(actor=office.secretary, levy=ready)
