"""Home numbers are read as people write them."""

import pytest

from hehuo.domain.ground.places import actions, addresses, queries
from hehuo.domain.ground.places.kinds import PlaceKind


@pytest.mark.parametrize(
    "written",
    ["1-2-101", "１－２－１０１", "1栋2单元101", "1 栋 2 单元 101室", "1幢2单元101号", "1#2-101", "1号楼2门101"],
)
def test_one_home_however_it_is_written(written):
    number = addresses.read_home(written)
    assert number == addresses.HomeNumber("1", "2", "101")
    assert (number.path, number.short) == ("1栋/2单元/101", "1-2-101")


def test_a_home_without_a_stairwell():
    assert addresses.read_home("12栋803") == addresses.HomeNumber("12", "", "803")


@pytest.mark.parametrize("written", ["", None, "101", "东门", "1-2-3-4", "一栋"])
def test_what_is_not_sure_is_not_guessed(written):
    assert addresses.read_home(written) is None


@pytest.mark.django_db
def test_homes_are_made_once_and_sorted_as_people_count(haiwan):
    estate = actions.ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    for written in ["10-1-101", "2-1-101", "2-1-101", "2-1-1001"]:
        actions.ensure_home(estate=estate, number=addresses.read_home(written))
    assert [home.path for home in queries.homes_in(estate)] == [
        "海湾花园/2栋/1单元/101",
        "海湾花园/2栋/1单元/1001",
        "海湾花园/10栋/1单元/101",
    ]
