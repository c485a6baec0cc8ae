"""The clock of accounts: never more than three months apart, whatever the month's length; the last within three."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.domain.run.donations.disclosures import ARTICLES, Course, Due, months_after, next_dues, schedule
from hehuo.domain.run.donations.kinds import DisclosureKind

PROGRESS, FINAL, EMERGENCY = DisclosureKind.PROGRESS, DisclosureKind.FINAL, DisclosureKind.EMERGENCY
DAYS = st.dates(date(2023, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 3, date(2024, 4, 30)), (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)), (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 10, 15), 3, date(2025, 1, 15)), (date(2024, 12, 31), 0, date(2024, 12, 31)),
    ],
)  # fmt: skip
def test_the_same_day_so_many_months_later(day, months, then):
    assert months_after(day, months) == then


def test_six_months_are_not_longer_than_six_months():
    assert list(schedule(Course(date(2024, 1, 1), date(2024, 7, 1)), date.max)) == [Due(FINAL, date(2024, 10, 1))]
    assert [due.on for due in schedule(Course(date(2024, 1, 1), date(2024, 7, 2)), date.max)] == [
        date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 2)
    ]  # fmt: skip


def test_what_answers_an_emergency_is_told_every_five_days_until_it_ends():
    course = Course(date(2024, 2, 26), date(2024, 3, 8), emergency_from=date(2024, 2, 26))
    assert [(due.kind, due.on) for due in schedule(course, date.max)] == [
        (EMERGENCY, date(2024, 3, 2)), (EMERGENCY, date(2024, 3, 7)), (FINAL, date(2024, 6, 8))
    ]  # fmt: skip


def test_an_emergency_in_its_midst_counts_from_its_own_day():
    course = Course(date(2024, 1, 1), emergency_from=date(2024, 6, 10))
    assert next_dues(course, {EMERGENCY: date(2024, 3, 1)})[0] == Due(EMERGENCY, date(2024, 6, 15))


def test_what_fell_due_before_it_was_known_here_is_not_asked_for():
    course = Course(date(2022, 1, 31), known_from=date(2024, 10, 5))
    assert next_dues(course, {}) == [Due(PROGRESS, date(2024, 10, 30))]
    assert next_dues(course, {PROGRESS: date(2024, 10, 20)}) == [Due(PROGRESS, date(2025, 1, 20))]


def test_every_kind_has_its_article():
    assert set(ARTICLES) == set(DisclosureKind)
    assert str(Due(PROGRESS, date(2024, 1, 1)).article).startswith("慈善法第七十九条")


@given(DAYS, st.integers(0, 1500))
def test_never_more_than_three_months_between_and_the_last_within_three(starts_on, length):
    ends_on = starts_on + timedelta(days=length)
    dues = list(schedule(Course(starts_on, ends_on), date.max))
    progress = [due.on for due in dues if due.kind == PROGRESS]
    marks = [starts_on, *progress, ends_on]
    if ends_on > months_after(starts_on, 6):
        assert all(one < other <= months_after(one, 3) for one, other in itertools.pairwise(marks))
    else:
        assert progress == []
    assert [due.on for due in dues if due.kind == FINAL] == [months_after(ends_on, 3)]
    assert [due.on for due in dues] == sorted(due.on for due in dues)


@given(DAYS, st.lists(st.integers(0, 120), max_size=8))
def test_told_early_or_late_the_next_is_never_more_than_three_months_on(starts_on, gaps):
    last = starts_on
    for gap in gaps:
        (due,) = next_dues(Course(starts_on), {PROGRESS: last} if last != starts_on else {})
        assert last < due.on <= months_after(last, 3)
        last = min(last + timedelta(days=gap + 1), due.on)
