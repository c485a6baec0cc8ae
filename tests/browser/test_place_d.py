"""Place D at its phones: somebody applies in steps, the office looks 31 over and plans their week, a reviewer scores.

All at 390 px; the applicant has no scripts, the reviewer reads in large letters.
"""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.domain.build.partners.actions import ensure_categories
from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.actions import assessing, screening
from hehuo.domain.build.recruitment.kinds import CheckState
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from tests.browser.conftest import PHONE
from tests.browser.sky_farm import cast
from tests.browser.story import HOME, Story
from tests.domain.build.recruitment.conftest import (
    FIRST_OF_JULY,
    _july,
    body,
    call,
    farm,
    need,
    roof,
    said,
    words,
)
from tests.stories.sky_farm.roll import PAPERS
from tests.stories.test_place_d import MONDAY, RECEIVED, ROOMS

__all__ = ["_july", "body", "call", "farm", "need", "roof", "said", "words"]

APPLICATIONS = PAPERS / "applications-gangwan.xlsx"


@pytest.fixture
def story(open_browser, judge, run_jobs, transactional_db, haiwan):
    """Anybody of the place enters by one tap; the town's kinds of partner are named."""
    cast.lets_in_by_one_tap()
    ensure_categories()
    return Story(open_browser, run_jobs, PHONE, judge=judge)


def test_somebody_applies_in_steps_leaves_and_goes_on_with_another_phone(story, call):
    with story.on(FIRST_OF_JULY):
        first = story.newcomer(f"{HOME}calls/", javascript=False).tap(call.title).tap("我来报名")
        first.fill({"您或您的单位": "悦溪弹唱社", "联系人": "孟玲", "手机号": "1990059"}).choose("社群团队")
        first.tap("存好，下一步").reads("手机号").fill({"手机号": "199 0059 4522"}).tap("存好，下一步")
        first.fill({"想做什么": "尤克里里", "您能拿出什么": "二十把琴"}).tap("先存着，下次再填")
        code = first.reads("存好了，还没交", "没交的留到").page.locator(".note b.num").first.inner_text()
    with story.on(date(2024, 7, 3), 20):
        second = story.newcomer(f"{HOME}calls/", javascript=False).tap(call.title).tap("接着填、查进度")
        second.fill({"接着填的码": code, "手机号后四位": "0000"}).tap("打开").reads("后四位不对")
        second.fill({"手机号后四位": "4522"}).tap("打开").tap("从头看、接着填").tap("存好，下一步")
        assert second.page.get_by_label("您能拿出什么").input_value() == "二十把琴"
        second.tap("存好，下一步").fill({"想用哪间": "三楼天空平台", "什么时候": "周六15:00-17:00"}).tap("存好，下一步")
        second.tap("存好，下一步").reads("看一遍，交上去", "尤克里里", "199****4522", "二十把琴")
        second.tap("交上去").reads("编号", "接下来", "最晚")
        worker = story.who("周玉梅").tap("去工作台").way("合伙人进门路").tap("悦溪弹唱社")
        worker.reads("尤克里里")
    assert story.judge.faults == []


@pytest.fixture
def rooms(worker, roof):
    """The rooms of the list beside the roof, with the hours that partners may have them."""
    for name, hours in ROOMS.items():
        if name == roof.name:
            continue
        room = spaces.open_space(actor=worker, name=name, seats=30, cleaning_minutes=0)
        for weekdays, (opens, closes) in zip(("12345", "67"), hours, strict=True):
            spaces.set_opening(
                actor=worker, space=room, audience=Audience.PARTNER, weekdays=weekdays, from_time=opens, to_time=closes
            )


@pytest.fixture
def tried(worker, farm, body):
    """The sky farm has passed its screening, and three reviewers are asked."""
    for person in body:
        assessing.add_reviewer(actor=worker, call=farm.call, person=person)
    screening.start_screening(actor=worker, application=farm)
    for item in queries.screening_of(farm):
        screening.check_item(actor=worker, item=item, state=CheckState.PASSED, evidence="原件已看")
    return screening.pass_screening(actor=worker, application=farm)


def test_31_applications_are_taken_in_looked_over_and_given_a_week_in_one_press(story, rooms, tried):
    with story.on(RECEIVED):
        worker = story.who("周玉梅").tap("去工作台").way("合伙人进门路").tap("导入报名表")
        worker.page.set_default_timeout(60_000)  # the best plan of all takes its time on a slow machine
        worker.upload(APPLICATIONS).tap("先看看").reads("什么都没写进去", "新的 31")
        worker.upload(APPLICATIONS).tap("收进来").reads("新的 31").tap("看初审单")
        worker.reads("看了 32 份", "第 14 行", "第 45 行", "等您说")
        worker.fill({"哪一类": "负面清单"}).tap("看", exact=True).tap("定一下").reads("灵芝")
        worker.choose("核实过，没问题").tap("存好").reads("怎么核实的").fill({"怎么核实的": "现场看过，只教种"}).tap(
            "存好"
        )
        worker.open(f"{HOME}applications/look/").reads("核实过，没问题", "现场看过，只教种")
        worker.way("排一周").fill({"从哪个星期一起": f"{date(2024, 7, 9)}"}).tap("排", exact=True).reads(
            "请选一个星期一"
        )
        worker.fill({"从哪个星期一起": f"{MONDAY}"}).tap("排", exact=True)
        worker.reads("家想要场地", "没排上的", "天空农场自然课", "草稿").tap("就这样定").reads("已定", "看试课")
        worker.tap("打印", exact=True).reads("天空农场自然课")
    assert story.judge.faults == []


def test_a_reviewer_scores_and_reads_the_others_only_then(story, tried, body):
    points = {each["name"]: 20 - 4 * number for number, each in enumerate(tried.call.criteria)}
    sheets = {sheet.person.name: sheet for sheet in tried.assessments.select_related("person")}
    with clock.stopped(clock.at(FIRST_OF_JULY, 15)):
        other = sheets["区志明"]
        assessing.give_scores(actor=other.person, assessment=other, points=dict.fromkeys(points, 1), words="再看看")
    with story.on(date(2024, 7, 2)):
        reviewer = story.who("梁映红", large=True).tap("去打分").reads("天空农场自然课", "打完分，才看得到")
        reviewer.does_not_read("再看看").fill({name: f"{given}" for name, given in points.items()}).tap("打好了")
        reviewer.reads("写一句为什么：这一项要填").fill({"写一句为什么": "孩子们喜欢，地也空着"}).tap("打好了").reads(
            "记下了", "再看看"
        )
        third = story.who("罗敏仪", javascript=False).tap("去打分").fill({"是什么关系": "是我表弟"}).tap("我回避")
        third.reads("这一家您回避：是我表弟")
        worker = story.who("周玉梅").tap("去工作台").way("合伙人进门路").tap("广州小禾农业科技有限公司").tap("打开去办")
        worker.reads("32.50", "不到 3 位")
    assert story.judge.faults == []
