"""What residents do on a browser that runs no scripts: an old phone, WeChat's own view, a careful son's settings."""

from datetime import date

from tests.browser.sky_farm.course import COURSE
from tests.browser.sky_farm.money import ANSWER, QUESTION
from tests.browser.sky_farm.plan import NEED, WALL
from tests.stories.sky_farm.course import SATURDAYS_OF_AUGUST

LAMP = "3 栋后面的灯不亮了"


def say_and_read(story):
    """Say something as oneself and at the wall, forget a field on the way, and read how far a need has come."""
    with story.on(date(2024, 7, 22), 20):
        mother = story.who("许慧敏").tap("说需求").tap("说给大家听").reads("还有 1 处要改")
        mother.fill({"什么事": LAMP}).tap("说给大家听").reads("记下了", LAMP)
        story.stranger(WALL).fill({"什么事": LAMP}).tap("说给大家听").reads("记下了")
        story.stranger().tap(NEED).reads("签了协议 2024-001").tap("出了招募令").reads(NEED)


def take_the_last_seat_and_come(story, told):
    """Sign up, give the seat back, take it again, show oneself at the door, and give stars."""
    lesson, first = told.lessons[0], SATURDAYS_OF_AUGUST[0]
    with story.on(date(2024, 7, 29), 20):
        lady = story.who("吴秀兰").tap("去上课").tap(COURSE).tap("8 月 3 日").tap("我要报名").reads("您报上名了")
        lady.tap("来不了，取消报名").reads("取消了").tap("我要报名").reads("您报上名了")
        lady.tap("我的", exact=True).tap(COURSE).reads("您报上名了")
    with story.on(first, 15, 50):
        door = f"/c/haiwan/sessions/{lesson.id}/door/{lesson.door_code}/"
        story.who("吴秀兰").open(door).tap("我是吴秀兰，我到了").reads("吴秀兰，签到了")
    with story.on(first, 18):
        lady = story.who("吴秀兰").tap("打个分").tap(COURSE).tap("交上去").reads("要改")
        lady.stars(teacher=5, content=5, price=4, overall=5).tap("交上去").reads("1 人")


def read_the_account_and_ask(story):
    """The account with its figures, one line's way back to the wish, and a question about it."""
    with story.on(date(2024, 10, 10)):
        lady = story.who("吴秀兰").tap("看账本").reads("1,200.00", "8,000.00 × 15%")
        lady.tap("天空农场自然课 · 8 月让利").reads("3 位居民说了这件事").tap("问一句")
        lady.fill({"想问": QUESTION}).tap("问出去").reads(QUESTION).does_not_read(ANSWER)
        lady.tap("我的", exact=True).reads(QUESTION[:8]).tap("退出")
        story.stranger().tap("看账本").reads(QUESTION)
