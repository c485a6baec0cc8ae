"""Step 7: the partner's course on the roof, a full class with a waiting list, three ways through the door."""

from datetime import date

PARTNER, COURSE = "冯东", "周末自然课"
FIRST, SECOND = date(2024, 8, 3), date(2024, 8, 10)


def partner_books_a_course(story):
    """Entered by the account just given; an hour that is not free is refused with the reason, and nothing is lost."""
    with story.on(date(2024, 7, 19)):
        partner = story.newcomer().tap("登录").fill({"账号": "xiaohe", "密码": "zhong-cai-2024-xiaohe"}).tap("进来")
        story.visitors[PARTNER] = partner
        partner.tap("去我的合作").reads("何嘉怡").tap("人员").reads("违法犯罪记录")
        partner.fill({"名字": PARTNER, "做什么": "负责人，带班"}).tap("加上", exact=True).reads("等查记录")
        worker = (
            story.at_desk("周玉梅").tap("去查", under="违法犯罪记录").fill({"看到了什么": "派出所告知函，看过原件"})
        )
        worker.tap("查过，没有记录").reads("记录查到 2025")
        partner.open("/c/haiwan/").tap("去我的合作").tap("我开的课").tap("开一门课")
        partner.fill({"课程叫什么": COURSE, "哪间屋": "三楼天空平台", "每周哪天": "星期六", "几点开始": "19:00"})
        partner.fill({"几点结束": "20:30", "从哪天起": "2024-08-03", "到哪天止": "2024-09-28", "每节名额": "3"})
        partner.fill({"居民价（元一次）": "60.00"}).tap("排课").reads("8 月 3 日排不下")
        partner.fill({"几点开始": "16:00", "几点结束": "17:30"}).tap("排课").reads("课排好了", "60.00", "0 人次")


def full_class_keeps_a_waiting_list(story):
    """Three seats; the fourth waits, and moves up and hears of it when a seat is given back."""
    with story.on(date(2024, 7, 29), 20):
        for name in ("吴秀兰", "许慧敏", "黄锦添"):
            lesson(story, name).tap("我要报名").reads("您报上名了")
        lesson(story, "梁润生").tap("满了，排候补").reads("您排在候补第 1 位")
        lesson(story, "黄锦添").tap("来不了，取消报名").reads("取消了")
        story.who("梁润生").tap("通知").reads(COURSE)
        lesson(story, "梁润生").reads("您报上名了")


def lesson(story, name, day="8 月 3 日"):
    return story.who(name).tap("去上课").tap(COURSE).tap(day)


def nobody_is_in_two_places_at_once(story):
    """A meeting in the hall at the same hour: who has a seat on the roof is warned."""
    with story.on(date(2024, 7, 29), 10):
        worker = story.at_desk("周玉梅").way("场地日历").tap("多功能厅").tap("订这间屋").fill({"哪一天": "2024-08-03"})
        worker.fill({"几点开始": "17:00", "几点结束": "18:00", "谁来用": "社区自用", "用来做什么": "议事会"}).tap(
            "订下"
        )
        worker.tap("开放报名").fill({"名额": "30"}).tap("开放报名").reads("议事会", "还没有人报名")
        story.who("吴秀兰").tap("去上课").tap("近期活动").tap("议事会").reads("同一时间您还报了「周末自然课」")


def three_ways_through_the_door(story):
    """The worker scans a person's code; a person scans the door's; the third gives a name."""
    with story.on(FIRST, 15, 50):
        partner = story.who(PARTNER).tap("去我的合作").tap("我开的课").tap(COURSE).tap("8 月 3 日").tap("名单")
        partner.tap("门口的码").reads(COURSE)
        door = partner.page.locator("[data-door], .notice").first.inner_text()
        worker = story.at_desk("周玉梅").way("到场签到").tap(COURSE)
        worker.scan(story.found.codes["吴秀兰"]).reads("吴秀兰，签到了")
        story.found.door = door
        worker.fill({"姓名，或门牌": "梁润生"}).tap("找").tap("梁润生签到").reads("梁润生，签到了", "到了 2 人")
        mother = story.who("许慧敏").open(door_of(story)).tap("我是许慧敏，我到了").reads("许慧敏，签到了").tap("好")
        mother.reads("15:50 签到了")
    with story.on(FIRST, 17, 45):
        story.who(PARTNER).tap("关名单").tap("办完了，关名单").reads("名单关上了")
    with story.on(SECOND, 15, 55):
        worker = story.at_desk("周玉梅").way("到场签到").tap(COURSE).fill({"姓名，或门牌": "吴秀兰"}).tap("找")
        worker.tap("吴秀兰签到").reads("吴秀兰，签到了")
    with story.on(SECOND, 18):
        story.who(PARTNER).tap("关名单").tap("办完了，关名单")
        story.stranger().tap("去上课").tap(COURSE).reads("3 人，4 人次")


def door_of(story):
    """The address in the door's code, as a phone's camera reads it from the sheet."""
    from hehuo.core.db.models import Community
    from hehuo.core.db.scope import community_scope
    from hehuo.domain.ground.sessions.models import Session

    with community_scope(Community.objects.get(code="haiwan")):
        session = Session.objects.filter(title=COURSE).order_by("starts_at").first()
        return f"/c/haiwan/sessions/{session.id}/door/{session.door_code}/"
