"""The sky farm of Haiwan, from a wish to the published account: ten steps, through the same acts as the pages."""

import re
from datetime import date
from functools import partial

import pytest

from hehuo.core import clock
from hehuo.domain.ground.intakes import queries as trays
from hehuo.domain.ground.intakes.actions import mending, taking
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.ground.seals import actions as sealing
from hehuo.domain.ground.seals import queries as seals
from hehuo.domain.insight.journeys.kinds import Verb
from hehuo.domain.insight.journeys.queries import journey_of
from tests.stories.sky_farm import course, money, plan, roll, way_in

pytestmark = pytest.mark.django_db

STEPS = (
    roll.haiwan_is_on_the_roll,
    plan.residents_say_needs,
    plan.worker_sorts_and_publishes,
    plan.call_goes_out,
    way_in.applications_come_in,
    way_in.papers_are_checked,
    way_in.trial_is_booked,
    way_in.residents_come_to_the_trial,
    way_in.residents_give_feedback,
    way_in.three_without_an_interest_decide,
    way_in.trial_is_let_off_in_writing_only,
    way_in.decision_is_posted,
    way_in.agreement_is_drafted,
    way_in.agreement_is_signed,
    course.partner_books_a_course,
    course.full_class_keeps_a_waiting_list,
    course.nobody_is_in_two_places_at_once,
    course.people_are_checked_in_three_ways,
    course.august_goes_by,
    money.turnover_is_declared,
    money.share_goes_through_two_hands,
    money.due_is_late_after_its_day,
    money.other_money_comes_and_goes,
    money.month_is_closed_and_sealed,
    money.month_is_posted,
    money.question_is_asked_and_answered,
    money.need_gets_its_answer,
)

# The line as anyone reads it, from the money's end; the wish's end tells the same and what else came of the call.
LINE = {
    Verb.MOU: ["3 位居民说了这件事", "进了需求清单，编号 2024-001"],
    Verb.JIAN: [
        "出了招募令 2024-01", "开始办了", "收到 2 份报名", "定了试课，7 月 2 日", "试了一堂课，来了 12 人",
        "评议有了结果", "定了 3 位红色管家", "签了协议 2024-001",
    ],
    Verb.GUAN: [
        "排了 9 次课", "办了 5 场，来了 52 人次", "合伙人报了营业额 8,000.00 元", "算出归社区的 1,200.00 元，两人经手",
        "2024 年 9 月的账结清封存",
    ],
    Verb.PING: ["35 位居民给试课打分，平均 4.57", "贴出 2 份公示", "有人问，当众答了"],
    Verb.XIANG: ["收到 1,200.00 元，进了社区的账", "办成了，给每位说的人回了音"],
}  # fmt: skip


def line_from(thing):
    """The journey of a thing as its page says it."""
    return {leg.verb: [step.title for step in leg.steps] for leg in journey_of(thing.id).legs}


def test_yucai_comes_on_the_roll_from_excel(shuanglong):
    content = (roll.PAPERS / "roster-yucai.xlsx").read_bytes()
    with clock.stopped(clock.at(date(2022, 3, 7), 9)):
        read, looked_at = roll.look_at_roster(shuanglong.worker, content, "roster-yucai.xlsx")
        assert (Home.objects.count(), looked_at.counts["read"], len(read.all_problems)) == (0, 930, 13)
        lost = trays.rows_of(looked_at).get(sheet="房屋台账", number=22)
        assert lost.problems[0]["say"] == "电话被表格写成了「1.99E+10」，后几位已经丢了。请重新填写。"

        mending.mend_row(actor=shuanglong.worker, row=lost, data={**lost.data, "owner_phone": "19900311022"})
        taken = taking.take_roster(actor=shuanglong.worker, intake=looked_at)

    assert (taken.state, taken.counts["refused"]) == ("taken", 2)
    assert (Home.objects.count(), Household.objects.count()) == (256, 233)  # some stand empty
    assert Person.objects.filter(name="宋东").exclude(phone_hash="").exists()


def test_from_a_wish_to_the_published_account(told, client):
    for step in STEPS:
        step(told)

    the_line_is_whole_from_both_ends(told)
    everyone_reads_the_same_figures(told, client)
    sealing.seal_now()
    assert seals.verify() == []


def the_line_is_whole_from_both_ends(told):
    """From the money one reads back to the wish; from the wish on to the money, and what else came of the call."""
    assert line_from(told.receipt) == line_from(told.due) == LINE
    wish = line_from(told.voice)
    assert wish[Verb.MOU] == ["有居民说了这件事", LINE[Verb.MOU][1]]
    assert wish[Verb.GUAN] == ["标了价：居民 60.00 元，市场 120.00 元", *LINE[Verb.GUAN]]
    assert wish[Verb.XIANG] == LINE[Verb.XIANG]
    assert {"出了招募令 2024-01", "收到 33 份报名", "评议有了结果", "签了协议 2024-001"} <= set(wish[Verb.JIAN])
    assert {"35 位居民给试课打分，平均 4.57", "有人问，当众答了"} <= set(wish[Verb.PING])


def everyone_reads_the_same_figures(told, client):
    """Without entering: the account, the share, the stages of the applications, persons and person-times."""
    read = partial(reads, client)
    with clock.stopped(clock.at(date(2024, 10, 11), 10)):
        read("books/2024-09/", "1,200.00", "8,000.00 × 15%", told.question.answer, told.month.seal_code)
        read(f"books/shares/{told.turnover.id}/", "8,000.00", "1,200.00", *LINE[Verb.GUAN])
        read(f"calls/{told.call.id}/", "申请 29", "决定 1", "入伙 1")
        read(f"courses/{told.series.id}/", "15 人，52 人次")
        read(f"needs/{told.need.id}/", *LINE[Verb.GUAN], *LINE[Verb.XIANG])
        read(f"postings/{told.posting.id}/", "2024 年 9 月收支公示", "1,200.00")


def reads(client, path, *words):
    """A page of Haiwan, opened by anyone, says all of this."""
    page = client.get(f"/c/haiwan/{path}", follow=True)
    text = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert (page.status_code, [each for each in words if each not in text]) == (200, [])
