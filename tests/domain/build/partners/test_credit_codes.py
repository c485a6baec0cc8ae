"""Credit codes as they stand in application lists."""

import pytest

from hehuo.domain.build.partners import credit_codes


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("929999 99MANT L1XQ5T", "92999999MANTL1XQ5T"),
        ("９２９９９９９９ｍａｂｆｒｂｙ０４３", "92999999MABFRBY043"),
        ("91999999-MA3RFM6N5T", "91999999MA3RFM6N5T"),
        (None, ""),
    ],
)
def test_blanks_width_and_case_make_no_difference(written, plain):
    assert credit_codes.plain(written) == plain


def test_the_check_digit_is_computed():
    assert credit_codes.is_valid("92999999MANTL1XQ5T")
    assert credit_codes.is_valid("91999999MA6EPGNW98")
    assert not credit_codes.is_valid("91999999MAH1336X57")
    assert not credit_codes.is_valid("91999999MA991G967A")


def test_wrong_length_and_letters_are_refused():
    assert not credit_codes.is_valid("")
    assert not credit_codes.is_valid("92999999MANTL1XQ5")
    assert not credit_codes.is_valid("92999999MANTL1XQ5O")
