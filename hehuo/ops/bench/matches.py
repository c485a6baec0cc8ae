"""Three lists matched: 1,000 needs and 1,000 resources, ranked for one need and for all, and one plan."""

import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.build.matches import queries, scoring, suggesting
from hehuo.domain.build.resources import queries as resources
from hehuo.domain.build.resources.kinds import Channel, Kind, State
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need
from hehuo.ops.bench.measures import Measure, count_statements

EACH = 1_000
ASKED = 40  # times
WHERE = ("楼道", "门口", "河边", "活动室", "花坛", "车棚", "屋顶", "阅览角", "后门", "食堂")
WHAT = (
    "换灯",
    "修水龙头",
    "理发",
    "教书法",
    "借教室",
    "借轮椅",
    "种花",
    "打太极",
    "辅导作业",
    "量血压",
    "修插座",
    "补衣服",
)
SAID = ("坏了", "想要", "没有人管", "老人不方便", "孩子想学", "周末能不能有", "好久了")


def rows() -> list[Measure]:
    """One need, one resource, all needs, and one plan of the hundred newest, on the database in use."""
    community = Community.objects.create(code="bench-matches", name="大社区")
    with community_scope(community):
        _fill()
        needs = list(queries.waiting_needs()[:ASKED])
        took = sorted(_milliseconds(lambda need=need: suggesting.for_need(need)) for need in needs)  # type: ignore[misc]
        listed = list(resources.listed()[:ASKED])
        back = sorted(_milliseconds(lambda each=each: suggesting.for_offer(each)) for each in listed)  # type: ignore[misc]
        all_of_them = _milliseconds(_rank_all)
        return [
            Measure(0, "三张清单：一件需求配 1,000 条资源，p50", took[ASKED // 2], "毫秒"),
            Measure(0, "三张清单：一件需求配 1,000 条资源，p95", took[ASKED * 95 // 100], "毫秒", "<= 200 毫秒"),
            Measure(
                0, "三张清单：一件需求，语句", count_statements(lambda: suggesting.for_need(needs[0])), "条", "<= 6"
            ),
            Measure(0, "三张清单：一条资源配 1,000 件需求，p95", back[ASKED * 95 // 100], "毫秒"),
            Measure(0, "三张清单：1,000 × 1,000 全部排名", all_of_them / 1000, "秒"),
            Measure(0, "三张清单：100 件一起排", _milliseconds(suggesting.plan) / 1000, "秒"),
            Measure(0, "三张清单：一起排，语句", count_statements(suggesting.plan), "条"),
        ]


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _rank_all() -> int:
    seen = queries.tracks()
    offers = [suggesting.offer_of(each, seen) for each in resources.listed()]
    return len(scoring.ranked(suggesting.asks_of(queries.waiting_needs()), offers))


def _fill() -> None:
    """Needs and resources that speak of the same dozen matters; invented from a fixed seed."""
    chance, now = Random(6), clock.now()
    worker, giver = Person.objects.create(name="周玉梅"), Person.objects.create(name="吴秀兰")
    Grant.objects.create(person=worker, role=Role.WORKER)
    Need.objects.bulk_create(
        Need(
            number=f"2026-{number:04d}", title=f"{chance.choice(WHERE)}{chance.choice(WHAT)}{chance.choice(SAID)}",
            wording="，".join(chance.sample(SAID, 3)), kind=chance.choice(list(NeedKind)), owner=worker,
            state=NeedState.OPEN, published_at=now - timedelta(minutes=number),
        )
        for number in range(EACH)
    )  # fmt: skip
    Resource.objects.bulk_create(
        Resource(
            number=f"2026-{number:04d}", kind=chance.choice(list(Kind)),
            title=f"{chance.choice(WHERE)}{chance.choice(WHAT)}",
            giver=giver, channel=Channel.VISIT, entered_by=worker, state=State.LISTED, confirmed_by=worker,
            confirmed_at=now, weekdays=chance.choice(("", "12345", "67")),
        )
        for number in range(EACH)
    )  # fmt: skip
