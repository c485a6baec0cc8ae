"""Step 10: anyone follows the line from the wish to the money and back, and each role has its day."""

from datetime import date

from tests.browser.sky_farm.course import COURSE
from tests.browser.sky_farm.plan import NEED
from tests.browser.sky_farm.way_in import FIRM

VERBS = ("一起商量", "一起", "8,000.00", "1,200.00")


def anyone_follows_the_line(story):
    """From the wish to the class to the money, and from the money back to the wish, by links alone."""
    with story.on(date(2024, 10, 11), 20):
        anyone = story.stranger().tap(NEED).reads("出了招募令 2024-01", "签了协议 2024-001", "8,000.00", "1,200.00")
        anyone.tap("排了").reads(COURSE)
        anyone = story.stranger().tap(NEED).tap("合伙人报了营业额").reads("8,000.00", "1,200.00")
        anyone.tap("进了需求清单").reads(NEED)
        book = story.stranger().tap("看账本").reads("1,200.00", "8,000.00 × 15%")
        book.tap("天空农场自然课 · 8 月让利").reads("位居民说了这件事").tap("进了需求清单").reads(NEED)
        story.stranger().tap("一起办").tap("社区发展合伙人招募").reads("申请 30", "入伙 1")
        story.stranger().tap("一起办").tap("已经入伙的").tap(FIRM).reads("何嘉怡", "60.00")


def everyone_has_their_day(story):
    """Each role's desk with time limits, and where the powers end."""
    with story.on(date(2024, 10, 11), 21):
        for name in ("周玉梅", "陈国栋", "冯敏", "孔令仪", "何嘉怡"):
            story.at_desk(name).reads("要办")
