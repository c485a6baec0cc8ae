"""Scores are read with their reasons; a ranking is one order whatever order it came in."""

from datetime import date, time
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hehuo.domain.build.matches import scoring
from hehuo.domain.build.matches.kinds import WEIGHTS, Part
from hehuo.domain.build.matches.scoring import Ask, Offer, Track
from hehuo.domain.build.partners.kinds import ServiceField
from hehuo.domain.build.resources.kinds import Group, Kind, Terms
from hehuo.domain.plan.needs.kinds import NeedKind

SATURDAY = date(2026, 12, 5)


def ask(words="楼道灯不亮", kind=NeedKind.HOUSE, **more):
    return Ask(UUID(int=1), "2026-001", kind, scoring.told(words), **more)


def offer(words="换楼道灯", number="2026-001", kind=Kind.SKILL, **more):
    return Offer(UUID(int=2), number, scoring.told(words), kind=kind, **more)


def part(which, one, other):
    return next((each.points, each.why) for each in scoring.fit(one, other).parts if each.part == which)


def test_the_parts_make_a_hundred_and_none_gives_more_than_its_own():
    best = scoring.fit(
        ask("换楼道灯", path="文苑新村/2栋", wanted=Kind.SKILL, groups=(Group.ALONE,), on=SATURDAY, from_time=time(9),
            to_time=time(10)),
        offer(path="文苑新村/2栋", from_time=time(8), to_time=time(12), groups=(Group.ALONE,),
              track=Track(3, 0, (5, 5), is_under_agreement=True)),
    )  # fmt: skip
    assert (best.score, sum(WEIGHTS.values()), [each.points for each in best.parts]) == (
        100, 100, [each.most for each in best.parts],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "where", "points"), [("文苑新村/2栋", "", 15), ("文苑新村/3栋", "", 10), ("", "2 栋楼后", 15), ("", "", 5)]
)
def test_near_is_better(path, where, points):
    assert part(Part.PLACE, ask(path="文苑新村/2栋"), offer(path=path, where=where))[0] == points


def test_the_day_and_the_hours_count():
    asked = ask(on=SATURDAY, from_time=time(10), to_time=time(12))
    for more, found in (
        ({"weekdays": "12345"}, (0, "周六不给")), ({"until_on": date(2026, 12, 1)}, (0, "那一天不在有效期里")),
        ({}, (8, "那一天可以，几点再商量")),
        ({"from_time": time(9), "to_time": time(17)}, (10, "那一天那几点正好空着")),
        ({"from_time": time(11), "to_time": time(17)}, (5, "那几点只有一部分可以")),
        ({"from_time": time(13), "to_time": time(17)}, (0, "那一天只在 13:00 到 17:00 给")),
    ):  # fmt: skip
        assert part(Part.TIME, asked, offer(**more)) == found


def test_for_whom_and_on_what_terms_are_said():
    elders = ask("上门理发", NeedKind.ELDERS)
    assert part(Part.GROUP, elders, offer(groups=(Group.AGE_70,))) == (10, "给的就是：70 岁以上")
    assert part(Part.GROUP, ask(groups=(Group.DISABLED,)), offer(groups=(Group.ALONE,))) == (
        0,
        "只给：独居老人，对不上",
    )
    assert [part(Part.TERMS, ask(), offer(terms=each))[0] for each in Terms] == [5, 2, 3]


def test_trust_grows_with_words_kept():
    assert part(Part.TRUST, ask(), offer(track=Track(1, 2, (4,)))) == (
        5, "社区看过，答应过 3 回，办到 1 回，1 回打分，平均 4.0 星",
    )  # fmt: skip


def test_what_speaks_of_something_else_is_no_suggestion():
    asked, partner = ask(), Offer(UUID(int=3), "亮堂电工", scoring.told("亮堂电工"), field=ServiceField.REPAIR)
    found = scoring.ranked([asked], [offer("讲法律", kind=Kind.NEWS), offer(), partner])
    assert [each.offer.number for each in found] == ["2026-001", "亮堂电工"]
    assert part(Part.WORDS, asked, offer())[1] == "都说到「楼道、道灯」"


TEXTS = st.sampled_from(["换楼道灯", "修水龙头", "上门理发", "借活动室", "楼道堆满杂物", "老人摸黑", "灯泡"])
OFFERS = st.lists(
    st.tuples(TEXTS, st.sampled_from(Kind), st.sampled_from(Terms)), min_size=1, max_size=12
).map(lambda rows: [
    Offer(UUID(int=n), f"2026-{n % 3:03d}", scoring.told(words), kind=kind, terms=terms)
    for n, (words, kind, terms) in enumerate(rows)
])  # fmt: skip


@given(st.lists(TEXTS, min_size=1, max_size=4), OFFERS, st.randoms())
@settings(max_examples=60, deadline=None)
def test_a_ranking_is_one_order_whatever_order_it_came_in(texts, offers, chance):
    asks = [Ask(UUID(int=n), f"2024-{n:03d}", NeedKind.HOUSE, scoring.told(text)) for n, text in enumerate(texts)]
    first = scoring.ranked(asks, offers, least=0)
    mixed = list(offers)
    chance.shuffle(mixed)
    assert scoring.ranked(list(reversed(asks)), mixed, least=0) == first
    assert len({each.order for each in first}) == len(first)
    assert all(0 <= given.points <= given.most for each in first for given in each.parts)
