"""Rows 7, 8 and 11: the needs list, a need's page, the public account, and the cheapest JSON answer."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.plan.needs import queries
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need
from hehuo.ops.bench.measures import Measure, count_statements, in_turn, raw, settle, statements_of
from hehuo.ops.bench.server import Ask, Server, serving

SIZES = (1_000, 10_000, 100_000)
LIST_GOAL = "<= 6 条语句，<= 20 KB，10 万条与 1 千条同价"


def rows() -> Iterator[Measure]:
    """All of it, on the database in use."""
    call_command("demo", stdout=StringIO())
    book = reverse("books:book", args=["haiwan"])
    detail, account = _told_need(), Client().get(book).headers.get("Location", book)  # it leads to the latest account
    communities = {size: _community_with(size) for size in SIZES}
    with serving() as server:
        for size, community in communities.items():
            path = reverse("needs:list", args=[community.code])
            yield from _page(server, 7, f"需求清单，{size:,} 条", path, LIST_GOAL)
        yield from _page(server, 8, "一件需求的页面（含来龙去脉）", detail, "<= 10 条语句")
        yield from _page(server, 8, "公开的账本", account, "<= 10 条语句")
        yield from _page(server, 11, "最便宜的 JSON", "/api/v1/status", ">= 0.3 倍空 Django")
    yield from _against_raw(communities)


def _page(server: Server, row: int, what: str, path: str, goal: str) -> Iterator[Measure]:
    client = Client()
    client.get(path)
    asks: list[Ask] = [server.get(path)]
    load = server.load(asks)
    yield Measure(row, what, load.rate, "次/秒", goal)
    yield Measure(row, f"{what}：p50", load.p50, "毫秒")
    yield Measure(row, f"{what}：p95", load.p95, "毫秒")
    yield Measure(row, f"{what}：CPU", load.cpu, "毫秒/次")
    yield Measure(row, f"{what}：语句", count_statements(lambda: client.get(path)), "条")
    yield Measure(row, f"{what}：大小", len(client.get(path).content) / 1024, "KB")
    yield Measure(row, f"{what}：出错", load.errors, "次")


def _against_raw(communities: dict[int, Community]) -> Iterator[Measure]:
    """The list's query as the pages call it, against its own statement straight through the driver."""
    for size, community in communities.items():
        with community_scope(community):

            def read() -> None:
                queries.page_of(queries.published_needs())

            _ours, theirs, ratio = in_turn(read, raw(statements_of(read)))
            yield Measure(7, f"清单查询 / 裸驱动同样的语句，{size:,} 条", ratio, "倍")
            yield Measure(7, f"裸驱动，{size:,} 条", theirs, "次/秒")


def _community_with(size: int) -> Community:
    """A community with so many published needs."""
    community = Community.objects.create(code=f"bench-{size}", name=f"{size} 条")
    with community_scope(community):
        owner = Person.objects.create(name="周玉梅")
        now, kinds = clock.now(), list(NeedKind)
        made = [
            Need(
                number=f"2024-{n:06d}",
                title=f"第 {n} 件：楼道灯坏了，晚上看不清路",
                kind=kinds[n % len(kinds)],
                state=NeedState.OPEN,
                owner=owner,
                voice_count=3,
                home_count=2,
                published_at=now - timedelta(minutes=n),
            )
            for n in range(size)
        ]
        Need.objects.bulk_create(made, batch_size=2000)
    settle()
    return community


def _told_need() -> str:
    """The address of the demo's need whose journey is the longest: from the wish to the account."""
    community = Community.objects.get(code="haiwan")
    with community_scope(community):
        need = max(queries.open_needs(), key=lambda need: len(journeys.journey_of(need.id).steps))
    return reverse("needs:detail", args=[community.code, need.id])
