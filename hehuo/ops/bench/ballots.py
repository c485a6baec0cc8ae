"""Row 9 (equal shares), votes a second over HTTP, and what a result costs to read."""

import importlib.util
import os
import random
import resource
import time
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from hehuo.core import clock
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots import actions
from hehuo.domain.plan.ballots.equal_shares import equal_shares
from hehuo.domain.plan.ballots.kinds import BallotState, Law, Roll, Way
from hehuo.domain.plan.ballots.models import Ballot, Paper, Voter
from hehuo.domain.plan.ballots.rolls import Voice
from hehuo.ops.bench.measures import Measure, count_statements, milliseconds, settle
from hehuo.ops.bench.server import Ask, posting, serving

PROJECTS = 200
VOTERS = 1_500
WHOLE = bool(os.environ.get("HEHUO_BENCH_MILLION"))  # the independent program takes minutes for 60,000
GOAL = "<= 0.6 秒，内存 <= pabutools 的三分之一"


def rows() -> Iterator[Measure]:
    """All of it, on the database in use."""
    yield from _equal_shares()
    Installation.objects.create(is_demo=False)  # as an office has it
    community = Community.objects.create(code="bench-ballot", name="投票")
    with community_scope(community):
        yield from _voting(community)
        for papers in (100, 100_000):
            yield from _reading(community, papers)


def _vote(voters: int) -> tuple[list[int], list[frozenset[int]]]:
    dice = random.Random(1)
    costs = [dice.randint(1_000, 60_000) for _ in range(PROJECTS)]
    liked = [dice.random() ** 2 for _ in range(PROJECTS)]
    papers = [frozenset(dice.choices(range(PROJECTS), liked, k=dice.randint(1, 15))) for _ in range(voters)]
    return costs, papers


def _equal_shares() -> Iterator[Measure]:
    """Ours at both sizes; the independent program beside it where it is installed (a development checkout)."""
    for voters in (10_000, 60_000):
        costs, papers = _vote(voters)
        start = time.perf_counter()
        ours = equal_shares(costs, papers, 1_000_000)
        name = f"平分法，{PROJECTS} 个项目，{voters:,} 人"
        yield Measure(9, name, time.perf_counter() - start, "秒", GOAL)
        yield Measure(9, f"{name}：进程最大内存", _memory(), "MB")
        if importlib.util.find_spec("pabutools") and (voters < 60_000 or WHOLE):
            start = time.perf_counter()
            theirs = _as_pabutools(costs, papers)
            yield Measure(9, f"{name}：pabutools", time.perf_counter() - start, "秒")
            yield Measure(9, f"{name}：pabutools 最大内存", _memory(), "MB")
            yield Measure(9, f"{name}：选出来一样", float(theirs == ours.projects), "是 1")


def _as_pabutools(costs: list[int], papers: list[frozenset[int]]) -> list[int]:
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project  # noqa: PLC0415  tests only
    from pabutools.rules import method_of_equal_shares  # noqa: PLC0415  as above

    projects = [Project(f"{number:03d}", cost) for number, cost in enumerate(costs)]
    instance = Instance(projects, budget_limit=1_000_000)
    ballots = [ApprovalBallot(projects[each] for each in paper) for paper in papers]
    profile = ApprovalProfile(ballots, instance=instance).as_multiprofile()
    return [int(project.name) for project in method_of_equal_shares(instance, profile, sat_class=Cost_Sat)]


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _voting(community: Community) -> Iterator[Measure]:
    """Everyone votes once through the pages, four at a time."""
    people = [
        Person(name=f"业主{number}", account_id=Account.objects.create_account(f"bench-voter{number}").id)
        for number in range(VOTERS)
    ]
    Person.objects.bulk_create(people, batch_size=2_000)
    ballot = _opened([Voice(person.name, (), ((person.name, person.pk),)) for person in people])
    voters = {voter.label: voter for voter in Voter.objects.filter(ballot=ballot)}
    settle()
    asks = [_ask(community, ballot, person, voters[person.name]) for person in people]
    with serving() as server:
        load = server.load(asks)
    yield Measure(9, "投票（四个人同时）", load.rate, "票/秒", "一万户一小时：2.8 票/秒")
    yield Measure(9, "投票：p95", load.p95, "毫秒")
    yield Measure(9, "投票：CPU", load.cpu, "毫秒/票")
    yield Measure(9, "投票：出错", load.errors, "次", "0")
    came = Voter.objects.filter(ballot=ballot).exclude(channel="").count()
    yield Measure(9, "投票：名册和票对得上", float(came == Paper.objects.filter(ballot=ballot).count()), "是 1", "1")


def _opened(voices: list[Voice]) -> Ballot:
    hands = [Person.objects.create(name=name) for name in ("周玉梅", "卢桂兰")]
    for person, role in zip(hands, (Role.WORKER, Role.SECRETARY), strict=True):
        Grant.objects.create(person=person, role=role)
    now = clock.now()
    ballot = actions.draft_ballot(
        actor=hands[0], title="换物业", roll=Roll.PERSONS, notice_on=clock.today(), opens_at=now,
        closes_at=now + timedelta(days=11),
    )  # fmt: skip
    actions.add_matter(actor=hands[0], ballot=ballot, title="换不换", way=Way.YES_NO, law=Law.RESIDENTS)
    actions.make_roll(actor=hands[0], ballot=ballot, voices=voices)
    actions.ask_to_open(actor=hands[0], ballot=ballot)
    return actions.open_ballot(actor=hands[1], ballot=ballot)


def _ask(community: Community, ballot: Ballot, person: Person, voter: Voter) -> Ask:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    address = reverse("ballots:vote", args=[community.code, ballot.id, voter.id])
    return posting(client, address, {"matter_1": "1", "key": uuid4()}, expects=HTTPStatus.FOUND)


def _reading(community: Community, papers: int) -> Iterator[Measure]:
    """The page of a published result: out of stored integers, whatever lies behind them."""
    ballot = _opened([Voice(f"{papers}-{number}") for number in range(papers)])
    voters = list(Voter.objects.filter(ballot=ballot))
    Paper.objects.bulk_create(
        (
            Paper(ballot=ballot, voter=voter, marks={"1": [1]}, channel="phone", received_at=clock.now())
            for voter in voters
        ),
        batch_size=2_000,
    )
    Voter.objects.filter(ballot=ballot).update(channel="phone")
    Ballot.objects.filter(pk=ballot.pk).update(state=BallotState.CLOSED, closes_at=clock.now())
    start = time.perf_counter()
    actions.count_ballot(actor=ballot.drafted_by, ballot=ballot)
    yield Measure(9, f"计票，{papers:,} 张", time.perf_counter() - start, "秒")
    Ballot.objects.filter(pk=ballot.pk).update(state=BallotState.PUBLISHED)
    settle()
    client, address = Client(), reverse("ballots:detail", args=[community.code, ballot.id])
    client.get(address)
    yield Measure(9, f"结果页，{papers:,} 张", milliseconds(lambda: client.get(address), times=15), "毫秒", "平")
    yield Measure(9, f"结果页，{papers:,} 张：语句", count_statements(lambda: client.get(address)), "条", "平")
