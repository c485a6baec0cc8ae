"""Numbers, days and spans as people read them, in both languages."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from hehuo.core import clock
from hehuo.web.design import words

NOON = clock.at(date(2026, 10, 14), 12)


@pytest.fixture(autouse=True)
def at_noon_in_chinese() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("fen", "shown"), [(128_000, "1,280.00"), (5, "0.05"), (0, "0.00"), (-128_000, "−1,280.00"), (None, "—")]
)
def test_yuan(fen: int | None, shown: str) -> None:
    assert words.yuan(fen) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(194, 200, "97.0%"), (2, 3, "66.7%"), (1, 2000, "0.1%"), (3, 3, "100.0%"), (0, 0, "—")],
)
def test_percent(part: int, whole: int, shown: str) -> None:
    assert words.percent(part, whole) == shown


def test_days_say_their_year_only_when_it_is_another() -> None:
    assert words.day(date(2026, 3, 8)) == "3 月 8 日"
    assert words.day(date(2025, 12, 31)) == "2025 年 12 月 31 日"
    assert words.full_day(date(2026, 3, 8)) == "2026 年 3 月 8 日"
    assert words.day(None) == "—"


def test_moments_are_shown_by_the_clock_in_china() -> None:
    evening = datetime.fromisoformat("2026-10-14T11:30:00+00:00")
    assert words.day_time(evening) == "10 月 14 日 19:30"
    assert words.clock_time(evening) == "19:30"
    assert words.weekday(evening) == "星期三"


def test_periods() -> None:
    assert words.period(date(2026, 10, 5), date(2026, 10, 11)) == "10 月 5 日至 10 月 11 日"
    assert words.period(date(2026, 10, 5), date(2026, 10, 5)) == "10 月 5 日"
    start = clock.at(date(2026, 10, 14), 19, 30)
    assert words.period(start, start + timedelta(minutes=90)) == "10 月 14 日 19:30—21:00"


@pytest.mark.parametrize(
    ("due", "shown", "state"),
    [
        (NOON + timedelta(hours=4, minutes=30), "还剩 4 小时", "soon"),
        (NOON + timedelta(minutes=9), "还剩 9 分钟", "soon"),
        (NOON + timedelta(days=3, hours=2), "还剩 3 天", ""),
        (NOON - timedelta(hours=6, minutes=1), "超 6 小时", "late"),
        (date(2026, 10, 14), "今天", "soon"),
        (date(2026, 10, 17), "还剩 3 天", ""),
        (date(2026, 10, 12), "超 2 天", "late"),
    ],
)
def test_what_a_time_limit_means_now(due: date | datetime, shown: str, state: str) -> None:
    assert (words.time_left(due), words.time_left_state(due)) == (shown, state)


def test_ago() -> None:
    assert words.ago(NOON - timedelta(seconds=20)) == "刚刚"
    assert words.ago(NOON - timedelta(days=3)) == "3 天前"


@pytest.mark.parametrize(
    ("minutes", "shown"), [(90, "1.5 小时"), (60, "1 小时"), (60_000, "1,000 小时"), (0, "0 小时")]
)
def test_minutes_as_hours(minutes: int, shown: str) -> None:
    assert words.hours(minutes) == shown
