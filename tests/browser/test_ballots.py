"""Place E: a building names itself, by phone in large letters, without scripts, and on paper typed by two."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.ballots.models import Ballot
from tests.browser.conftest import DESK, PHONE
from tests.browser.visitor import Visitor

WORD = "long enough 9"
HANDS = {"周玉梅": Role.WORKER, "许卫东": Role.WORKER, "陈国栋": Role.SECRETARY}
HOMES = {"5-101": "赵大海", "5-102": "钱二梅", "5-201": "孙三妹", "5-202": "李四喜"}
NAMES = "和睦楼\n同心楼\n望江楼"


@pytest.fixture
def building(transactional_db):
    """Four homes of building 5, whoever lives there, and three of the office."""
    community = Community.objects.create(code="binhu", name="滨湖社区", phone="0551-0000119", address="湖滨路 5 号")
    with community_scope(community):
        estate = ensure_place(kind=PlaceKind.ESTATE, name="湖畔家园")
        for room, name in HOMES.items():
            home = ensure_home(estate=estate, number=read_home(room))
            _enters(name, household=Household.objects.create(home=home))
        for name, role in HANDS.items():
            Grant.objects.create(person=_enters(name), role=role)
        yield community


def _enters(name: str, **more) -> Person:
    return Person.objects.create(name=name, account_id=Account.objects.create_account(name, WORD).id, **more)


@pytest.fixture
def who(open_browser, judge):
    """`who("钱二梅")` has entered on a phone and stands at the votes; the office sits at a desk."""

    def enter(name: str, *, javascript: bool = True, large: bool = False) -> Visitor:
        page = open_browser(DESK if name in HANDS else PHONE, javascript=javascript)
        visitor = Visitor(page, judge)
        judge.watch(page)
        visitor.open("/enter/?next=/c/binhu/ballots/")
        if large:
            page.context.add_cookies([{"name": "text_size", "value": "large", "url": page.url}])
        visitor.fill({"账号": name, "密码": WORD}).tap("进来")
        return visitor

    return enter


def test_a_building_names_itself(building, who):
    now = clock.local(clock.now())
    worker = who("周玉梅").tap("去办投票").tap("新办一次投票")
    worker.fill({
        "投票的题目": "给 5 栋起个名字", "什么时候开始投": f"{now - timedelta(minutes=2):%Y-%m-%d %H:%M}",
        "什么时候截止": f"{now + timedelta(days=3):%Y-%m-%d %H:%M}",
    }).choose("住户，一户一票").tap("先存草稿").reads("草稿存好了")  # fmt: skip
    worker.fill({"要大家定什么": "叫什么", "选项，一行一个": NAMES}).choose("选一个").tap("加上", exact=True).reads(
        "事项写上了"
    )
    worker.tap("列名册", exact=True).reads("名册列好了").tap("送审", exact=True).reads("送审了")
    secretary = who("陈国栋").tap("去办投票").tap("给 5 栋起个名字").tap("同意，开投").reads("开好了")

    first = (
        who("钱二梅", large=True)
        .reads("等您投的")
        .tap("给 5 栋起个名字")
        .choose("同心楼")
        .tap("交票")
        .reads("票收到了")
    )
    code = first.page.locator("p.t26 b").inner_text()
    first.tap("好了", exact=True).reads("您投的是", "同心楼").tap("改一改").choose("和睦楼").tap("交票").reads(
        "票收到了"
    )
    who("孙三妹", javascript=False).tap("给 5 栋起个名字").choose("和睦楼").tap("交票").reads("票收到了")

    received = f"{clock.local(clock.now()) - timedelta(minutes=1):%Y-%m-%d %H:%M}"
    typed = {
        "票号": "0001",
        "哪一户，或谁": "5-201",
        "什么时候收到的": received,
        "票上签的名字": "李四喜",
        "1. 叫什么": "2",
    }
    for visitor, home in ((worker, "5-202"), (who("许卫东").tap("去办投票"), "5-202")):
        ballot = Ballot.objects.get()
        visitor.open(f"/c/binhu/ballots/{ballot.id}/slips/").fill(typed | {"哪一户，或谁": home}).tap(
            "录好了", exact=True
        )
    visitor.reads("0001：两遍一样")
    who("李四喜").tap("给 5 栋起个名字").reads("工作人员照您的纸票录的", "同心楼")

    Ballot.objects.update(closes_at=clock.now())
    worker.open(f"/c/binhu/ballots/{ballot.id}/manage/").tap("截止", exact=True).tap("计票", exact=True).reads(
        "计好票了"
    )
    secretary.open(f"/c/binhu/ballots/{ballot.id}/manage/").tap("公布，贴 15 天").reads("「和睦楼」最多，2 户。")
    first.open(f"/c/binhu/ballots/{ballot.id}/").reads("投票结果", "「和睦楼」最多，2 户。", "纸票 1", "手机 2")
    first.tap("查我的回执在不在数里").fill({"回执号": code}).tap("查一查").reads("在数里")
