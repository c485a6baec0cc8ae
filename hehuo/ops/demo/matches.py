"""Three lists matched: Wenyuan's claims in every state and two that want one room; Haiwan's first yes."""

from collections.abc import Sequence
from datetime import time, timedelta

from hehuo.core import clock
from hehuo.domain.build.matches import actions
from hehuo.domain.build.matches.models import Match
from hehuo.domain.build.resources import queries as resources
from hehuo.domain.build.resources.kinds import Group, Kind
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel, NeedKind
from hehuo.domain.plan.needs.models import Need
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

SATURDAY = 6


def tell() -> None:
    """Each place what it matched."""
    for code, chapter in (("wenyuan", _wenyuan), ("haiwan", _haiwan)):
        with cast.in_community(code):
            chapter(office())


def _wenyuan(people: Office) -> None:
    lamps = _need(people, "2 栋楼道灯不亮", NeedKind.HOUSE, ("楼道灯黑了一个星期", "老人摸黑上楼"), ago=30)
    hair = _need(people, "独居老人想有人上门理发", NeedKind.ELDERS, ("腿脚不好，理发出不了门",), ago=12)
    tap = _need(people, "活动室水龙头滴水", NeedKind.HOUSE, ("水龙头关不紧，一直滴水",), ago=11)
    plots = _need(people, "楼后空地想种菜种花", NeedKind.CULTURE, ("5 栋楼后空地荒着，想种花",), ago=40)
    with standing(day(28), 20):
        lit = _claim(lamps, _listed("换灯"), "带灯泡来，先换公共的。")
    with standing(day(27), 10):
        lit = actions.agree_match(actor=people.worker, match=lit)
    with standing(day(25), 18):
        lit = actions.say_done(actor=_giver(lit), match=lit, on=clock.today(), outcome="4 层楼道灯都换好了")
    with standing(day(24), 10):
        actions.confirm_done(actor=people.worker, match=lit, stars=5)
    with standing(day(10), 20):
        leak = _claim(tap, _listed("修水龙头"), "周一可以去。")
    with standing(day(9), 10):
        actions.decline_match(actor=people.worker, match=leak, why="要先关总阀，由物业来修。您的心意记下了。")
    with standing(day(38), 10):
        garden = actions.ask_match(actor=people.worker, need=plots, resource=_listed("楼后空地"))
    with standing(day(37), 15):
        garden = actions.agree_match(actor=people.secretary, match=garden, answer="居委会上定了，8 块地都可以用。")
    starts_on, ends_on = day(-5), day(-60)
    with standing(day(35), 10):
        actions.turn_into_project(
            actor=people.worker, match=garden, title="楼后小菜园", why="空地荒着，大家想种菜种花。", lead=people.worker,
            starts_on=starts_on, ends_on=ends_on,
        )  # fmt: skip
    with standing(day(1), 20):
        _claim(hair, _listed("上门理发"), "周一下午能去两家。")
    _two_want_one_room(people)


def _two_want_one_room(people: Office) -> None:
    saturday = clock.today() + timedelta(days=(SATURDAY - clock.today().isoweekday()) % 7 + 7)
    for title, kind, said, begin, end in (
        ("孩子周末没有操场打球", NeedKind.CHILDREN, "周末想借学校操场打球", 9, 11),
        ("合唱队周末想借阶梯教室", NeedKind.CULTURE, "周末想在阶梯教室排练", 10, 12),
    ):
        need = _need(people, title, kind, (said,), ago=5)
        with standing(day(4), 9):
            actions.say_wish(
                actor=people.worker, need=need, kind=Kind.ROOM, on=saturday, from_time=time(begin), to_time=time(end)
            )


def _haiwan(people: Office) -> None:
    hems = _need(people, "老人的裤脚要改短", NeedKind.ELDERS, ("会踩缝纫机的能不能帮老人改裤脚",), ago=9)
    with standing(day(8), 9):
        actions.say_wish(actor=people.worker, need=hems, kind=Kind.SKILL, groups=(Group.ALONE,))
    with standing(day(7), 20):
        sewn = _claim(hems, _listed("缝纫机"), "拿到我家，两天就好。")
    with standing(day(6), 9):
        actions.agree_match(actor=people.worker, match=sewn)
    tools = _need(people, "装书架想借电钻、梯子", NeedKind.HOUSE, ("阅览角装书架，缺电钻和梯子",), ago=4)
    with standing(day(2), 20):
        _claim(tools, _listed("电钻"), "晚上来拿。")
    _need(people, "白天想有活动室打太极", NeedKind.ELDERS, ("上午想在活动室打太极",), ago=3)


def _need(people: Office, title: str, kind: NeedKind, said: Sequence[str], *, ago: int) -> Need:
    """What neighbours said, sorted and published by the office."""
    due_on = day(-10)
    with standing(day(ago), 9):
        speakers = people.next_neighbours(len(said))
        voices = [
            needs.say_voice(actor=person, words=words, channel=Channel.PHONE)
            for person, words in zip(speakers, said, strict=True)
        ]
        need = needs.open_need(actor=people.worker, title=title, kind=kind, voices=voices)
    with standing(day(ago), 16):
        return needs.publish_need(actor=people.worker, need=need, due_on=due_on)


def _claim(need: Need, resource: Resource, words: str) -> Match:
    assert resource.giver  # noqa: S101  those who claim here are neighbours
    return actions.claim_need(actor=resource.giver, need=need, resource=resource, words=words)


def _giver(match: Match) -> Person:
    assert match.giver  # noqa: S101  the same
    return match.giver


def _listed(words: str) -> Resource:
    return resources.listed(words=words)[0]
