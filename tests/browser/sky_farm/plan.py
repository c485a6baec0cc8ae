"""Steps 1 to 3: a roll from Excel, what residents say, the needs list, the call and its poster."""

from datetime import date

from tests.stories.sky_farm.roll import PAPERS

WISH = "三楼屋顶空着，想有个教孩子种菜的地方"
AT_THE_WALL = "孩子周末没处去，屋顶能不能种菜？"
AT_THE_DOOR = "孙子不认得青菜，屋顶种点什么多好"
THANKS = "楼下的灯修好了，谢谢你们"
NEED = "屋顶有个教孩子种菜的地方"
WALL = "/c/haiwan/needs/say/?from=wall"  # what the code on the wall's poster says


def roll_comes_in_from_excel(story):
    """In Shuanglong: read, one row mended, taken in; the people can be found."""
    with story.on(date(2024, 6, 3)):
        worker = story.who("金海霞", at="/c/shuanglong/").tap("去工作台").way("收花名册")
        worker.upload(PAPERS / "roster-yucai.xlsx").tap("读一读")
        worker.reads("930 行", "电话被表格写成了「1.99E+10」，后几位已经丢了。")
        worker.tap("房屋台账 第 22 行").fill({"电话": "19900311022"}).tap("改好了，收入")
        worker.reads("收花名册") if worker.path.endswith("/roster/") else worker.reads("roster-yucai.xlsx")
        worker.tap("收入", exact=True)
    with story.on(date(2024, 6, 3), 10):
        worker.tap("看看收到哪儿了") if "正在收" in worker.page.content() else None
        worker.tap("看花名册").fill({"找人": "宋东"})
        worker.page.get_by_label("找人").press("Enter")
        worker.page.wait_for_load_state()
        worker.reads("宋东").tap("宋东").reads("个人码")
    story.leaves("金海霞")


def resident_says_a_need(story):
    """On the phone, in her own words."""
    with story.on(date(2024, 6, 4), 20, 15):
        mother = story.who("许慧敏").tap("说需求")
        mother.fill({"什么事": WISH, "在哪儿": "三楼屋顶"}).choose("我的原话可以公开").tap("说给大家听")
        mother.reads("记下了。3 天内有人分好", WISH)


def wall_is_scanned(story):
    """By the code on the wall, without entering; one of the two is praise."""
    with story.on(date(2024, 6, 4), 21):
        for words, name in ((AT_THE_WALL, "2 栋一位爸爸"), (THANKS, "")):
            somebody = story.stranger(WALL).fill({"什么事": words, "怎么称呼您": name}).tap("说给大家听")
            somebody.reads("记下了")


def worker_writes_down_on_the_stairs(story):
    """A worker, and a building leader without a desk, write down what was said to them."""
    with story.on(date(2024, 6, 5), 10):
        worker = story.at_desk("周玉梅").tap("记一条需求")
        worker.fill({"原话": AT_THE_DOOR, "谁说的": "吴秀兰"}).tap("记下").reads("记下了：吴秀兰。")
        leader = story.who("麦伯").tap("我的", exact=True).tap("记一条需求")
        leader.fill({"原话": "晚上想有间屋子跳舞", "谁说的": "何婉仪"}).tap("记下").reads("记下了：何婉仪。")
    story.leaves("麦伯")


def worker_sorts(story):
    """Class and urgency, the same need joined, praise kept."""
    with story.on(date(2024, 6, 6)):
        worker = story.at_desk("周玉梅").way("没分的声音").reads("5 条声音，等着分", WISH)
        worker.fill({"叫什么": NEED}).choose("孩子", "平常").tap("立成新需求")
        worker.reads("归到了新需求 2024-001", AT_THE_WALL).tap("归进来", under=NEED).reads("归到了 2024-001", THANKS)
        worker.tap("是表扬，存好").reads("原话留着", AT_THE_DOOR).tap("归进来", under=NEED)
        worker.fill({"叫什么": "晚上有间屋子跳舞"}).choose("文体", "不急").tap("立成新需求")
        worker.reads("没有要分的了")


def needs_list_is_published(story):
    """Everyone can read it, on the phone and on paper; who said it hears of it."""
    with story.on(date(2024, 6, 6), 10):
        worker = story.at_desk("周玉梅")
        for title, number in ((NEED, "2024-001"), ("晚上有间屋子跳舞", "2024-002")):
            worker.way("需求清单").tap(title).tap("公布", exact=True)
            worker.tap("公布", exact=True).reads(f"公布了，编号 {number}")
            worker = story.at_desk("周玉梅")
        worker.way("需求清单").tap("打印清单").reads(NEED)
        story.at_desk("周玉梅").tap("墙上二维码").reads("海湾社区")
    with story.on(date(2024, 6, 6), 20):
        mother = story.who("许慧敏").reads(NEED).tap("通知").reads("2024-001")
        mother.tap("我的", exact=True).tap("我说过的事").reads(f"归到「{NEED}」").tap(WISH).reads("3", "2")
        story.stranger().tap("看全部", under="大家的事").tap(NEED).reads("2 户").does_not_read("许慧敏", AT_THE_WALL)


def call_goes_out(story):
    """Written from the need and the rooms, with the rules that everyone can read; published, and printed."""
    with story.on(date(2024, 6, 17)):
        worker = story.at_desk("周玉梅").way("招募令").tap("写一份")
        worker.fill(
            {"招募令叫什么": "社区发展合伙人招募", "一句话": "一块屋顶，大家来种", "来哪儿报名": "党群服务中心"}
        )
        worker.fill({"电话": "020-0000 0119", "哪天截止": "2024-07-05", "谁来评议": ""}).tap("存好")
        worker.reads("还有 1 处要改").choose(NEED, "三楼天空平台", "多功能厅").tap("存好")
        worker.reads("存好了，编号 2024-01").tap("公布").reads("现在是正在招").tap("海报").reads(
            "一块屋顶，大家来种", NEED
        )
        anyone = story.stranger().tap("一起办").tap("社区发展合伙人招募")
        anyone.reads(NEED, "三楼天空平台", "50%", "不低于 4 分").tap(NEED).reads("出了招募令 2024-01")
        story.found.call = anyone.page.url
    with story.on(date(2024, 6, 17), 10):
        story.at_desk("周玉梅").way("需求清单").tap(NEED).tap("开始办").reads("开始办了")
