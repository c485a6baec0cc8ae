"""Place C at its phones: the cameras of Yucai, from the bench meeting's decision to the account on the wall."""

from datetime import date

import pytest
from django.db import connection

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.intakes.actions import taking
from hehuo.domain.ground.people.models import Person
from tests.browser.conftest import PHONE
from tests.browser.sky_farm import cast
from tests.browser.story import Story
from tests.stories.sky_farm.roll import PAPERS, look_at_roster
from tests.stories.test_cameras import EXPLAINED

HOME = "/c/shuanglong/"
OFFICE = {"金海霞": Role.WORKER, "陈国栋": Role.SECRETARY, "冯敏": Role.CLERK}
POT, MATTER = "育才小区户筹", "育才小区装监控"


@pytest.fixture
def story(open_browser, judge, run_jobs, transactional_db):
    """Yucai estate on the roll, three people in the office, and a pot for what its homes pay."""
    judge.elsewhere = True  # test_every_page reads these pages on a phone
    cast.lets_in_by_one_tap()
    community = Community.objects.create(code="shuanglong", name="双龙社区", phone="0715-000 0110")
    with community_scope(community), clock.stopped(clock.at(date(2022, 3, 7), 9)):
        for name, role in OFFICE.items():
            person = Person.objects.create(name=name)
            Grant.objects.create(person=person, role=role, from_on=date(2022, 3, 1))
            access.give_account(actor=None, person=person, username=f"shuanglong-{role.value}", password=None)
        worker = Person.objects.get(name="金海霞")
        _plan, intake = look_at_roster(worker, (PAPERS / "roster-yucai.xlsx").read_bytes(), "育才.xlsx")
        taking.take_roster(actor=worker, intake=intake)
        funds.open_fund(actor=None, name=POT, nature=FundNature.LEVY, keeper="永安街道办事处")
        funds.open_fund(actor=None, name="育才物业费", nature=FundNature.FEES, keeper="共管账户")
    return Story(open_browser, run_jobs, PHONE, judge=judge)


@pytest.mark.long
def test_from_the_bench_meeting_to_the_account_on_the_wall(story):
    it_is_drafted_with_quotes_and_the_decision(story)
    it_is_approved_and_the_chain_is_read(story)
    the_work_is_paid_for(story)
    every_line_of_the_bank_is_explained(story)
    the_rest_is_decided_and_published(story)
    the_fees_of_2022_are_taken_over_and_read_by_anyone(story)
    june_is_closed_and_on_the_wall(story)
    the_code_on_the_wall_finds_what_was_changed(story)
    assert story.judge.faults == []


def at_desk(story, name):
    return story.who(name, HOME).tap("去工作台")


def it_is_drafted_with_quotes_and_the_decision(story):
    """Three suppliers out of their table, the lowest chosen, and what twenty-one homes decided."""
    with story.on(date(2022, 5, 28)):
        worker = at_desk(story, "金海霞").way("户筹").tap("新办一件")
        worker.fill({"办什么事": MATTER, "为什么办": "丢了三辆电动车", "出多少元": "50", "收到哪天为止": "2022-06-30"})
        worker.tap("先存草稿").upload(PAPERS / "camera-quotes.xlsx").tap("读报价表").reads("录了 3 家报价", "9,780.00")
        worker.choose("9,780.00").fill({"为什么选它": "总价最低，质保 3 年"}).tap("选定", exact=True).reads("选定了")
        worker.fill(
            {"哪天定的": "2022-05-27", "在哪儿定的": "板凳会", "到场多少户": "21", "怎么定的": "每户 50 元，多退少补"}
        )
        worker.tap("记下决定").reads("21").tap("送审").reads("送审了")
        story.found.levy = worker.path


def it_is_approved_and_the_chain_is_read(story):
    """201 homes owe fifty yuan; fifty-seven said yes in the group."""
    with story.on(date(2022, 5, 30)):
        story.who("陈国栋", HOME).open(story.found.levy).tap("同意，开始收").reads("201 户", "10,050.00")
        worker = story.who("金海霞", HOME).open(story.found.levy).tap("贴接龙")
        worker.fill({"接龙原文": (PAPERS / "chain-camera.txt").read_text(encoding="utf-8")}).tap("认一认")
        worker.reads("同意的 57 户", "没记的 2 条").tap("打了勾的，记下来").reads("记下了")


def the_work_is_paid_for(story):
    """Twice: asked for, approved, paid."""
    for what, fen, on in (("监控工程首付款 60%", "5,868.00", "2022-06-16"), ("监控工程尾款", "3,912.00", "2022-06-28")):
        with story.on(date(2022, 7, 1)):
            worker = story.who("金海霞", HOME).open(story.found.levy)
            worker.fill({"付什么钱": what, "多少元": fen, "付给谁": "安瞳电子"}).tap("送审").reads("送审了")
            at_desk(story, "陈国栋").tap("审批", under=what).tap("同意").reads("批好了")
            story.found.payments = [*getattr(story.found, "payments", []), (what, on)]


def every_line_of_the_bank_is_explained(story):
    """183 lines: 174 known, two payments, seven in words; the same file twice changes nothing."""
    with story.on(date(2022, 7, 1), 15):
        clerk = at_desk(story, "冯敏").way("银行流水")
        clerk.upload(PAPERS / "bank-2022-06.csv").fill({"期末余额": "1,880.60"}).tap("收进来").reads("期末余额")
        clerk.upload(PAPERS / "bank-2022-06.csv").fill({"期末余额": "1,880.63"}).tap("收进来").reads("收好了 183 笔")
        statement = clerk.path
        clerk.tap("这 174 笔都记进账").reads("对上了 174 笔")
        for what, on in story.found.payments:
            at_desk(story, "冯敏").tap("收付", under=what).fill({"哪一天收付的": on}).tap("记进账").reads("记进账了")
        clerk = story.who("冯敏", HOME).open(statement).tap("这 2 笔都记进账").reads("对上了 2 笔")
        for words in EXPLAINED.values():
            clerk.page.locator("section[aria-labelledby=open] a").first.click()
            clerk.fill({"这是什么钱": words}).tap("写好了")
        clerk.reads("写了说明的").does_not_read("这 1 笔都记进账")
        clerk.open(f"{HOME}banks/").reads("都弄清了")
        clerk.upload(PAPERS / "bank-2022-06.csv").fill({"期末余额": "1,880.63"}).tap("收进来").reads("收过")


def the_rest_is_decided_and_published(story):
    """270.00 is left and kept for the cameras; the matter hangs on the wall."""
    with story.on(date(2022, 7, 2)):
        story.who("陈国栋", HOME).open(story.found.levy).tap("收完了").reads("270.00")
        worker = story.who("金海霞", HOME).open(story.found.levy).choose("留着，还用在这件事上")
        worker.fill({"大家怎么定的": "6 月 30 日板凳会：留作监控维护"}).tap("定了").reads("余款定了")
        story.who("陈国栋", HOME).open(story.found.levy).tap("公布，贴 15 天").reads("看公示")


def the_fees_of_2022_are_taken_over_and_read_by_anyone(story):
    """The hand-kept book: 248 of 256 homes, and nobody's name in public."""
    with story.on(date(2023, 1, 5)):
        worker = at_desk(story, "金海霞").way("物业费").tap("立收费标准")
        worker.fill({"每月多少元": "0.30", "从哪天起": "2022-01-01", "业主怎么定的": "2021 年 12 月业主共同决定"})
        worker.tap("记下标准").tap("开一期")
        worker.fill({"哪一期": "2022 年度", "从哪天算起": "2022-01-01", "几个月": "12", "哪天以前交": "2022-12-31"})
        worker.tap("做账单").upload(PAPERS / "fees-2022.xlsx").tap("读登记表").reads("新记了 251 户")
        worker.tap("送审").reads("送审了")
        period = worker.path
        story.who("陈国栋", HOME).open(period).tap("同意，开始收").reads("批好了")
        story.who("冯敏", HOME).open(period).tap("都记进账").reads("表上的 250 笔收款记进账了")
        story.stranger(f"{HOME}fees/").reads("96.9%").tap("2022 年度").reads("248/256 户交齐", "96.9%")


def june_is_closed_and_on_the_wall(story):
    """Month after month, by the clerk; the secretary hangs June, where 201 receipts are one line."""
    with story.on(date(2023, 1, 6)):
        for _month in range(6):
            at_desk(story, "冯敏").way("结账公示").tap("去结账").tap("核过了，结账").reads("结好账了")
        secretary = at_desk(story, "陈国栋").way("结账公示").tap("去公示", under="2022 年 6 月").tap("公示", exact=True)
        secretary.reads("201 户，201 笔", "10,050.00")
        story.found.code = secretary.page.locator("section[aria-labelledby=proof] a").first.inner_text()


def the_code_on_the_wall_finds_what_was_changed(story):
    """Typed from the paper by anyone: first all is well, then it names the entry."""
    with story.on(date(2023, 1, 7)):
        reader = story.stranger(f"{HOME}books/verify/").fill({"20 位": story.found.code})
        reader.tap("查一查").reads("对得上", "2022 年 6 月的账", "一致")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_transfer SET amount = amount + 1 WHERE number = 100 AND leg = 1")
        story.stranger(f"{HOME}books/verify/{story.found.code}/").reads("不一致", "第 100 号凭证被改过")
