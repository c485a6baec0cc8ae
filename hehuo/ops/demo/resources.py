"""The list of resources: Wenyuan's ten craftsmen and 52 trees, and what Haiwan's neighbours lend."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from hehuo.core import clock
from hehuo.domain.build.resources import queries
from hehuo.domain.build.resources.actions import greens, notices
from hehuo.domain.build.resources.actions import resources as actions
from hehuo.domain.build.resources.actions.resources import Said
from hehuo.domain.build.resources.kinds import Channel, GreenKind, Group, Kind, Terms
from hehuo.domain.build.resources.models import Adoption, Resource
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

IN_NEED = (Group.ALONE, Group.DISABLED, Group.MIN_ALLOWANCE, Group.EXTREME_POVERTY, Group.AGE_70)
# Three for water and wiring, two tailors, five hairdressers; each with the weekdays on which they come.
CRAFTS = (
    ("修水龙头、通下水", "1"), ("换灯、修插座", "3"), ("查漏电、装开关", "5"), ("改裤脚、换拉链", "2"),
    ("补衣服、缝被套", "4"), ("上门理发", "1"), ("上门理发", "2"), ("到店理发", "3"), ("到店理发", "4"),
    ("老人理发、修面", "6"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit gives."""

    name: str
    kind: Kind
    title: str
    more: dict[str, Any] = field(default_factory=dict)


UNITS = (
    Unit("文苑小学", Kind.ROOM, "周末的操场和阶梯教室", {"weekdays": "67", "from_time": time(9), "to_time": time(17)}),
    Unit("惠民药房", Kind.GOODS, "轮椅、拐杖借用", {"quantity": 6, "unit_word": "件", "groups": IN_NEED}),
    Unit("文苑街便利店", Kind.JOB, "晚班理货，50 岁以上优先",
         {"quantity": 2, "unit_word": "人", "terms": Terms.EXCHANGE, "in_return": "按月发工资"}),
    Unit("文苑社区居委会", Kind.PLOT, "楼后空地，种菜种花", {"quantity": 8, "unit_word": "块", "where": "5 栋楼后"}),
    Unit("文苑社区居委会", Kind.TREE, "河边绿道的树，等人认养",
         {"quantity": 52, "unit_word": "棵", "where": "河边绿道"}),
    Unit("礼乐商会", Kind.MONEY, "邻里小事启动金",
         {"quantity": 5, "unit_word": "份", "note": "每件小事最多 500 元，先说用途。"}),
    Unit("阳光律师事务所", Kind.NEWS, "法律问题先问一句",
         {"weekdays": "3", "from_time": time(15), "to_time": time(17)}),
    Unit("巧手打印店", Kind.SKILL, "复印、照片扫描",
         {"unit_word": "张", "quantity": 1000, "terms": Terms.LOW_FEE, "price_fen": 20}),
)  # fmt: skip


def tell() -> None:
    """Each place what it has."""
    for code, chapter in (("wenyuan", _wenyuan), ("haiwan", _haiwan)):
        with cast.in_community(code):
            chapter(office())


def _wenyuan(people: Office) -> None:
    neighbours = cast.residents(40)
    with standing(day(100), 10):
        for person, (title, weekdays) in zip(neighbours[:10], CRAFTS, strict=True):
            _enter(
                people, Said(kind=Kind.SKILL, title=title, unit_word="人", weekdays=weekdays, groups=IN_NEED,
                             phone=person.phone, shows_name=True),
                giver=person, channel=Channel.VISIT,
            )  # fmt: skip
    with standing(day(90), 15):
        given = {unit.title: _of_unit(people, unit) for unit in UNITS}
    _comings_and_goings(people, neighbours)
    _trees(people, given["河边绿道的树，等人认养"], given["楼后空地，种菜种花"])


def _of_unit(people: Office, unit: Unit) -> Resource:
    return _enter(people, Said(kind=unit.kind, title=unit.title, unit=unit.name, **unit.more), channel=Channel.CALL)


def _enter(people: Office, said: Said, *, channel: Channel, giver: Person | None = None) -> Resource:
    return actions.enter_resource(actor=people.worker, said=said, channel=channel, giver=giver)


def _comings_and_goings(people: Office, neighbours: list[Person]) -> None:
    """One taken back, one refused, one that soon runs out, one that still waits."""
    first, second, third, fourth = neighbours[-4:]
    soon_over = _ahead(20)
    with standing(day(40), 19):
        gone = actions.offer_resource(actor=first, said=Said(kind=Kind.GOODS, title="八成新的婴儿车", unit_word="辆"))
        no = actions.offer_resource(actor=second, said=Said(kind=Kind.GOODS, title="没吃完的药"))
        soon = actions.offer_resource(
            actor=third,
            said=Said(kind=Kind.ROOM, title="临街车库，晚上空着", where="2 栋", weekdays="12345", from_time=time(19),
                      to_time=time(21), until_on=soon_over),
        )  # fmt: skip
    with standing(day(38), 10):
        for each in (gone, soon):
            actions.list_resource(actor=people.worker, resource=each)
        actions.refuse_resource(actor=people.worker, resource=no, why="药不能转给别人，请交到药房回收。")
    with standing(day(9), 20):
        actions.take_back_resource(actor=first, resource=gone, why="给了 3 栋的邻居")
    with standing(day(1), 20):
        actions.offer_resource(
            actor=fourth,
            said=Said(kind=Kind.SKILL, title="教老人用手机", unit_word="人", weekdays="67", phone=fourth.phone),
        )


def _trees(people: Office, offered: Resource, plots: Resource) -> None:
    """Two green partners with 26 trees each: one is up to date, the other left seven behind."""
    worker, leader, last_day, planted = people.worker, people.neighbours[5], _ahead(300), day(600)
    with standing(day(80), 9):
        greens.plant_greens(
            actor=worker, numbers="1-52", species="黄花风铃木", where="河边绿道", planted_on=planted, resource=offered
        )
        greens.plant_greens(
            actor=worker, numbers="1-8", species="菜地", where="5 栋楼后", kind=GreenKind.PLOT, resource=plots
        )
    with standing(day(60), 10):
        said = {"actor": worker, "care": "浇水、除草、看支架", "every_days": 20, "until_on": last_day}
        one = greens.adopt_greens(numbers="1-26", adopter=people.partner, unit="礼乐绿美合伙人一队", **said)
        two = greens.adopt_greens(numbers="27-52", adopter=leader, unit="文苑绿美合伙人二队", **said)
        greens.adopt_greens(
            actor=worker,
            numbers="1-3",
            kind=GreenKind.PLOT,
            adopter=people.neighbours[6],
            care="翻土、浇水",
            every_days=7,
        )
    for ago, adoption, last in ((42, one, 26), (41, two, 52), (24, one, 26), (23, two, 52), (6, one, 26), (4, two, 45)):
        _care(adoption, last, ago)
    notices.keep_time()


def _care(adoption: Adoption, last: int, ago: int) -> None:
    with standing(day(ago), 17):
        trees = list(queries.trees_of(adoption).filter(green__number__lte=last))
        assert adoption.adopter  # noqa: S101  both teams have somebody who comes
        greens.note_care(actor=adoption.adopter, adoption=adoption, trees=trees, on=clock.today())


def _haiwan(people: Office) -> None:
    """A few neighbours and units, a row of trees at the gate, and one offer that still waits."""
    room, lent_to, sews_to, planted = spaces.open_spaces().first(), _ahead(70), _ahead(25), day(800)
    with standing(day(50), 10):
        hall = Said(kind=Kind.ROOM, title="白天空着的活动室", unit="海湾社区居委会", space=room, weekdays="12345",
                    from_time=time(9), to_time=time(12))  # fmt: skip
        _enter(people, hall, channel=Channel.DESK)
        lender = people.neighbours[8]
        tools = Said(kind=Kind.GOODS, title="电钻、梯子借用", quantity=4, unit_word="件", phone=lender.phone,
                     until_on=lent_to)  # fmt: skip
        _enter(people, tools, channel=Channel.VISIT, giver=lender)
        roof = Said(
            kind=Kind.SKILL, title="阳台种菜答疑", unit="天空农场", unit_word="次", terms=Terms.LOW_FEE, price_fen=500
        )
        _enter(people, roof, channel=Channel.CALL, giver=people.partner)
        greens.plant_greens(actor=people.worker, numbers="1-8", species="凤凰木", where="大门两边", planted_on=planted)
    resident = cast.resident_who_enters("haiwan")
    with standing(day(45), 10):
        mine = greens.adopt_greens(
            actor=people.worker, numbers="1-5", adopter=resident, care="浇水、扫落叶", every_days=15
        )  # fmt: skip
    for ago in (30, 16):
        _care(mine, 4, ago)
    with standing(day(20), 20):
        sewing = actions.offer_resource(
            actor=resident,
            said=Said(kind=Kind.SKILL, title="会踩缝纫机", unit_word="人", until_on=sews_to, phone=resident.phone),
        )
    with standing(day(19), 9):
        actions.list_resource(actor=people.worker, resource=sewing)
    with standing(day(1), 20):
        actions.offer_resource(
            actor=people.neighbours[9], said=Said(kind=Kind.GOODS, title="一车旧书", quantity=120, unit_word="本")
        )
    notices.keep_time()


def _ahead(days: int) -> date:
    """So many days ahead of the day on which the story stands."""
    return clock.today() + timedelta(days)
