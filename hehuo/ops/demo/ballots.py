"""What was voted on: a name for the pavilion, money in equal shares, a secret vote, owners by number and by area."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import hehuo
from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.places import queries as places
from hehuo.domain.plan.ballots import actions, queries
from hehuo.domain.plan.ballots.kinds import Counts, Law, Roll, Secrecy, Way
from hehuo.domain.plan.ballots.models import Ballot, Voter
from hehuo.domain.plan.ballots.vote_tables import read_vote_book
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing

HELD_IN = 2022  # as the workbook says
BOOK = Path(hehuo.__file__).parents[1] / "tests" / "papers" / "owners-vote.xlsx"
PROJECTS = (("修凉亭的顶", 1_800_000), ("给 3 栋装扶手", 640_000), ("种一排月季", 260_000), ("买三张棋桌", 360_000),
            ("门口加一盏灯", 420_000), ("儿童沙池换沙", 900_000))  # fmt: skip
WISHES = ((1, 5), (2, 3), (1, 3, 4), (5,), (2, 5, 6), (3, 4), (1, 2, 5), (6,))
NAMES = ("望海亭", "相伴亭", "百家亭")


def tell() -> None:
    """Three in Haiwan, and the owners of Yucai."""
    with cast.in_community("haiwan"):
        _pavilion()
        _money()
        _open_now()
        _drafts()
    with cast.in_community("shuanglong"):
        _owners()


def _drafted(title: str, roll: Roll, *, notice: int, opens: int, closes: int, **more: Any) -> Ballot:
    """A draft of the second worker, by days ago."""
    opens_at, closes_at = clock.at(day(opens), 9), clock.at(day(closes), 18)
    with standing(day(notice), 9):
        return actions.draft_ballot(
            actor=cast.holder(Role.WORKER, 1), title=title, roll=roll, notice_on=clock.today(), opens_at=opens_at,
            closes_at=closes_at, place=places.estates()[0], **more,
        )  # fmt: skip


def _opened(ballot: Ballot, *, ago: int) -> Ballot:
    with standing(day(ago), 10):
        actions.make_roll(actor=cast.holder(Role.WORKER, 1), ballot=ballot)
        actions.ask_to_open(actor=cast.holder(Role.WORKER, 1), ballot=ballot)
        return actions.open_ballot(actor=cast.holder(Role.SECRETARY), ballot=ballot)


def _vote(ballot: Ballot, voters: Sequence[Voter], marks: Sequence[dict[int, list[int]]], at: datetime) -> None:
    for number, voter in enumerate(voters):
        with clock.stopped(min(at + timedelta(minutes=7 * number), clock.now())):
            person = next(each for each in queries.people_of(voter) if each)
            actions.vote(actor=person, voter=voter, marks=marks[number % len(marks)], key=_key(ballot, voter))


def _key(ballot: Ballot, voter: Voter) -> UUID:
    return uuid5(NAMESPACE_URL, f"{ballot.number} {voter.number}")


def _ended(ballot: Ballot, *, ago: int) -> None:
    """Closed by the clock, counted by a worker, published by the secretary."""
    with standing(day(ago), 9):
        actions.close_over()
        actions.count_ballot(actor=cast.holder(Role.WORKER, 1), ballot=ballot)
    with standing(day(ago), 15):
        actions.publish_result(actor=cast.holder(Role.SECRETARY), ballot=ballot)


def _pavilion() -> None:
    ballot = _drafted(
        "给河边的凉亭起个名字", Roll.HOUSEHOLDS, notice=40, opens=38, closes=33, says="一户一票，截止前可以改。"
    )
    with standing(day(40), 9):
        actions.add_matter(
            actor=cast.holder(Role.WORKER, 1), ballot=ballot, title="叫什么", way=Way.PICK,
            choices=[(name, 0) for name in NAMES],
        )  # fmt: skip
    ballot = _opened(ballot, ago=40)
    voters = list(queries.voters(ballot))
    _vote(ballot, voters[:-6], [{1: [1]}, {1: [2]}, {1: [1]}, {1: [3]}, {1: [1]}], clock.at(day(37), 9))
    typed = actions.Reading(marks={1: [2]}, voter=voters[-1], received_at=clock.at(day(35), 10), signed="户主")
    with standing(day(34), 16):
        for number in (0, 1):
            actions.type_slip(actor=cast.holder(Role.WORKER, number), ballot=ballot, serial="0001", reading=typed)
    _ended(ballot, ago=32)


def _money() -> None:
    ballot = _drafted(
        "今年的两万元怎么花", Roll.PERSONS, notice=30, opens=28, closes=20, says="钱按人平分，花在自己选的项目上。"
    )
    with standing(day(30), 9):
        actions.add_matter(
            actor=cast.holder(Role.WORKER, 1), ballot=ballot, title="想办哪些", way=Way.BUDGET, choices=PROJECTS,
            budget_fen=2_000_000,
        )  # fmt: skip
    ballot = _opened(ballot, ago=30)
    voters = list(queries.voters(ballot))[:40]
    _vote(ballot, voters, [{1: list(wish)} for wish in WISHES], clock.at(day(27), 9))
    _ended(ballot, ago=19)


def _open_now() -> None:
    ballot = _drafted(
        "架空层改成邻里食堂，您同意吗", Roll.HOUSEHOLDS, notice=14, opens=4, closes=-9, counts=Counts.LAST,
        says="开在 1 栋架空层，早中晚三餐。\n油烟从楼顶走，晚上八点关门。",
    )  # fmt: skip
    with standing(day(14), 9):
        actions.add_matter(
            actor=cast.holder(Role.WORKER, 1), ballot=ballot, title="开邻里食堂", way=Way.YES_NO, law=Law.RESIDENTS
        )
    ballot = _opened(ballot, ago=14)
    voters = list(queries.voters(ballot))
    _vote(ballot, voters[2:14], [{1: [1]}, {1: [1]}, {1: [2]}], clock.at(day(3), 10))
    _on_paper(ballot, voters[15:18])


def _on_paper(ballot: Ballot, voters: Sequence[Voter]) -> None:
    """One paper that its voter disputes, one that two hands read differently, one mandate."""
    came, given = clock.at(day(2), 10), day(5)
    readings = [
        actions.Reading(marks={1: [mark]}, voter=voter, received_at=came, signed="户主")
        for voter, mark in ((voters[0], 1), (voters[1], 2), (voters[1], 1))
    ]
    with standing(day(1), 16):
        worker, second = cast.holder(Role.WORKER), cast.holder(Role.WORKER, 1)
        for hand, serial, reading in (
            (worker, "0001", 0), (second, "0001", 0), (worker, "0002", 1), (second, "0002", 2),
        ):  # fmt: skip
            actions.type_slip(actor=hand, ballot=ballot, serial=serial, reading=readings[reading])
        actions.take_proxy(actor=worker, voter=voters[2], agent_name="梁伯", given_on=given)
        person = next(each for each in queries.people_of(voters[0]) if each)
        for paper in queries.papers(ballot).filter(serial="0001"):
            actions.dispute_paper(actor=person, paper=paper, why="我勾的是不同意")


def _drafts() -> None:
    ballot = _drafted("选三位社区好邻居", Roll.PERSONS, notice=2, opens=-3, closes=-12, secrecy=Secrecy.SECRET)
    with standing(day(2), 9):
        actions.add_matter(
            actor=cast.holder(Role.WORKER, 1), ballot=ballot, title="选谁", way=Way.APPROVE, most=3,
            choices=[("林叔", 0), ("何姨", 0), ("梁伯", 0), ("冯师傅", 0), ("陈阿姨", 0)],
        )  # fmt: skip
        actions.make_roll(actor=cast.holder(Role.WORKER, 1), ballot=ballot)


def _owners() -> None:
    """The estate's own workbook: one matter carried, one short by a hair of area."""
    worker, secretary = cast.holder(Role.WORKER), cast.holder(Role.SECRETARY)
    book = read_vote_book(BOOK.read_bytes(), BOOK.name, year=HELD_IN)
    with standing(day(60), 8):
        ballot = actions.draft_ballot(
            actor=worker, title="聘物业、建充电棚，业主共同决定", roll=Roll.OWNERS, counts=Counts.FIRST,
            notice_on=date(HELD_IN, 5, 19), opens_at=clock.at(date(HELD_IN, 6, 6), 9),
            closes_at=clock.at(date(HELD_IN, 6, 12), 18), rules_named="育才小区业主大会议事规则",
            place=places.estates()[0], says="三种办法投的票合在一起算：上门纸票、现场会、手机。",
        )  # fmt: skip
        for title, law in (("聘物业服务管理人", Law.OWNERS_ORDINARY), ("东侧空地建充电棚对外经营", Law.OWNERS_SPECIAL)):
            actions.add_matter(actor=worker, ballot=ballot, title=title, way=Way.YES_NO, law=law)
        actions.make_roll(actor=worker, ballot=ballot, voices=book.voices)
        actions.ask_to_open(actor=worker, ballot=ballot)
        actions.open_ballot(actor=secretary, ballot=ballot)
        actions.close_over()
        actions.take_in_papers(actor=worker, ballot=ballot, book=book)
        actions.count_ballot(actor=worker, ballot=ballot)
        actions.publish_result(actor=secretary, ballot=ballot)
