"""Steps 8 and 9: the share of August, from a declared turnover to a sealed account on the wall, and a question."""

from datetime import date

from tests.browser.sky_farm.course import PARTNER
from tests.browser.sky_farm.way_in import FARM

SHARE = "1,200.00"
QUESTION, ANSWER = "一千二百元是怎么算出来的？", "八月营业额 8,000.00 元，按协议 15% 归社区。"


def turnover_is_declared(story):
    """The partner took 8,000.00 in August, sees the share, and confirms it."""
    with story.on(date(2024, 9, 2)):
        partner = story.who(PARTNER).tap("去我的合作").tap("报营业额")
        partner.fill({"哪个月": "2024 年 8 月", "营业额（元）": "八千"}).tap("报上去").reads("还有 1 处要改")
        partner.fill({"营业额（元）": "8,000.00"}).tap("报上去").reads("8,000.00", SHARE).tap("确认").reads("确认了")


def share_goes_through_two_hands(story):
    """One asks, another approves; who asked cannot approve, and is told why."""
    with story.on(date(2024, 9, 3)):
        vice = story.at_desk("苏丽").tap("送审", under=FARM).tap("送审").reads("送审了，等另一位审批", "要请另一位来审")
        story.leaves("苏丽")
        secretary = (
            story.at_desk("陈国栋").tap("审批", under=FARM).reads(SHARE).tap("同意").reads("批好了，应收已经记下")
        )
    story.found.turnover = secretary.path
    del vice


def due_is_late_until_it_is_received(story):
    """Eleven days later it is late on the clerk's desk; its receipt is matched."""
    with story.on(date(2024, 9, 14)):
        clerk = story.at_desk("冯敏").reads("超").tap("登记到账").reads(SHARE)
        clerk.tap("记进账").reads("还有 1 处要改").fill({"票据号": "粤财 0012345"}).tap("记进账").reads("到账记好了")


def chairs_are_paid_for(story):
    """Asked for by the worker, approved by the secretary, paid by the clerk."""
    with story.on(date(2024, 9, 18)):
        worker = story.at_desk("周玉梅").way("收付申请").tap("申请付款")
        worker.fill({"哪个资金": "公共空间", "金额": "2,360.00", "做什么": "东风路口休闲椅 4 把", "对方": "某家具店"})
        worker.fill({"凭什么": "两家比价，选低的"}).tap("送审").reads("送审了")
        story.at_desk("陈国栋").tap("审批", under="休闲椅").tap("同意").reads("批好了")
        story.at_desk("冯敏").tap("收付", under="休闲椅").tap("记进账").reads("记进账了")


def month_is_closed(story):
    """By the clerk, when it is over."""
    with story.on(date(2024, 9, 30), 18):
        clerk = story.at_desk("冯敏").way("结账公示")
        clerk.tap("去结账").reads("还没有过完") if clerk.offers("去结账") else None
    with story.on(date(2024, 10, 8)):
        for month in ("6", "7", "8", "9"):
            clerk = story.at_desk("冯敏").way("结账公示")
            if clerk.offers("去结账", under=f"2024 年 {month} 月"):
                clerk.tap("去结账", under=f"2024 年 {month} 月").tap("核过了，结账")
        clerk.reads("2024 年 9 月")


def month_is_posted(story):
    """By another than who closed it, for fifteen days at least; printed, and hung on the wall."""
    with story.on(date(2024, 10, 9)):
        secretary = story.at_desk("陈国栋").way("结账公示").tap("去公示", under="2024 年 9 月")
        secretary.fill({"公示几天": "7"}).tap("公示", exact=True).reads("15").fill({"公示几天": "15"})
        secretary.tap("公示", exact=True).reads("10 月 24 日")
    with story.on(date(2024, 10, 9), 16):
        worker = story.at_desk("周玉梅").tap("去贴").fill({"贴在哪儿": "社区大门公示栏"}).tap("记下")
        worker.tap("看它怎么走过来的").tap("打印 A4").reads(SHARE, "10 月 24 日")


def question_is_asked_and_answered(story):
    """About one line of the account, from the public page; the answer stands there for everyone."""
    with story.on(date(2024, 10, 10)):
        lady = story.who("吴秀兰").tap("看账本").tap(f"问一句：{FARM}")
        lady.fill({"想问": QUESTION}).tap("问出去").reads(QUESTION)
    with story.on(date(2024, 10, 10), 11):
        clerk = (
            story.at_desk("冯敏")
            .tap("回答", under=QUESTION)
            .fill({"答复": ANSWER})
            .tap("公开答复", exact=True)
            .reads(ANSWER)
        )
        del clerk
        story.stranger().tap("看账本").reads(ANSWER)
        story.who("吴秀兰").tap("通知").reads("答")


def need_gets_its_answer(story):
    """Everyone who said it hears what came of it."""
    with story.on(date(2024, 10, 11)):
        worker = story.at_desk("周玉梅").tap("给回音", under="屋顶").choose("办成了")
        worker.fill({"回音": "屋顶天空农场开课了，周六下午，居民价 60 元。"}).tap("发给说过的人").reads(
            "回音发给了每位说过这件事的人"
        )
        story.who("许慧敏").tap("通知").reads("屋顶")
