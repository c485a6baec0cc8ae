"""Place B at its phones: two children for the 4:30 class, an account of give and take, a fair, free services, a tree.

All at 390 px; one reads in large letters, one has no scripts.
"""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest

from hehuo.core import clock
from hehuo.domain.build.resources.actions import greens
from hehuo.domain.build.resources.models import Green
from hehuo.domain.ground.admissions.kinds import Conditions, FreeGroup
from hehuo.domain.ground.people.kinds import CareKind, WardKind
from hehuo.domain.ground.people.models import Care, Guardianship
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.run.exchanges import actions as exchanges
from hehuo.domain.run.exchanges.kinds import Kind
from hehuo.domain.run.fairs import actions as fairs
from hehuo.domain.run.services import actions as services
from tests.browser.conftest import PHONE
from tests.browser.sky_farm import cast
from tests.browser.story import HOME, Story
from tests.domain.build.agreements.conftest import _july, charity, draft, posted, words
from tests.domain.run.services.conftest import IN_FORCE, haircut, signed

__all__ = ["_july", "charity", "draft", "haircut", "posted", "signed", "words"]

WEDNESDAY = IN_FORCE + timedelta(days=2)


@pytest.fixture
def story(open_browser, judge, run_jobs, transactional_db, haiwan):
    """Anybody of the place enters by one tap."""
    cast.lets_in_by_one_tap()
    return Story(open_browser, run_jobs, PHONE, judge=judge)


@pytest.fixture
def after_school(worker, somebody):
    """The 4:30 class of Wednesday, 20 yuan, two places free; a mother, and her two children, one of them in need."""
    with clock.stopped(clock.at(IN_FORCE, 9)):
        mother = somebody("贺平涛", phone="13800002468")
        children = [somebody(name, born_on=date(2016, month, 1)) for month, name in ((3, "贺小宝"), (5, "贺小贝"))]
        for child in children:
            Guardianship.objects.create(
                ward=child, guardian=mother, kind=WardKind.MINOR, evidence="户口本", from_on=date(2024, 1, 1)
            )
        Care.objects.create(person=children[0], kind=CareKind.HARDSHIP_CHILD)
        room = spaces.open_space(actor=worker, name="邻里之家", seats=30)
        start, end = clock.at(WEDNESDAY, 16, 30), clock.at(WEDNESDAY, 18)
        booking = spaces.book(
            actor=worker, space=room, starts_at=start, ends_at=end, audience=Audience.OFFICE, purpose="四点半课堂"
        )
        return sessions.plan_session(
            actor=worker, title="四点半课堂", kind=SessionKind.CLASS, booking=booking, capacity=12, price_fen=2000,
            conditions=Conditions(
                youngest=6, oldest=12, free_places=2, free_groups=(FreeGroup.HARDSHIP_CHILD,),
                free_label="困难家庭的孩子",
            ),
        )  # fmt: skip


def test_a_mother_signs_two_children_up_on_one_page_and_nobody_reads_why_one_is_free(story, after_school):
    with story.on(IN_FORCE):
        mother = story.who("贺平涛", f"{HOME}sessions/", large=True).tap("四点半课堂").tap("给孩子报名")
        mother.reads("还没报名").choose("贺小宝", "贺小贝").tap("报名", exact=True)
        mother.reads("我同意：这一项要填").choose("我同意").tap("报名", exact=True)
        mother.reads("贺小宝", "已报名，这次不用付钱", "贺小贝").does_not_read("困境", "低保")
        worker = story.who("周玉梅", f"{HOME}sessions/{after_school.id}/list/")
        worker.reads("贺小宝", "贺小贝", "困难家庭的孩子，1/2").does_not_read("不用付钱", "困境", "2016")
        mother.open(f"{HOME}sessions/mine/").reads("贺小宝，四点半课堂", "贺小贝，四点半课堂")
    assert story.judge.faults == []


@pytest.fixture
def account(worker, signed):
    """The neighbours' home: hours of the hall against ten free events; the partner wrote one event down."""
    contact = signed.partner.contact
    contact.account_id = cast.access.give_account(actor=None, person=contact, username="centre", password=None).id
    made = exchanges.open_exchange(actor=worker, agreement=signed, title="邻里之家")
    for kind, amount, what in ((Kind.VENUE, 400 * 60, "一楼闲置用房"), (Kind.FREE_EVENTS, 10, "免费活动")):
        exchanges.pledge(actor=worker, exchange=made, kind=kind, amount=amount, what=what, due_on=signed.ends_on)
    exchanges.note_delivery(actor=contact, exchange=made, kind=Kind.FREE_EVENTS, amount=1, what="中秋灯会")
    return SimpleNamespace(exchange=made, contact=contact.name)


def test_the_office_confirms_what_came_and_the_partner_what_it_was_given(story, account):
    with story.on(IN_FORCE):
        worker = story.who("周玉梅").tap("去工作台").way("往来账").tap("邻里之家").reads("免费活动")
        worker.tap("中秋灯会").tap("是这样，确认").reads("认了")
        worker.open(f"{HOME}exchanges/{account.exchange.id}/manage/")
        worker.fill({"什么": "场地", "多少": "1.25", "写清楚是什么": "周三晚上"}).tap("记下，等对方认")
        worker.tap("周三晚上").does_not_read("是这样，确认")
        centre = story.who(account.contact, f"{HOME}exchanges/", javascript=False).tap("邻里之家").tap("记一笔")
        centre.tap("周三晚上").tap("是这样，确认").reads("认了")
        story.stranger(f"{HOME}exchanges/").tap("邻里之家").reads("中秋灯会", "1 场", "1.25 小时", "398.75 小时")
        story.stranger(f"{HOME}exchanges/").tap("邻里之家").tap("2024 年对账单").reads("1.25 小时")
    assert story.judge.faults == []


@pytest.fixture
def fair(worker, somebody):
    """A fair in two days, with a barber whose stall stands."""
    with clock.stopped(clock.at(IN_FORCE, 9)):
        kinds = {kind.name: kind for kind in fairs.begin_kinds()}
        made = fairs.plan_fair(
            actor=worker, title="文苑集市", on=WEDNESDAY, place="文苑广场", from_time=time(9), to_time=time(11)
        )
        stall = fairs.ask_stall(actor=somebody("温良玉"), fair=made, kind=kinds["义剪理发"], unit="礼乐义工")
        fairs.approve_stall(actor=worker, stall=stall, number=1)
        somebody("欧阳慧")
        return made


def test_a_stall_is_asked_for_counted_at_by_taps_and_the_year_shows_person_times(story, fair):
    with story.on(IN_FORCE):
        unit = story.who("欧阳慧", f"{HOME}fairs/").tap("文苑集市")
        unit.fill({"哪类服务": "配钥匙"}).tap("报摊位").reads("哪个单位或队伍：这一项要填").fill(
            {"哪个单位": "巧匠友邻队"}
        ).tap("报摊位")
        unit.reads("配钥匙", "等答复")
        worker = story.who("周玉梅").tap("去工作台").way("集市").tap("文苑集市").tap("配钥匙")
        worker.fill({"摊位号": "1"}).tap("定下来").reads("1 号位已经有摊位").fill({"摊位号": "2"}).tap("定下来")
    with story.on(WEDNESDAY):
        keeper = story.who("温良玉", f"{HOME}fairs/", javascript=False).tap("我的摊位").tap("义剪理发")
        for _tap in range(4):
            keeper.tap("来了一位，+1")
        keeper.tap("点多了，−1").reads("3 人次。来一位点一下")
        unit.open(f"{HOME}fairs/mine/").tap("配钥匙").tap("来了一位，+1").reads("1 人次。来一位点一下")
    with story.on(WEDNESDAY, 12):
        worker.open(f"{HOME}fairs/desk/").tap("文苑集市").fill({"来了多少人": "3"}).tap("记下", exact=True)
        worker.open(f"{HOME}fairs/desk/").tap("全年的表").reads("2024 年集市：4 人次", "两样不相加")
        worker.tap("4", exact=True).reads("4 人次，是这几笔")
        story.stranger(f"{HOME}fairs/").tap("文苑集市").reads("4", "各摊位加起来").does_not_read("温良玉", "欧阳慧")
    assert story.judge.faults == []


@pytest.fixture
def craftsmen(worker, signed, haircut, somebody):
    """Haircuts at home, free for those who live alone or are disabled; an elder who is, a neighbour who is not."""
    services.open_offer(
        actor=worker, agreement=signed, service="上门理发", label="孤老残困邻居",
        groups=[FreeGroup.ALONE, FreeGroup.DISABLED],
    )  # fmt: skip
    Care.objects.create(person=somebody("何伯"), kind=CareKind.ALONE)
    somebody("罗国强")


def test_a_free_haircut_is_for_those_it_is_meant_for_and_the_no_says_so(story, craftsmen):
    said = {"哪天": f"{WEDNESDAY}", "几点": "10:00", "在哪里": "3-2-502", "要说明的": "剪短一点"}
    with story.on(IN_FORCE):
        young = story.who("罗国强", f"{HOME}price-board/").tap("上门理发").reads("只给：孤老残困邻居")
        young.fill(said).tap("约", exact=True).reads("不在「孤老残困邻居」的免费范围里")
        assert young.page.get_by_label("要说明的").input_value() == "剪短一点"
        elder = story.who("何伯", f"{HOME}price-board/", large=True).tap("上门理发").fill(said).tap("约", exact=True)
        elder.reads("上门理发", "免费").does_not_read("独居", "残疾")
        elder.open(f"{HOME}service-orders/").reads("上门理发")
    assert story.judge.faults == []


@pytest.fixture
def trees(worker, somebody):
    """26 trees of a green team since the beginning of July, each to be watered every two weeks."""
    with clock.stopped(clock.at(date(2024, 7, 1), 9)):
        greens.plant_greens(actor=worker, numbers="1-26", species="黄花风铃木", where="河边绿道")
        greens.adopt_greens(
            actor=worker,
            numbers="1-26",
            care="浇水、除草",
            every_days=14,
            adopter=somebody("吴秀兰"),
            unit="绿美志愿队",
        )


def test_a_trees_label_leads_to_its_page_and_its_care_is_noted(story, trees):
    label = f"{HOME}greens/{Green.objects.get(number=7).id}/"
    with story.on(IN_FORCE + timedelta(days=1)):
        worker = story.who("周玉梅").tap("去工作台").way("认养的树和地").tap("印树牌").reads("黄花风铃木")
        assert worker.page.locator("svg.qr, .qr").count() == 26
        story.stranger(label).reads("7 号黄花风铃木", "河边绿道", "绿美志愿队").does_not_read("吴秀兰")
        adopter = story.newcomer(label, javascript=False).tap("绿美志愿队").tap("登录后记养护").tap("吴秀兰")
        adopter.reads("记一次养护", "该养了")
        for box in adopter.page.get_by_role("checkbox").all()[7:]:
            box.uncheck()
        adopter.tap("记下", exact=True).reads("下次 2024 年 7 月 30 日")
        adopter.open(label).reads("7 月 16 日", "2024 年 7 月 30 日").does_not_read("该养了")
    assert story.judge.faults == []
