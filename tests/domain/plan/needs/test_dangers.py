"""Words that tell of danger are proposed with their article; what a person confirms rings today."""

from datetime import datetime

import pytest

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.plan.needs import actions
from hehuo.domain.plan.needs.actions.ringing import today_at_the_latest
from hehuo.domain.plan.needs.dangers import TABLE, danger_in, ringing_in
from hehuo.domain.plan.needs.kinds import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning():
    """What rings today must be seen to today: late in the evening two hours reach into tomorrow."""
    with clock.stopped(clock.at(clock.today(), 9)):
        yield


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("单元门顶上的墙皮往下掉", "facade"), ("广告牌松动了，风一吹就晃", "facade"), ("电线露在外头", "wires"),
        ("路边配电箱没盖，孩子伸手就够到", "wires"), ("五楼栏杆脱焊", "rail"), ("井盖没了", "cover"),
        ("楼道里闻到煤气味", "gas"),
        ("昨天电梯把人困了半小时", "lift"), ("楼上往下扔酒瓶", "thrown"), ("消防通道停满了车", "fire_lane"),
        ("楼道里推电动车充电", "battery"), ("纸箱把楼道堆满了", "piled"),
    ],
)  # fmt: skip
def test_the_table_knows_how_people_speak_of_danger(words, code):
    found = danger_in(words)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "words",
    [
        "想要个乒乓球台",
        "外墙颜色不好看",
        "电费太贵",
        "楼道灯坏了",
        "谢谢你们修好了栏杆边的花",
        "车位不够",
        "下水道堵了",
    ],
)
def test_and_leaves_the_rest_alone(words):
    assert ringing_in(words) is None


def test_every_danger_says_why_and_by_which_article():
    assert all(str(each.title) and str(each.why) and str(each.article) for each in TABLE)
    assert len({each.code for each in TABLE}) == len(TABLE)


def test_it_rings_for_the_worker_today_and_the_others_are_told(worker, secretary):
    voice = actions.say_voice(actor=worker, words="墙皮往下掉", channel=Channel.DOOR, danger="facade")
    duty = Duty.objects.get(act="see_danger")
    assert (duty.person, duty.about_id, clock.local(duty.due_at).date()) == (worker, voice.id, clock.today())
    told = Message.objects.filter(person=secretary, about_id=voice.id)
    assert [str(message.subject) for message in told] == (["有险情，今天要去看"] if told else [])
    actions.ring_danger(actor=worker, voice=voice, danger="wires")
    assert Duty.objects.filter(act="see_danger").count() == 1


def test_a_stranger_s_words_of_danger_are_to_be_sorted_today(haiwan):
    actions.say_voice(actor=None, words="外墙要掉下来了", channel=Channel.WALL)
    assert clock.local(Duty.objects.get(act="sort_voice").due_at).date() == clock.today()


def test_in_the_evening_two_hours_are_left():
    with clock.stopped(datetime(2024, 5, 1, 21, tzinfo=clock.CHINA)):
        assert today_at_the_latest() == datetime(2024, 5, 1, 23, tzinfo=clock.CHINA)


def test_only_those_who_collect_ring_and_going_there_needs_words(worker, resident):
    voice = actions.say_voice(actor=worker, words="墙皮往下掉", channel=Channel.DOOR)
    with pytest.raises(Refused):
        actions.ring_danger(actor=resident, voice=voice, danger="facade")
    with pytest.raises(Invalid, match="哪一种险情"):
        actions.ring_danger(actor=worker, voice=voice, danger="ufo")
    actions.ring_danger(actor=worker, voice=voice, danger="facade")
    with pytest.raises(Invalid, match="看到了什么"):
        actions.see_danger(actor=worker, voice=voice, found=" ")
    with pytest.raises(Refused):
        actions.see_danger(actor=resident, voice=voice, found="看了")
