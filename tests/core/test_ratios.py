"""Shares to a tenth of a per cent, as the law of rounding has it: by a plain decimal of the same figure."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from hehuo.core import ratios


@given(part=some.integers(0, 10**9), whole=some.integers(1, 10**9))
def test_a_share_is_rounded_half_up(part, whole):
    exact = Decimal(part * 100) / Decimal(whole)
    near = Fraction(part * 100, whole)
    if (near * 10) % 1 == Fraction(1, 2) or exact == near:
        assert ratios.per_cent(part, whole) == f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    assert abs(Fraction(ratios.tenths(part, whole), 10) - near) <= Fraction(1, 20)


def test_a_dash_stands_over_nothing():
    assert [ratios.per_cent(*each) for each in ((0, 0), (248, 256), (1, 8), (1, 2000))] == [
        "—",
        "96.9%",
        "12.5%",
        "0.1%",
    ]


def test_what_rounds_to_nothing_has_no_sign():
    figures = [ratios.decimals(Fraction(*each), 1) for each in ((-1, 20), (-1, 50), (25, 2), (-3, 1))]
    assert figures == ["-0.1", "0.0", "12.5", "-3.0"]
    assert ratios.decimals(Fraction(13, 3), 2) == "4.33"
