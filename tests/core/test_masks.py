"""What others see of a person."""

import pytest

from hehuo.core import masks


@pytest.mark.parametrize(
    ("full", "masked"),
    [("张三", "张*"), ("张建华", "张*华"), ("欧阳建华", "欧*华"), ("阿依古丽·买买提", "阿*提"), ("龚", "龚")],
)
def test_names(full, masked):
    assert masks.name(full) == masked


def test_phones_and_identities_keep_their_ends():
    assert masks.phone("13812345678") == "138****5678"
    assert masks.phone("020-81234567") == "****4567"
    assert masks.phone("") == ""
    assert masks.identity("999999198810250875") == "**************0875"
