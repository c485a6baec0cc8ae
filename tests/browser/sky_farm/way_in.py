"""Steps 4 to 6: applications, the checklist, a trial that residents judge, the decision, its posting, the agreement."""

from datetime import date

from tests.stories.sky_farm.roll import PAPERS

FARM, FIRM = "天空农场自然课", "广州小禾农业科技有限公司"
BODY = ("梁映红", "区志明", "罗敏仪")


def applications_are_imported(story):
    """A table of the street: looked at first, then taken in; the same firm stands in it twice."""
    with story.on(date(2024, 6, 24)):
        worker = story.at_desk("周玉梅").way("合伙人进门路").tap("导入报名表")
        worker.upload(PAPERS / "applications-gangwan.xlsx").tap("先看看")
        worker.reads("这是先看看，什么都没写进去", "新的 31").upload(PAPERS / "applications-gangwan.xlsx").tap("收进来")
        worker.reads("新的 31", "别的社区的 12 行", "重复的 1 对")


def two_apply_by_phone(story):
    """From the call's page, without entering; one of them is a second paper of a firm on the list."""
    with story.on(date(2024, 6, 24), 20):
        for name, project, contact, phone in (
            ("海湾合唱团", "周末合唱", "彭丽华", "19900510072"),
            ("小禾农业", "屋顶种菜课", "冯东", "19900965808"),
        ):
            somebody = story.stranger().tap("一起办").tap("社区发展合伙人招募").tap("我来报名")
            somebody.fill({"您或您的单位": name, "联系人": contact, "手机号": phone})
            somebody.choose("社群团队" if "团" in name else "商企").tap("存好，下一步")
            if "请再看一眼" in somebody.page.inner_text("main"):
                somebody.tap("就这样，下一步")
            somebody.fill({"想做什么": project}).tap("存好，下一步").tap("存好，下一步").tap("存好，下一步")
            somebody.tap("交上去").reads("2024-", "接下来")


def same_firm_is_joined(story):
    """The board says which look alike; a person joins them."""
    with story.on(date(2024, 6, 25)):
        worker = story.at_desk("周玉梅").way("合伙人进门路").reads("有 2 份像是重复报名", "33 家在路上")
        for name in ("广州悦邻教育科技有限公司", "小禾农业"):
            worker.tap(name, under="像是重复报名").reads("像是同一家").tap("并成一份").reads("并好了")
            worker.tap("回看板")
        worker.reads("31 家在路上").does_not_read("像是重复报名")


def papers_are_checked(story):
    """Every line of the checklist, with what was looked at; nobody goes on with a paper missing."""
    with story.on(date(2024, 6, 27), 15):
        worker = story.at_desk("周玉梅").way("合伙人进门路").tap(FIRM).tap("打开去办").tap("开始初审")
        worker.tap("初审通过，去试课").reads("初审还差")
        story.found.application = worker.path.removesuffix("move/")
        worker.open(story.found.application)
        for title in worker.page.locator("section:has(#items) li b").all_inner_texts():
            worker.tap(title.split(" ")[0]).choose("合格").fill({"查了什么": "原件已看"}).tap("存好")
        worker.tap("初审通过，去试课").reads("现在是试课")


def trial_is_booked(story):
    """On Tuesday morning the hall is not the partners', on Tuesday evening it is."""
    with story.on(date(2024, 6, 28)):
        worker = story.at_desk("周玉梅").way("合伙人进门路").tap(FIRM).tap("打开去办").tap("约试课")
        worker.fill({"在哪间": "多功能厅", "哪天": "2024-07-02", "几点开始": "10:00", "几点结束": "11:00"})
        worker.tap("存好").reads("给合伙人的时间是 18:30—21:30，10:00—11:00 不在里面")
        worker.fill({"几点开始": "19:30", "几点结束": "20:30"}).tap("存好").reads("约好了")


def residents_sign_up_for_the_trial(story):
    """From the home page to a seat."""
    with story.on(date(2024, 6, 29), 20):
        for name in ("许慧敏", "吴秀兰", "黄锦添"):
            story.who(name).tap("去上课").tap("近期活动").tap(FARM).tap("我要报名").reads("您报上名了")


def residents_come_to_the_trial(story):
    """Each shows the code in their hand; the worker scans it, or types its letters."""
    with story.on(date(2024, 7, 2), 19, 20):
        story.who("许慧敏").tap("我的", exact=True).tap("我的活动和签到码").reads(story.found.codes["许慧敏"])
        worker = story.at_desk("周玉梅").way("到场签到").tap(FARM)
        for name in ("许慧敏", "吴秀兰"):
            worker.scan(story.found.codes[name]).reads(f"{name}，签到了")
    with story.on(date(2024, 7, 2), 20, 40):
        story.at_desk("周玉梅").tap("关名单", under=FARM).tap("办完了，关名单").reads("名单关上了")


def residents_give_stars(story):
    """On the phone, one form a person; then the table of the questionnaire; the result is by measure."""
    with story.on(date(2024, 7, 2), 21):
        mother = story.who("许慧敏").tap("打个分").tap(FARM)
        mother.stars(teacher=5, content=5, price=4, overall=4).fill({"想说": "孩子不肯走"}).tap("交上去")
        lady = story.who("吴秀兰").tap("打个分").tap(FARM)
        lady.tap("交上去").reads("要改").stars(teacher=5, content=5, price=4, overall=5).tap("交上去")
    with story.on(date(2024, 7, 8)):
        worker = story.at_desk("周玉梅").way("合伙人进门路").tap("导入试课反馈")
        worker.upload(PAPERS / "trial-feedback.csv").tap("收进来").reads("读到 166 行", "算数的 151 张")
        story.at_desk("周玉梅").way("合伙人进门路").tap(FIRM).reads("够").tap("打开去办").tap("每张反馈").reads(
            "÷ 25 人"
        )


def three_decide(story):
    """With the figures in view; who has an interest is not seated."""
    with story.on(date(2024, 7, 9), 15):
        worker = story.at_desk("周玉梅").way("合伙人进门路").tap(FIRM).tap("打开去办")
        worker.tap("登记利害关系").fill({"谁": "冯西", "是什么关系": "堂弟的公司"}).tap("存好")
        worker.tap("送去决定").choose(*BODY[:2], "冯西").tap("存好").reads("利害关系")
        worker.page.get_by_role("checkbox", name="冯西").uncheck()
        worker.choose(BODY[2]).tap("存好").reads("谁在议")
    with story.on(date(2024, 7, 9), 16):
        for name, answer in zip(BODY, ("同意", "同意", "弃权"), strict=True):
            member = story.who(name).tap("去评议").reads("有效人数")
            member.page.get_by_role("radio", name=answer, exact=True).check()
            member.fill({"写一句": "课实在，价钱公道"}).tap("定了").reads("记下了")
            story.leaves(name)


def decision_is_posted(story):
    """By the secretary, for five working days; the worker hangs the paper; a resident objects and is answered."""
    with story.on(date(2024, 7, 10)):
        secretary = story.at_desk("陈国栋").way("合伙人进门路").tap(FIRM).tap("打开去办").tap("通过", under="评议")
        secretary.tap("贴出公示").reads("7 月 17 日")
        worker = story.at_desk("周玉梅").tap("去贴").fill({"贴在哪儿": "社区大门公示栏"}).tap("记下")
        worker.tap("打印", exact=True).reads("〔2024〕1号", "7 月 17 日")
    with story.on(date(2024, 7, 11)):
        resident = story.who("黄锦添").tap("去看公示").tap("提异议").fill({"哪里不同意": "怕屋顶漏水"}).tap("提上去")
        resident.reads("怕屋顶漏水")
    with story.on(date(2024, 7, 12)):
        worker = story.at_desk("周玉梅").tap("答复", under="漏水").reads("怕屋顶漏水").choose("不成立")
        worker.fill({"答复": "用移动种植箱，底下有防水盘"}).tap("公开答复").reads("防水盘")


def agreement_is_drafted(story):
    """A year, half the market price, 15 % to the fund as a gift, three stewards; a fourth is refused, so is more."""
    with story.on(date(2024, 7, 15)):
        worker = story.at_desk("周玉梅").way("合伙人进门路").tap(FIRM).tap("打开去办").tap("拟协议")
        worker.fill({"合作内容": FARM, "从哪天": "2024-07-18", "到哪天": "2025-07-17", "进哪一个资金": "慈善基金"})
        worker.fill({"社区给什么": "三楼天空平台，周六下午", "合伙人给什么": "种子、土"})
        worker.choose("场地").tap("存好").reads("性质和钱去的地方对不上").choose("自愿捐赠").tap("存好")
        for steward in ("何嘉怡", "李国华", "麦少芬"):
            worker.fill({"红色管家": steward}).tap("定为管家").reads(steward)
        worker.fill({"红色管家": "谢伟明"}).tap("定为管家").reads("最多 3 位红色管家")
        worker.tap("标价").fill({"服务": "周末自然课", "这里收": "60.01", "市场价（元）": "120.00"})
        worker.fill({"市场价从哪里看到": "附近三家自然教育机构标价"}).tap("标价").reads("60.00")
        worker.fill({"这里收": "60.00"}).tap("标价").reads("周末自然课", "60.00", "120.00")


def agreement_is_signed(story):
    """Never before the posting is over, and by the secretary; printed; the partner gets an account."""
    with story.on(date(2024, 7, 17), 17):
        story.at_desk("陈国栋").way("协议").tap(FIRM).reads("要到 2024-07-17 才满").does_not_read("签好了")
    with story.on(date(2024, 7, 18)):
        story.at_desk("周玉梅").way("协议").tap(FIRM).reads("签协议")
        secretary = story.at_desk("陈国栋").tap("去签").tap("签约", exact=True).reads("签好了")
        secretary.tap("打印", exact=True).reads("15%", "50%", "自愿捐赠")
        secretary = story.at_desk("陈国栋").way("身份").tap("给冯东开账号")
        secretary.fill({"账号": "xiaohe", "密码": "zhong-cai-2024-xiaohe"}).tap("开账号").reads(
            "冯东可以用账号 xiaohe 登录了"
        )
