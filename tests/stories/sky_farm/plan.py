"""Steps 2 and 3: what residents say becomes a list of needs, and a call for partners."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.build.partners.kinds import Way
from hehuo.domain.build.recruitment.actions import calls
from hehuo.domain.build.recruitment.actions.calls import CallWords
from hehuo.domain.build.recruitment.kinds import CallState, Measure
from hehuo.domain.ground.messages import queries as messages
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience, Ownership
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs import queries
from hehuo.domain.plan.needs.kinds import Channel, NeedKind, NeedState, Urgency, VoiceState

CALLED_ON = date(2024, 6, 17)
ROOMS = {  # seats, partners' hours on working days and at weekends, as the street's list has them
    "三楼天空平台": (40, (16, 0, 19, 0), (8, 0, 18, 30)),
    "多功能厅": (60, (18, 30, 21, 30), (9, 0, 21, 30)),
    "舞蹈室": (25, (18, 30, 21, 30), (9, 0, 21, 30)),
    "戏曲室": (30, (18, 30, 21, 30), (9, 0, 21, 30)),
    "书画室": (24, (18, 30, 21, 30), (9, 0, 21, 30)),
}


def residents_say_needs(told):
    """On the phone, at a wall, through a worker at the door; each in their own words."""
    mother, old_lady, dancer = told.neighbours[1], told.neighbours[0], told.neighbours[4]
    with clock.stopped(clock.at(date(2024, 6, 4), 20, 15)):
        told.voice = needs.say_voice(
            actor=mother, speaker=mother, channel=Channel.PHONE, words="三楼屋顶空着，想有个教孩子种菜的地方"
        )
        told.at_the_wall = needs.say_voice(
            actor=None, channel=Channel.WALL, speaker_name="2 栋一位爸爸", words="孩子周末没处去，屋顶能不能种菜？"
        )
    with clock.stopped(clock.at(date(2024, 6, 5), 10)):
        told.at_the_door = needs.say_voice(
            actor=told.worker, speaker=old_lady, channel=Channel.DOOR, words="孙子不认得青菜，屋顶种点什么多好"
        )
        told.dance = needs.say_voice(
            actor=told.worker, speaker=dancer, channel=Channel.DOOR, words="晚上想有间屋子跳舞"
        )
        told.thanks = needs.say_voice(actor=None, channel=Channel.WALL, words="楼下的灯修好了，谢谢你们")
        with pytest.raises(Refused, match="替人记需求"):
            needs.say_voice(actor=mother, speaker=old_lady, channel=Channel.DOOR, words="她让我说的")
    assert queries.tray_count() == 5


def worker_sorts_and_publishes(told):
    """Class and urgency, the same need joined, praise kept; then everyone can read the list."""
    with clock.stopped(clock.at(date(2024, 6, 6), 9)):
        told.need = needs.open_need(
            actor=told.worker, title="屋顶有个教孩子种菜的地方", kind=NeedKind.CHILDREN, voice=told.voice
        )
        told.dance_need = needs.open_need(
            actor=told.worker, title="晚上有间屋子跳舞", kind=NeedKind.CULTURE, urgency=Urgency.LOW, voice=told.dance
        )
        assert told.need in queries.similar_needs(told.at_the_wall.words)
        for voice in (told.at_the_wall, told.at_the_door):
            needs.join_voice(actor=told.worker, voice=voice, need=told.need)
        needs.set_aside(actor=told.worker, voice=told.thanks, state=VoiceState.THANKS)
        with pytest.raises(Conflict):
            needs.join_voice(actor=told.worker, voice=told.at_the_wall, need=told.dance_need)
        with pytest.raises(Refused, match="整理需求"):
            needs.publish_need(actor=told.clerk, need=told.need)
        told.need = needs.publish_need(actor=told.worker, need=told.need)
        needs.publish_need(actor=told.worker, need=told.dance_need)
    assert queries.tray_count() == 0
    assert [need.number for need in queries.published_needs().order_by("number")] == ["2024-001", "2024-002"]
    assert (told.need.voice_count, told.need.home_count) == (3, 2)
    assert queries.voices_of(told.need).first() == told.voice
    assert messages.unread_count(told.neighbours[1]) == 1


def rooms_are_open_to_partners(told):
    """The rooms with their hours; money may be earned on the roof, by a paper that decided it."""
    told.rooms = {}
    for name, (seats, weekdays, weekend) in ROOMS.items():
        room = spaces.open_space(
            actor=told.worker, name=name, seats=seats, ownership_kind=Ownership.STATE,
            decision="海湾社〔2024〕6号" if name == "三楼天空平台" else "",
        )  # fmt: skip
        for digits, hours in (("12345", weekdays), ("67", weekend)):
            spaces.set_opening(
                actor=told.worker, space=room, audience=Audience.PARTNER, weekdays=digits,
                from_time=time(*hours[:2]), to_time=time(*hours[2:]),
            )  # fmt: skip
        told.rooms[name] = room


def call_goes_out(told):
    """From the need and five rooms, with the rules that everyone can read."""
    words = CallWords(
        title="社区发展合伙人招募", slogan="一块屋顶，大家来种", background="居民想要教孩子种菜的地方",
        ways=[Way.SPACE, Way.VOLUNTEER], price_principle="居民价不高于市场价的 50%", price_percent=50,
        conditions="先试一堂课", negative_list=["推销保健品"], measure=Measure.MEAN, threshold=Decimal("4.0"),
        minimum_people=10, body_name="", body_seats=3, posting_days=5, contact_name="周玉梅",
        contact_phone="020-0000 0119", contact_place="党群服务中心", opens_on=CALLED_ON,
        closes_on=CALLED_ON + timedelta(days=18),
    )  # fmt: skip
    with clock.stopped(clock.at(CALLED_ON, 9)):
        rooms_are_open_to_partners(told)
        call = calls.write_call(actor=told.worker, words=words, needs=[], spaces=list(told.rooms.values()))
        with pytest.raises(Refused, match="至少一条需求"):
            calls.publish_call(actor=told.worker, call=call)
        calls.reword_call(
            actor=told.worker, call=call, words=words, needs=[told.need],
            spaces=list(told.rooms.values()),
        )  # fmt: skip
        told.call = calls.publish_call(actor=told.worker, call=call)
        told.need = needs.take_up_need(actor=told.worker, need=told.need)
    assert (told.call.number, told.call.state) == ("2024-01", CallState.PUBLISHED)
    assert told.need.state == NeedState.UNDERWAY
