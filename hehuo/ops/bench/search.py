"""Search over 200,000 people and 20,000 needs, as the worker's page asks: every kind at once, in the process."""

import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.ground.search import actions, queries
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need
from hehuo.ops.bench.measures import Measure, count_statements

PEOPLE = 200_000
NEEDS = 20_000
A_HOME = 4  # people
ASKED = 60  # times each
GOAL = "p95 <= 50 毫秒"
# By how often they occur, as surnames do: a few are most of them.
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉梅春红建国志文海燕秀珍思远雨桐子轩浩然"
WORDS = ["楼道灯", "停车位", "晒衣架", "电动车", "老人", "孩子", "图书", "花坛", "水管", "围墙", "坏了", "不够", "想要"]


def rows() -> Iterator[Measure]:
    """Each way of asking, on the database in use."""
    community = Community.objects.create(code="bench-search", name="大社区")
    with community_scope(community):
        worker = _fill()
        start = time.perf_counter()
        count = actions.rebuild()
        yield Measure(3, f"建索引，{count:,} 条", time.perf_counter() - start, "秒")
        for what, written in _questions().items():
            took = sorted(_times(worker, written))
            yield Measure(3, f"找{what}：p50", took[len(took) // 2], "毫秒")
            yield Measure(3, f"找{what}：p95", took[len(took) * 95 // 100], "毫秒", GOAL)
        sent = count_statements(lambda: queries.find(worker, "秀兰"))
        yield Measure(3, "找两个字：语句", sent, "条", "<= 12")


def _questions() -> dict[str, list[str]]:
    """What is asked, each way with several words so that no page is hot for one of them alone."""
    people = list(Person.objects.exclude(phone_hash="").order_by("id")[1000 : PEOPLE // 2 : 9999])
    return {
        "全名": [person.name for person in people],
        "名字两个字": ["秀兰", "建国", "玉梅", "志华", "子轩"],
        "名字开头两个字": ["王秀", "李建", "吴秀", "吕雨", "陈子"],
        "最常见的一个字（姓）": ["王", "李", "张"],
        "最常见的一个字（名）": ["华", "兰", "国"],
        "拼音首字母": ["wxl", "lgh", "zy", "xl", "csf"],
        "一个字母": ["w", "l", "z"],
        "门牌": ["3-2-502", "18-1-101", "77-3-304"],
        "电话": [f"138{number:08d}" for number in (1, 77_777, 150_001)],
        "少见的词": ["榫卯", "火龙果", "甪"],
        "需求里的常见词": ["老人", "楼道灯", "坏了", "楼道灯坏了"],
        "找不到的": ["东方不败", "qqqq", "9-9-999"],
    }


def _times(worker: Person, written: list[str]) -> Iterator[float]:
    for asked in written:
        queries.find(worker, asked)
    for number in range(ASKED):
        start = time.perf_counter()
        queries.find(worker, written[number % len(written)])
        yield (time.perf_counter() - start) * 1000


def _fill() -> Person:
    """People in homes, needs, and the worker who looks for them; invented from a fixed seed."""
    chance = Random(3)
    weights = [1 / (place + 2) for place in range(len(FAMILY))]
    families = chance.choices(FAMILY, weights, k=PEOPLE)
    estate = Place.objects.create(kind=PlaceKind.ESTATE, name="海湾花园", path="海湾花园")
    for start in range(0, PEOPLE, 20_000):
        homes = [_home(estate, number) for number in range(start // A_HOME, (start + 20_000) // A_HOME)]
        Home.objects.bulk_create(homes, batch_size=2000)
        households = Household.objects.bulk_create([Household(home=home) for home in homes], batch_size=2000)
        people = []
        for number in range(start, start + 20_000):
            name = families[number] + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2, 2))))
            person = Person(name=name, household=households[(number - start) // A_HOME])
            if number % 10 < 8:
                person.phone = f"138{number:08d}"
            people.append(person)
        Person.objects.bulk_create(people, batch_size=2000)
    worker = Person.objects.create(name="周玉梅")
    Grant.objects.create(person=worker, role=Role.WORKER)
    Need.objects.bulk_create([_need(number, worker, chance) for number in range(NEEDS)], batch_size=2000)
    return worker


def _home(estate: Place, number: int) -> Home:
    building, rest = divmod(number, 180)
    stairwell, rest = divmod(rest, 60)
    floor, door = divmod(rest, 4)
    path = f"{estate.path}/{building + 1}栋/{stairwell + 1}单元/{floor + 1}{door + 1:02d}"
    return Home(estate=estate, place=estate, room=path.rsplit("/", 1)[-1], path=path, order=addresses.order_of(path))


def _need(number: int, worker: Person, chance: Random) -> Need:
    rare = "榫卯" if number % 5000 == 7 else ""
    title, wording = "".join(chance.sample(WORDS, 3)) + rare, "，".join(chance.sample(WORDS, 6))
    at = clock.now() - timedelta(minutes=number)
    return Need(
        number=f"2024-{number:06d}", title=title, wording=wording, kind=list(NeedKind)[number % len(NeedKind)],
        state=NeedState.OPEN, owner=worker, published_at=at, made_at=at,
    )  # fmt: skip
