"""Pacts: Haiwan's estate amends its own, place E's building 5 has made one, place C asks about its second version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from hehuo.core import clock, ids
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.ballots import actions as ballots
from hehuo.domain.plan.ballots import queries as votes
from hehuo.domain.plan.ballots.kinds import NO, YES, Roll
from hehuo.domain.plan.pacts import actions, queries
from hehuo.domain.plan.pacts.kinds import PactKind
from hehuo.domain.plan.pacts.models import Pact, Version
from hehuo.ops.demo import base, cast
from hehuo.ops.demo.days import day, standing

ESTATE, FIFTH = "滨湖和园", "5"


@dataclass(frozen=True, slots=True)
class Hands:
    """Who writes, and who lets it hold."""

    worker: Person
    secretary: Person


def tell() -> None:
    """Each place in its own community."""
    with cast.in_community("haiwan"):
        _haiwan(_hands())
    with cast.in_community("binhu"):
        _binhu(_hands())
    with cast.in_community("shuanglong"):
        _shuanglong(_hands())


def _hands() -> Hands:
    return Hands(cast.holder(Role.WORKER), cast.holder(Role.SECRETARY))


def _haiwan(hands: Hands) -> None:
    """In force since last month, signed by two thirds; its second version is out, a building's first is a draft."""
    neighbours = cast.residents(160)
    estate = places.estates()[0]
    pact = _drafted(hands, PactKind.NEIGHBOURS, "海湾花园居民公约", estate, ago=75)
    first = _voted(hands, _heard(hands, pact, ago=74), neighbours, ago=65)
    _sign(hands, first, neighbours, ago=50)
    with standing(day(49), 10):
        actions.post_version(actor=hands.secretary, version=first)
    with standing(day(45), 10):
        actions.file_version(
            actor=hands.worker, version=first, office="港湾街道办事处", number="居备 12 号", on=clock.today()
        )
    _amend(hands, pact, neighbours)
    _drafted(hands, PactKind.BUILDING, "2 栋楼栋公约", places.places_at("2栋")[0], ago=3)


def _amend(hands: Hands, pact: Pact, neighbours: Sequence[Person]) -> None:
    with standing(day(6), 9):
        second = actions.begin_version(actor=hands.worker, pact=pact, why="新装了充电棚，夜里的声音也有人提")
        stem = {article.title: article for article in queries.articles_of(second)}
        actions.change_article(
            actor=hands.worker, article=stem["声音小一点"], title="声音小一点", why="家里有小孩的提的",
            text="晚上 9 点半到早上 7 点放轻手脚；广场舞挪到东门，装修都按大家商量的时间来。",
        )  # fmt: skip
        actions.add_article(
            actor=hands.worker, version=second, title="电动车", text="电动车在充电棚充，不进楼道，不拉飞线。",
            why="充电棚装好了", after=2,
        )  # fmt: skip
        actions.drop_article(actor=hands.worker, article=stem["有了不痛快"], why="调解的办法写进了楼栋议事规则")
    until = day(-6)
    with standing(day(5), 9):
        out = actions.ask_comments(actor=hands.worker, version=second, until=until)
    words = {article.title: article for article in queries.articles_of(out)}
    said = (
        ("声音小一点", "夏天热，10 点才凉快，能不能还是 10 点？"),
        ("电动车", "充电棚夜里亮不亮灯？"),
        ("狗拴好", "大狗要戴嘴套"),
    )
    with standing(day(3), 19):
        heard = [
            actions.comment(actor=who, version=out, article=words[title], text=text)
            for who, (title, text) in zip(neighbours, said, strict=False)
        ]
    with standing(day(2), 10):
        actions.answer_comment(
            actor=hands.worker, comment=heard[1], is_taken_up=True, answer="装了感应灯，写进这一条。"
        )
        actions.answer_comment(
            actor=hands.worker, comment=heard[2], is_taken_up=False, answer="嘴套法律另有规定，这里不重复写。"
        )


def _binhu(hands: Hands) -> None:
    """Building 5 agreed on its pact after it got its name; every home but a few has signed."""
    base.fill_building(ESTATE, FIFTH, floors=6)
    building = places.places_at(f"{FIFTH}栋")[0]
    neighbours = [
        person for person in cast.residents(200)
        if person.household and person.household.home.path.startswith(f"{building.path}/")
    ]  # fmt: skip
    pact = _drafted(hands, PactKind.BUILDING, "五栋楼栋公约", building, ago=60)
    version = _voted(hands, _heard(hands, pact, ago=59), neighbours, ago=50)
    _sign(hands, version, neighbours, ago=36)


def _shuanglong(hands: Hands) -> None:
    """Yucai's first version hung at the gate before the house was there; the second waits for the roster."""
    pact = _drafted(hands, PactKind.NEIGHBOURS, "育才小区居民公约", places.estates()[0], ago=40)
    first, since, until = queries.versions_of(pact)[0], day(400), day(-5)
    with standing(day(39), 10):
        actions.take_over(
            actor=hands.secretary, version=first, adopted="板凳会定的，到场 86 户，80 户同意，纪要存档", on=since
        )
    with standing(day(5), 10):
        second = actions.begin_version(actor=hands.worker, pact=pact, why="装了监控，门口要建亭子")
        cars, goods = (queries.articles_of(second)[number] for number in (1, 5))
        actions.change_article(
            actor=hands.worker, article=cars, title=cars.title, why="消防来看过",
            text="车停在线里，单元门口和消防通道留出来，夜里也一样，救命的路不堵。",
        )  # fmt: skip
        actions.change_article(
            actor=hands.worker, article=goods, title=goods.title, why="监控装好了",
            text="凉亭、路灯、16 个监控点、长椅是大家出钱办的，坏了就报修，谁弄坏谁赔；监控谁看、怎么看，另订办法。",
        )  # fmt: skip
        actions.ask_comments(actor=hands.worker, version=second, until=until)


def _drafted(hands: Hands, kind: PactKind, title: str, place: Place, *, ago: int) -> Pact:
    with standing(day(ago), 9):
        return actions.draft_pact(actor=hands.worker, kind=kind, title=title, place=place)


def _heard(hands: Hands, pact: Pact, *, ago: int) -> Version:
    """Out for a week; nobody had anything against it."""
    version = queries.versions_of(pact)[0]
    with standing(day(ago), 9):
        version = actions.ask_comments(actor=hands.worker, version=version, until=clock.today() + timedelta(days=7))
    with standing(day(ago - 8), 9):
        return actions.end_comments(actor=hands.worker, version=version)


def _voted(hands: Hands, version: Version, neighbours: Sequence[Person], *, ago: int) -> Version:
    """Ten days on the phone, one home in nine against it, in force the day after."""
    start, opens_on, closes_on = day(ago), day(ago - 1), day(ago - 11)
    with standing(start, 10):
        version = actions.put_to_vote(
            actor=hands.worker, version=version, roll=Roll.HOUSEHOLDS, notice_on=start,
            opens_at=clock.at(opens_on, 9), closes_at=clock.at(closes_on, 18),
        )  # fmt: skip
        ballot = version.ballot
        assert ballot is not None  # noqa: S101  just put to the vote
        ballots.make_roll(actor=hands.worker, ballot=ballot)
        ballots.ask_to_open(actor=hands.worker, ballot=ballot)
        ballots.open_ballot(actor=hands.secretary, ballot=ballot)
    by_home = {person.household_id: person for person in reversed(neighbours)}
    with standing(day(ago - 4), 20):
        for number, person in enumerate(reversed(by_home.values())):
            voter = votes.voices_of_person(ballot, person).first()
            if voter and number % 7 != 3:
                mark = NO if number % 9 == 4 else YES
                ballots.vote(actor=person, voter=voter, marks={1: [mark]}, key=ids.uuid7())
    with standing(day(ago - 11), 19):
        ballots.close_ballot(actor=hands.worker, ballot=ballot)
        ballots.count_ballot(actor=hands.worker, ballot=ballot)
    with standing(day(ago - 12), 9):
        ballots.publish_result(actor=hands.secretary, ballot=ballot)
        return actions.bring_into_force(actor=hands.secretary, version=version)


def _sign(hands: Hands, version: Version, neighbours: Sequence[Person], *, ago: int) -> None:
    """Two homes in three: the younger on the phone, the others on the list that was carried round."""
    heads = [person for person in neighbours if person.relation == "户主" and person.household]
    homes = [person.household.home for person in heads if person.household]
    signing = [pair for number, pair in enumerate(zip(heads, homes, strict=True)) if number % 3 != 2]
    with standing(day(ago), 20):
        for person, home in signing[::2]:
            actions.sign_version(actor=person, version=version, home=home)
        lines = [(home.short, person.name) for person, home in signing[1::2]]
        actions.type_signatures(actor=hands.worker, version=version, lines=lines, on=clock.today())
