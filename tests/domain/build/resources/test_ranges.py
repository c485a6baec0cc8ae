"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.core.errors import Invalid
from hehuo.domain.build.resources import ranges


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7", [7]), ("1-3", [1, 2, 3]), ("1至3号、5", [1, 2, 3, 5]), ("３，1～2", [1, 2, 3]), ("2 2-3", [2, 3]),
        ("10 — 11", None), ("0", None), ("3-1", None), ("树", None), ("", None), ("1-999", None), ("12345", None),
    ],
)  # fmt: skip
def test_what_is_meant(written, meant):
    if meant is None:
        with pytest.raises(Invalid):
            ranges.read(written)
    else:
        assert ranges.read(written) == meant


@given(st.sets(st.integers(1, 9999), min_size=1, max_size=300))
def test_what_is_written_is_read_back(numbers):
    assert ranges.read(ranges.write(numbers)) == sorted(numbers)
