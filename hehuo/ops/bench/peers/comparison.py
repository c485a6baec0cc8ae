"""Rows 1 to 4 against others who keep books in Django: the same work, turn about, each on a database of its own."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction, FundNature, Source
from hehuo.domain.ground.ledger import actions, queries
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Account
from hehuo.domain.ground.people.models import Person
from hehuo.ops.bench.engines import fresh
from hehuo.ops.bench.ledger import FIRST, fill, replayed
from hehuo.ops.bench.measures import milliseconds, rate
from hehuo.ops.bench.peers.environments import BOOKKEEPERS, POSTGRESQL_ONLY, Peer
from hehuo.web.run.books.exports import csv_of

SIZE = 100_000
MIDDLE = date(2019, 1, 15)
ROUNDS = 3
RAW = "raw"
Work = Callable[[], float | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One kind of work: our figure, the raw driver's, each peer's, and how many times faster than each we are."""

    row: int
    what: str
    unit: str
    ours: float
    others: dict[str, float] = field(default_factory=dict)
    times_faster: dict[str, float] = field(default_factory=dict)


def rows() -> Iterator[Comparison]:
    """All of it, on the database in use."""
    names = [name for name in BOOKKEEPERS if connection.vendor == "postgresql" or name not in POSTGRESQL_ONLY]
    peers = [Peer(name, address_for(name)) for name in names]
    try:
        yield from _posting(peers)
        yield from _reading(peers)
    finally:
        for peer in peers:
            peer.leave()


def address_for(name: str) -> str:
    """A new database of the engine in use for a peer."""
    if connection.vendor == "sqlite":
        return f"sqlite://{Path(settings.VAR) / name}.sqlite3"
    return fresh(os.environ["HEHUO_DATABASE_URL"], name.replace("-", "_"))


def _posting(peers: list[Peer]) -> Iterator[Comparison]:
    """Row 1: one donation, by the books alone and as a voucher of three people."""
    with community_scope(Community.objects.create(code="posting", name="posting")):
        asks, approves, handles = (Person.objects.create(name=name) for name in ("周玉梅", "陈国栋", "冯敏"))
        for person, role in ((approves, Role.SECRETARY), (handles, Role.CLERK)):
            Grant.objects.create(person=person, role=role)
        fund = funds.open_fund(actor=None, name="海湾社区慈善基金", nature=FundNature.CHARITY)
        line = funds.open_line(actor=None, fund=fund, direction=Direction.IN, name="捐赠", source=Source.DONATION)
        income = actions.open_account(kind=AccountKind.INCOME, name="捐赠", holder=fund)

        def post() -> None:
            actions.post(
                actor=handles, act="bench.received", legs=[Leg(fund.money, income, 100)], on=FIRST, memo="随手捐"
            )

        def receive() -> None:
            funds.receive_plain(
                actor=handles, line=line, fen=100, on=FIRST, what="随手捐", requested_by=asks, approved_by=approves,
                receipt_issuer="慈善会", receipt_no="0012345",
            )  # fmt: skip

        def by_peers(seconds: float) -> dict[str, Work]:
            return {peer.name: lambda peer=peer: peer.ask("post", seconds=seconds) for peer in peers}

        for what, act in (("记一笔（ledger.post）", post), ("记一笔捐赠（funds.receive_plain，三个人）", receive)):
            works = {RAW: lambda act=act: replayed(act), **by_peers(0.7)}
            yield _compared(1, what, "笔/秒", lambda act=act: rate(act, seconds=0.7, rounds=1), works)


def _reading(peers: list[Peer]) -> Iterator[Comparison]:
    """Rows 2 to 4: what is read of a hundred thousand."""
    community = Community.objects.create(code="books", name="books")
    with community_scope(community):
        account = fill(SIZE)
        for peer in peers:
            peer.ask("fill", size=SIZE)

        def by_peers(do: str, **how: int) -> dict[str, Work]:
            return {peer.name: lambda peer=peer: peer.ask(do, **how) for peer in peers}

        half = SIZE // 2
        reads: list[tuple[int, str, Callable[[], object], dict[str, Work]]] = [
            (2, "余额", lambda: queries.balance_of(account), by_peers("balance")),
            (
                2,
                "月中的期初",
                lambda: queries.period_of(account, MIDDLE, FIRST.replace(year=2023)),
                by_peers("opening"),
            ),
            (3, "明细第一页 50 行", lambda: queries.statement(account), by_peers("page", skip=0)),
            (3, "明细中间一页", lambda: queries.statement(account, before=f"{half}.1"), by_peers("page", skip=half)),
        ]
        for row, what, read, others in reads:
            yield _compared(row, f"{what}，{SIZE:,} 笔", "毫秒", lambda read=read: milliseconds(read), others)
        yield _compared(4, f"全部明细 {SIZE:,} 行成 CSV", "秒", lambda: _whole(community, account), by_peers("whole"))


def _whole(community: Community, account: Account) -> float:
    start = time.perf_counter()
    for _piece in csv_of(community, account):
        pass
    return time.perf_counter() - start


def _compared(row: int, what: str, unit: str, ours: Work, others: dict[str, Work]) -> Comparison:
    """Turn about, so that what the machine does meanwhile happens to all; ratios are of each round, then the median."""
    mine: list[float] = []
    theirs: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        mine.append(ours() or 0)
        for name, work in others.items():
            if (found := work()) is not None:
                theirs.setdefault(name, []).append(found)
    return compared(row, what, unit, mine, theirs)


def compared(row: int, what: str, unit: str, ours: list[float], theirs: dict[str, list[float]]) -> Comparison:
    """Medians of all rounds; how many times faster is asked of each round, and the median of that."""
    is_rate = unit.endswith("/秒")
    faster = {
        name: statistics.median(own / other if is_rate else other / own for own, other in zip(ours, found, strict=True))
        for name, found in theirs.items()
    }
    medians = {name: statistics.median(found) for name, found in theirs.items()}
    return Comparison(row, what, unit, statistics.median(ours), medians, faster)
