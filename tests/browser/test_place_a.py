"""Place A at its phones: help that is solved, support that waits for an assessment, a recipe, a choir.

All at 390 px; the newcomer to the choir reads in large letters, the steward has no scripts.
"""

from datetime import date

import pytest

from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from tests.browser.conftest import PHONE
from tests.browser.sky_farm import cast
from tests.browser.story import HOME, Story
from tests.domain.build.agreements.conftest import _july, charity, draft, posted, steward, words
from tests.domain.run.clubs.conftest import choir, newcomer
from tests.domain.run.services.conftest import IN_FORCE, signed
from tests.domain.share.recipes.conftest import estate, scheme, there

__all__ = [
    "_july", "charity", "choir", "draft", "newcomer", "posted", "scheme", "signed", "steward", "there", "words",
]  # fmt: skip


@pytest.fixture
def story(open_browser, judge, run_jobs, transactional_db, haiwan):
    """Anybody of the place enters by one tap."""
    cast.lets_in_by_one_tap()
    return Story(open_browser, run_jobs, PHONE, judge=judge)


@pytest.fixture
def named(worker, draft, steward):
    """The steward is named before the agreement is signed."""
    return agreements.name_steward(actor=worker, agreement=draft, person=steward)


@pytest.fixture
def partner(named, signed):
    """Who speaks for the farm, with an account of their own."""
    Grant.objects.create(person=signed.partner.contact, role=Role.PARTNER, from_on=signed.starts_on)
    access.give_account(actor=None, person=signed.partner.contact, username="farm", password=None)
    return signed.partner.contact.name


def test_a_partner_asks_for_help_and_the_steward_solves_it(story, partner):
    with story.on(IN_FORCE):
        phone = story.who(partner, f"{HOME}partners/mine/").tap("找管家帮忙").reads("这一轮是何嘉怡")
        phone.tap("请管家帮忙").reads("要帮什么忙").fill({"要帮什么忙": "周五停电，课怎么上"}).tap("请管家帮忙")
        phone.reads("管家收到了，7 月 18 日前给您回话", "何嘉怡")
    with story.on(date(2024, 7, 16)):
        steward = story.who("何嘉怡", f"{HOME}stewarding/", javascript=False).reads("1 件求助").tap("广州小禾")
        steward.tap("周五停电").tap("我来办").fill({"写一句": "周四接发电机"}).tap("发出")
        steward.tap("记下，请对方确认").reads("办成了什么样").fill({"办成了什么样": "接好了，试过一堂"})
        steward.tap("记下，请对方确认").reads("接好了")
        phone.open(f"{HOME}partners/mine/").tap("周五停电").reads("周四接发电机", "接好了，试过一堂").tap("解决了")
        phone.reads("用了 1 个工作日")
        worker = story.who("周玉梅").tap("去工作台").way("合伙人的求助").reads("1 个工作日").tap("1 件", under="办好了")
        worker.reads("周五停电")
    assert story.judge.faults == []


def test_support_waits_for_an_assessment_and_the_no_keeps_what_was_written(story, partner):
    with story.on(IN_FORCE):
        steward = story.who("何嘉怡", f"{HOME}partner-support/desk/").reads("先考核，后支持")
        steward.fill({
            "给哪一家": "广州小禾", "给什么": "场地", "写清楚是什么": "二楼排练厅，周三晚上", "多少": "40",
            "哪天到期": "2024-12-31",
        }).tap("送书记批").reads("先考核、公示、定案，再给支持")  # fmt: skip
        assert steward.page.get_by_label("写清楚是什么").input_value() == "二楼排练厅，周三晚上"
        story.stranger(f"{HOME}partner-support/").does_not_read("二楼排练厅")
    assert story.judge.faults == []


def test_a_recipe_is_taken_to_the_next_estate_and_its_pact_is_drafted_there(story, scheme, secretary):
    estate("东风小区", 10)
    with story.on(date(2024, 7, 1)):
        worker = story.who("周玉梅").tap("去工作台").way("做法").tap("三无小区装监控").reads("先把预算摆给大家看")
        worker.tap("落到一个小区").fill({"落到哪里": "东风小区", "从哪天开头": "2024-08-01", "谁来办": "周玉梅"})
        worker.tap("开头", exact=True).reads("2 件起草了 0 件")
        setup = worker.path
        worker.tap("起草「居民公约」").tap("起草", exact=True).reads("居民公约", "在起草")
        worker.open(setup).reads("2 件起草了 1 件").tap("「装监控」这里不做").tap("记下", exact=True).reads(
            "写一句为什么"
        )
        worker.fill({"为什么": "街道已经装了"}).tap("记下", exact=True).reads("街道已经装了")
        secretary = story.who("陈国栋", f"{HOME}recipes/").does_not_read("三无小区装监控")
        secretary.open(f"{HOME}recipes/{scheme.id}/").tap("公开，让别处也用")
        story.stranger(f"{HOME}recipes/").tap("三无小区装监控").reads("先把预算摆给大家看", "东风小区")
    assert story.judge.faults == []


def test_a_newcomer_asks_to_sing_and_the_leader_says_yes(story, choir, newcomer):
    with story.on(date(2024, 7, 2)):
        singer = story.who(newcomer.name, f"{HOME}courses/", large=True).tap("队伍和社团").tap("滨江合唱团")
        singer.reads("8 人").fill({"说一句": "年轻时唱过男高音"}).tap("申请入队").reads("等队长答应")
        leader = story.who("何月英", f"{HOME}clubs/", javascript=False).tap("滨江合唱团").tap("带队").tap(newcomer.name)
        leader.tap("答复", exact=True).reads("为什么").tap("欢迎，收进队").reads(newcomer.name)
        singer.open(f"{HOME}clubs/mine/").tap("滨江合唱团").reads("9 人", "您 2024 年 7 月 2 日入的队")
        story.stranger(f"{HOME}clubs/").tap("滨江合唱团").reads("9 人").does_not_read(newcomer.name)
    assert story.judge.faults == []
