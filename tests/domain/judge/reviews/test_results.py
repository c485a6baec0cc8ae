"""The mean is exact, and a band begins where it says."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hehuo.domain.judge.reviews.figures import satisfaction
from hehuo.domain.judge.reviews.kinds import BANDS, LINES
from hehuo.domain.judge.reviews.results import band_of, lowest, result_of

SHEETS = st.lists(st.fixed_dictionaries({line["key"]: st.integers(0, line["points"]) for line in LINES}), max_size=9)


@given(SHEETS)
def test_the_mean_is_that_of_the_totals_and_its_lines_add_up_to_it_exactly(sheets):
    result = result_of(sheets, LINES)
    if not sheets:
        assert (result.mean, result.words) == (None, "—")
        return
    assert result.mean == Fraction(sum(sum(sheet.values()) for sheet in sheets), len(sheets))
    assert sum(result.by_line.values()) == result.mean
    assert 0 <= result.mean <= 100


@given(SHEETS.filter(bool))
def test_a_band_is_the_highest_whose_points_are_reached(sheets):
    mean = result_of(sheets, LINES).mean
    band = band_of(mean, BANDS)
    assert band["least"] <= mean
    assert all(other["least"] > mean for other in BANDS if other["least"] > band["least"])


def test_ninety_is_five_stars_and_a_third_of_a_point_less_is_four():
    assert band_of(Fraction(90), BANDS)["name"] == "五星"
    assert band_of(Fraction(269, 3), BANDS)["name"] == "四星"
    assert band_of(Fraction(60), BANDS)["fails"] is False
    assert band_of(Fraction(179, 3), BANDS)["fails"] is True
    assert lowest(BANDS)["name"] == "不合格"


def test_a_sheet_that_lacks_a_line_is_none():
    whole = {line["key"]: line["points"] for line in LINES}
    assert result_of([whole, {"service": 1}], LINES).words == "100.00"


def test_a_satisfaction_below_its_smallest_sample_is_a_dash_with_how_many_there_are():
    assert satisfaction(satisfied=9, ratings=9, sample=10) == "—（9/10）"
    assert satisfaction(satisfied=9, ratings=10, sample=10) == "90.0%（10）"
