"""Working days are counted with holidays and shifted workdays (R-38); a missing year goes by weekends."""

from datetime import date

import pytest

from hehuo.core.errors import Invalid
from hehuo.domain.ground.calendar import actions, arrangements, queries
from hehuo.domain.ground.calendar.models import CalendarDay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_years() -> None:
    actions.seed_years()


def off_days(year: int) -> list[str]:
    return [f"{day.month}/{day.day}" for day in queries.days_of(year).filter(is_off=True).values_list("day", flat=True)]


def test_2026_stands_as_the_state_council_arranged_it() -> None:
    spring = [f"2/{day}" for day in range(15, 24)]
    autumn = ["9/25", "9/26", "9/27", *(f"10/{day}" for day in range(1, 8))]
    labour = [f"5/{day}" for day in range(1, 6)]
    assert off_days(2026) == [
        "1/1", "1/2", "1/3", *spring, "4/4", "4/5", "4/6", *labour, "6/19", "6/20", "6/21", *autumn,
    ]  # fmt: skip
    shifted = queries.days_of(2026).filter(is_off=False).values_list("day", flat=True)
    assert [f"{day.month}/{day.day}" for day in shifted] == ["1/4", "2/14", "2/28", "5/9", "9/20", "10/10"]


def test_a_holiday_is_no_working_day_and_a_shifted_saturday_is_one() -> None:
    assert [queries.is_working_day(date(2026, 10, day)) for day in (7, 8, 9, 10, 11)] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_the_nth_working_day_after_passes_over_a_long_holiday() -> None:
    assert queries.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert queries.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 14)
    assert queries.add_working_days(date(2026, 2, 14), 5) == date(2026, 2, 28)
    assert queries.add_working_days(date(2026, 9, 30), 0) == date(2026, 9, 30)


def test_working_days_between_two_days_count_both() -> None:
    assert queries.count_working_days(date(2026, 9, 30), date(2026, 10, 10)) == 4
    assert queries.count_working_days(date(2026, 10, 1), date(2026, 10, 7)) == 0
    assert queries.count_working_days(date(2026, 10, 10), date(2026, 9, 30)) == 0


def test_a_year_that_nobody_entered_goes_by_weekends_and_is_told() -> None:
    assert not queries.is_known_year(2031)
    assert queries.add_working_days(date(2031, 10, 1), 1) == date(2031, 10, 2)


def test_one_more_holiday_moves_every_count() -> None:
    actions.set_days(first=date(2031, 10, 1), last=date(2031, 10, 7), is_off=True, name="国庆节")
    assert queries.is_known_year(2031)
    assert queries.add_working_days(date(2031, 9, 30), 1) == date(2031, 10, 8)
    actions.clear_day(day=date(2031, 10, 7))
    assert queries.add_working_days(date(2031, 9, 30), 1) == date(2031, 10, 7)


def test_saying_a_day_again_corrects_it() -> None:
    actions.set_days(first=date(2031, 10, 4), last=date(2031, 10, 4), is_off=True, name="国庆节")
    actions.set_days(first=date(2031, 10, 4), last=date(2031, 10, 4), is_off=False, name="国庆节调休")
    assert queries.is_working_day(date(2031, 10, 4))
    assert queries.days_of(2031).count() == 1


def test_seeding_leaves_what_people_entered() -> None:
    CalendarDay.objects.filter(day__year=2026).delete()
    actions.set_days(first=date(2026, 10, 1), last=date(2026, 10, 1), is_off=True, name="国庆节")
    assert actions.seed_years() == 0
    CalendarDay.objects.filter(day__year=2026).delete()
    assert actions.seed_years(years=[2026]) == len(arrangements.arrangement_of(2026)) == 39


def test_days_in_the_wrong_order_or_too_many_are_refused() -> None:
    with pytest.raises(Invalid, match="对调"):
        actions.set_days(first=date(2031, 10, 7), last=date(2031, 10, 1), is_off=True, name="国庆节")
    with pytest.raises(Invalid, match="分几次"):
        actions.set_days(first=date(2031, 1, 1), last=date(2031, 12, 31), is_off=True, name="全年")
