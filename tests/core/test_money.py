"""Money is whole fen, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.core import money
from hehuo.core.errors import Invalid


@pytest.mark.parametrize(
    ("written", "fen"),
    [("1,280.00", 128000), ("￥1280", 128000), ("１２８０．５ 元", 128050), ("0.01", 1), ("-3.20", -320), ("0", 0)],
)
def test_amounts_are_read_as_people_write_them(written, fen):
    assert money.parse_yuan(written) == fen


@pytest.mark.parametrize("written", ["", "一百", "12.345", "NaN", "Infinity", "1e20", "1.2.3"])
def test_what_is_no_amount_is_refused_and_named(written):
    with pytest.raises(Invalid) as refusal:
        money.parse_yuan(written)
    assert f"「{written}」" in refusal.value.say


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_writing_and_reading_meet(fen):
    assert money.parse_yuan(money.yuan(fen)) == fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"), (120000, "壹仟贰佰元整"), (100, "壹元整"), (1005, "壹拾元零伍分"), (1050, "壹拾元伍角整"),
        (50, "伍角整"), (5, "伍分"), (10_0000_00 + 1, "壹拾万元零壹分"), (1_0001_00, "壹万零壹元整"),
        (100_0000_0000_00, "壹佰亿元整"), (1_0000_0005_00, "壹亿零伍元整"), (1010_00, "壹仟零壹拾元整"),
        (10_0100_00, "壹拾万零壹佰元整"), (123_4567_89, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"), (-100, "负壹元整"),
    ],
)  # fmt: skip
def test_capitals_for_vouchers(fen, words):
    assert money.in_words(fen) == words


def test_a_share_is_rounded_half_up():
    assert money.share_of(800000, numerator=15, denominator=100) == 120000
    assert money.share_of(1, numerator=1, denominator=2) == 1
    assert money.share_of(3333, numerator=15, denominator=100) == 500


@given(st.integers(0, 10**12), st.integers(0, 100))
def test_a_share_and_the_rest_make_the_whole(fen, percent):
    share = money.share_of(fen, numerator=percent, denominator=100)
    assert abs(share * 100 - fen * percent) <= 50
