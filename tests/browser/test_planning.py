"""What is planned on phones: E names its building and agrees on a pact, C decides on cameras, A hears its elders.

All at 390 px, each with somebody in large letters, somebody without scripts, and somebody who stays on paper.
"""

from datetime import date, timedelta

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
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.plan.ballots.models import Ballot
from hehuo.domain.plan.meetings.models import Meeting
from hehuo.domain.plan.needs.models import Need
from hehuo.domain.plan.pacts.models import Version
from tests.browser.conftest import DESK, PHONE
from tests.browser.visitor import Visitor
from tests.stories.sky_farm.roll import PAPERS

WORD = "long enough 9"
HANDS = {"周玉梅": Role.WORKER, "许卫东": Role.WORKER, "陈国栋": Role.SECRETARY}
HOMES = {"5-101": "赵大海", "5-102": "钱二梅", "5-201": "孙三妹", "5-202": "李四喜"}
PAPER = PAPERS / "visits-binjiang.docx"
NAMES = "和睦楼\n同心楼\n望江楼"
AT = "/c/binhu/"
TOMORROW = clock.today() + timedelta(days=1)  # roles are held from today


@pytest.fixture
def building(transactional_db):
    """Four homes of building 5, whoever lives there, a hut to meet in, and three of the office."""
    community = Community.objects.create(code="binhu", name="滨湖社区", phone="0551-0000119", address="湖滨路 5 号")
    with community_scope(community):
        estate = ensure_place(kind=PlaceKind.ESTATE, name="湖畔家园")
        for room, name in HOMES.items():
            home = ensure_home(estate=estate, number=read_home(room))
            _enters(name, household=Household.objects.create(home=home))
        for name, role in HANDS.items():
            Grant.objects.create(person=_enters(name), role=role)
        spaces.open_space(actor=Person.objects.get(name="周玉梅"), name="幸福小屋", seats=40)
        yield community


def _enters(name: str, **more) -> Person:
    return Person.objects.create(name=name, account_id=Account.objects.create_account(name, WORD).id, **more)


@pytest.fixture
def who(open_browser, judge):
    """`who("钱二梅", "ballots/")` has entered on a phone and stands at the votes; a second time in the same browser."""
    entered: dict[tuple[str, bool], Visitor] = {}

    def enter(name: str, at: str = "", *, javascript: bool = True, large: bool = False, desk: bool = False) -> Visitor:
        if visitor := entered.get((name, javascript)):
            return visitor.open(AT + at)
        page = open_browser(DESK if desk else PHONE, javascript=javascript)
        visitor = entered[name, javascript] = Visitor(page, judge if javascript else None)  # axe waits on timers
        judge.watch(page)
        visitor.open(f"/enter/?next={AT}{at}")
        if large:
            page.context.add_cookies([{"name": "text_size", "value": "large", "url": page.url}])
        return visitor.fill({"账号": name, "密码": WORD}).tap("进来")

    return enter


def on(day: date, hour: int = 9):
    """Everybody, the server too, stands at this hour."""
    return clock.stopped_everywhere(clock.at(day, hour))


def test_a_building_names_itself(building, who):
    now = clock.local(clock.now())
    worker = who("周玉梅", "ballots/").tap("去办投票").tap("新办一次投票")
    worker.fill({
        "投票的题目": "给 5 栋起个名字", "什么时候开始投": f"{now - timedelta(minutes=2):%Y-%m-%d %H:%M}",
        "什么时候截止": f"{now + timedelta(days=3):%Y-%m-%d %H:%M}",
    }).choose("住户，一户一票").tap("先存草稿").reads("草稿存好了")  # fmt: skip
    worker.fill({"要大家定什么": "叫什么", "选项，一行一个": NAMES}).choose("选一个").tap("加上", exact=True).reads(
        "事项写上了"
    )
    worker.tap("列名册", exact=True).reads("名册列好了").tap("送审", exact=True).reads("送审了")
    secretary = who("陈国栋", "ballots/").tap("去办投票").tap("给 5 栋起个名字").tap("同意，开投").reads("开好了")

    first = (
        who("钱二梅", "ballots/", large=True)
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
    who("孙三妹", "ballots/", javascript=False).tap("给 5 栋起个名字").choose("和睦楼").tap("交票").reads("票收到了")

    received = f"{clock.local(clock.now()) - timedelta(minutes=1):%Y-%m-%d %H:%M}"
    typed = {
        "票号": "0001",
        "哪一户，或谁": "5-201",
        "什么时候收到的": received,
        "票上签的名字": "李四喜",
        "1. 叫什么": "2",
    }
    for visitor, home in ((worker, "5-202"), (who("许卫东", "ballots/").tap("去办投票"), "5-202")):
        ballot = Ballot.objects.get()
        visitor.open(f"/c/binhu/ballots/{ballot.id}/slips/").fill(typed | {"哪一户，或谁": home}).tap(
            "录好了", exact=True
        )
    visitor.reads("0001：两遍一样")
    who("李四喜", "ballots/").tap("给 5 栋起个名字").reads("工作人员照您的纸票录的", "同心楼")

    Ballot.objects.update(closes_at=clock.now())
    worker.open(f"/c/binhu/ballots/{ballot.id}/manage/").tap("截止", exact=True).tap("计票", exact=True).reads(
        "计好票了"
    )
    secretary.open(f"/c/binhu/ballots/{ballot.id}/manage/").tap("公布，贴 15 天").reads("「和睦楼」最多，2 户。")
    first.open(f"/c/binhu/ballots/{ballot.id}/").reads("投票结果", "「和睦楼」最多，2 户。", "纸票 1", "手机 2")
    first.tap("查我的回执在不在数里").fill({"回执号": code}).tap("查一查").reads("在数里")


def test_a_building_agrees_on_its_pact(building, who):
    """Drafted from the pattern, commented on, put to the vote, held to by two signatures on phones and one on paper."""
    comments_end = TOMORROW + timedelta(days=7)
    with on(TOMORROW):
        worker = who("周玉梅", "pacts/desk/").tap("起草一份").choose("楼栋公约")
        worker.fill({"哪里的": "5栋", "叫什么": "五栋楼栋公约"}).tap("先存草稿").reads("在起草")
        worker.fill({"意见收到哪天": f"{comments_end}"}).tap("发给大家看").reads("发出去了")
        elder = who("钱二梅", "needs/", large=True).tap("公约").tap("五栋楼栋公约").tap("第 1 条的意见")
        elder.fill({"您的意见": "夜里回来脚步轻一点，写上吧"}).tap("提这条意见").reads("三个工作日内有回音")
        worker.open(f"{AT}pacts/desk/").tap("五栋楼栋公约").tap("脚步轻一点").choose("采纳")
        worker.fill({"答复": "写进第一条了。"}).tap("答复", exact=True).reads("答了")
    opens = comments_end + timedelta(days=1)
    with on(opens):
        at = f"{AT}pacts/versions/{Version.objects.get().id}/"
        worker.open(f"{at}manage/").tap("收齐了，照着改").reads("意见收齐了")
        worker.choose("住户").fill({
            "哪天通知": f"{opens}", "哪天开始投": f"{opens}", "哪天截止": f"{opens + timedelta(days=9)}",
        }).tap("定稿，去投票").reads("投票起草好了")  # fmt: skip
        worker.tap("去办投票").tap("列名册", exact=True).tap("送审", exact=True)
        who("陈国栋", "ballots/").tap("去办投票").tap("五栋楼栋公约").tap("同意，开投").reads("开好了")
        elder.open(f"{AT}ballots/").tap("五栋楼栋公约").choose("同意").tap("交票").reads("票收到了")
        who("孙三妹", "ballots/", javascript=False).tap("五栋楼栋公约").choose("同意").tap("交票").reads("票收到了")
    with on(opens + timedelta(days=10)):
        ballot = Ballot.objects.get()
        worker.open(f"{AT}ballots/{ballot.id}/manage/").tap("截止", exact=True).tap("计票", exact=True)
        secretary = who("陈国栋", f"ballots/{ballot.id}/manage/").tap("公布，贴 15 天")
        secretary.open(f"{at}manage/").tap("让它生效").reads("生效了")
        elder.open(at).tap("我家同意，签上").reads("签好了")
        who("孙三妹", f"pacts/versions/{Version.objects.get().id}/", javascript=False).tap("我家同意，签上").reads(
            "签好了"
        )
        worker.open(at).tap("签名单").fill({"谁签了": "5-202 李四喜\n9-909 不知道"}).tap("录进去").reads(
            "没有录进去", "9-909"
        )
        worker.open(at).tap("签名单").reads("签了 3 户", "5-202", "李四喜")
        worker.open(at).tap("打印", exact=True).reads("五栋楼栋公约", "原文码")
    assert elder.judge.faults == []


def test_cameras_from_a_motion_to_the_decision(building, who):
    """Filed in large letters, gathered into a bench meeting, signed in by name and on a paper list, decided."""
    with on(TOMORROW):
        elder = who("钱二梅", "needs/", large=True).tap("议题").tap("提个议题")
        elder.fill({"要大家定什么": "门口和车棚装监控", "为什么要办": "丢了三辆电动车"}).tap("提上去").reads(
            "门口和车棚装监控"
        )
        worker = who("周玉梅", "meetings/desk/").tap("召集一次").choose("板凳会")
        meets = TOMORROW + timedelta(days=2)
        worker.fill({
            "叫什么": "监控怎么装", "在哪儿开": "幸福小屋", "哪一天": f"{meets}",
            "几点开始": "19:00", "几点结束": "20:30",
        }).tap("定下来").reads("监控怎么装")  # fmt: skip
        worker.fill({"哪件议题": "门口和车棚装监控"}).tap("排上", exact=True).reads("门口和车棚装监控")
        who("陈国栋", f"meetings/{Meeting.objects.get().id}/manage/").tap("贴出来").reads("通知贴出来了")
        at = f"meetings/{Meeting.objects.get().id}/"
        who("孙三妹", "meetings/", javascript=False).tap("监控怎么装").tap("我来参加").tap("我要报名").reads(
            "您报上名了"
        )
        worker.open(AT + at).tap("开会通知").reads("要议的事", "门口和车棚装监控")
    with on(meets, 19):
        worker.open(f"{AT}{at}manage/").tap("按名字、扫码签到").tap("签到", under="孙三妹")
        for name in ("钱二梅", "赵大海"):
            worker.fill({"姓名，或门牌": name}).tap("找", exact=True).tap("签到", under=name)
    with on(meets, 20):
        worker.open(f"{AT}{at}manage/").upload(PAPER).fill({"名单上另有几位": "1"}).tap("存好").reads("签到表存好了")
        worker.tap("门口和车棚装监控").fill({"大家怎么说的": "专家说要十二个点，一户五十够了"}).tap("记下", exact=True)
        worker.choose("通过").fill({"定了什么，或者为什么": "装十二个点，每户五十", "同意": "2"}).tap("记下结果")
        worker.reads("同意的不够：到场 4，同意 2").fill({
            "同意": "3", "不同意": "1", "谁来办": "周玉梅", "哪天前办好": f"{meets + timedelta(days=20)}",
        }).tap("记下结果")  # fmt: skip
        worker.open(f"{AT}{at}manage/").tap("散会，定下来").reads("会开完了")
        who("陈国栋", f"{at}manage/").tap("公布，贴 15 天").reads("公布了")
        elder.open(f"{AT}meetings/decisions/").tap("装十二个点").reads("到场 4，同意 3，不同意 1", "监控怎么装", "在办")
        elder.open(f"{AT}motions/").tap("门口和车棚装监控").reads("装十二个点")
    assert elder.judge.faults == []


def test_what_was_said_by_phone_and_at_doors_becomes_a_list_with_answers(building, who):
    """An elder says it by phone, a worker takes a visit book in, it is sorted, published, answered; on the wall too."""
    with on(TOMORROW):
        elder = who("钱二梅", "needs/say/", large=True)
        elder.fill({"什么事": "楼道的灯坏了，上下楼看不见"}).tap("说给大家听").reads("我说过的事", "上下楼看不见")
        book = "5-301 周奶奶：楼道灯坏了半年\n5-202 李四喜：楼梯扶手松了\n5-101 赵大海：社区的人真好，谢谢"
        worker = who("周玉梅", "notes/").fill({"或者粘贴文字": book}).tap("读一读").tap("收入 3 条声音").tap("去分一分")
        worker.reads("楼道的灯坏了").fill({"叫什么": "修楼道的灯"}).choose("房屋设施", "本栋").tap("立成新需求")
        worker.reads("楼道灯坏了半年").tap("归进来", under="修楼道的灯")
        worker.fill({"叫什么": "修楼梯扶手"}).choose("房屋设施", "本栋").tap("立成新需求").tap("表扬").reads(
            "没有要分的了"
        )
        need = Need.objects.get(title="修楼道的灯")
        worker.open(f"{AT}needs/{need.id}/").tap("公布", exact=True).fill({"下一步": "请电工换灯"}).tap(
            "公布", exact=True
        )
        who("孙三妹", "needs/", javascript=False).reads("修楼道的灯", "2 户").tap("修楼道的灯").reads("请电工换灯")
        elder.open(f"{AT}needs/").tap("修楼道的灯").does_not_read("上下楼看不见")
        worker.open(f"{AT}needs/print/").reads("修楼道的灯")
        worker.open(f"{AT}needs/{need.id}/").tap("给回音").choose("办成了").fill({"回音": "三盏灯都换了"})
        worker.tap("发给说过的人").reads("上门告诉回音", "周奶奶").tap("打印回音单").reads("您说的事，有回音了")
        elder.open(f"{AT}needs/mine/").tap("楼道的灯坏了").reads("三盏灯都换了")
    assert elder.judge.faults == []
