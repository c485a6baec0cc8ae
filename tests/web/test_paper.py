"""Rows on paper: none is lost past the foot of a sheet, and the last sheet keeps what it must."""

from hypothesis import given
from hypothesis import strategies as st

from hehuo.web import paper


def test_a_row_is_as_high_as_its_longest_cell():
    one = paper.height_of(("通下水", 10), ("物价所", 13))
    assert one == paper.LINE + paper.GAP
    assert paper.height_of(("", 10)) == one
    assert paper.height_of(("字" * 11, 10), ("物价所", 13)) == one + paper.LINE
    assert paper.height_of(("a" * 16, 10)) == one  # a letter is narrower than a character


@given(
    heights=st.lists(st.integers(24, 300), max_size=80),
    taken=st.integers(0, paper.FIRST),
    last=st.integers(0, paper.NEXT),
)
def test_every_row_stands_once_in_its_order_and_no_sheet_is_overfull(heights, taken, last):
    sheets = paper.sheets_of(heights, lambda height: height, taken=taken, last=last)
    assert [height for sheet in sheets for height in sheet] == heights
    room = [paper.FIRST - taken, *[paper.NEXT] * (len(sheets) - 1)]
    kept = [0] * (len(sheets) - 1) + [last]
    assert [sum(sheet) + keep <= most for sheet, keep, most in zip(sheets, kept, room, strict=True)] == [True] * len(
        sheets
    )
