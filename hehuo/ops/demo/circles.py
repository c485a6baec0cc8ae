"""Haiwan's neighbours talk: a leader of the first building, two notices, a question answered and one that waits."""

from datetime import timedelta

from hehuo.core import clock
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.circles import actions, queries
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing


def tell() -> None:
    """All of it, these last days."""
    with cast.in_community("haiwan"):
        asker, *others = cast.residents(12)
        building, estate, *_rest = queries.circles_of(asker)
        leader = next(each for each in others if queries.circles_of(each)[0] == building)
        with standing(day(30)):
            access.grant_role(
                actor=cast.holder(Role.ADMINISTRATOR), person=leader, role=Role.BUILDING_LEADER, place=building
            )
        with standing(day(6)):
            asked = actions.ask_circle(actor=asker, place=building, text="楼道二楼的灯不亮了，找谁修？")
        with clock.stopped(asked.asked_at + timedelta(hours=3)):
            actions.answer_circle(actor=leader, question=asked, text="报给物业了，明天上午来换。换好我在门口吱一声。")
        with standing(day(2)):
            _tell(leader, building, "周六上午停水", "水箱清洗，周六 9:00 到 11:00 停水，请提前接一桶。")
            _tell(cast.holder(Role.WORKER), None, "重阳包饺子", "九月初九下午三点，多功能厅，带上您的擀面杖。")
        with standing(day(1)):
            actions.ask_circle(actor=asker, place=estate, text="小区西门晚上几点关？")


def _tell(actor: object, place: object, title: str, text: str) -> None:
    notice = actions.tell_circle(actor=actor, place=place, title=title, text=text)
    while actions.deliver_some(notice=notice):
        pass
