"""One cell, as offices write it."""

from datetime import date

import pytest

from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.intakes.values import Unsure


def why(reader, cell) -> str:
    with pytest.raises(Unsure) as refused:
        reader(cell)
    return refused.value.code


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("王  汉", "王汉"),
        ("袁　诺怡", "袁诺怡"),
        ("热依拉•艾合买提", "热依拉·艾合买提"),
        ("阿依努尔·吐尔逊", "阿依努尔·吐尔逊"),
        ("刘㛃", "刘㛃"),
        ("李𬱖", "李𬱖"),
        ("无", ""),
        (None, ""),
    ],
)
def test_names_lose_their_blanks_and_keep_their_rare_characters(cell, name):
    assert values.name(cell) == name


@pytest.mark.parametrize("cell", ["??", "马\ufffd\ufffd", "256户", "张三3"])
def test_a_name_with_lost_letters_is_not_taken(cell):
    assert why(values.name, cell) == "name_unreadable"


def test_two_owners_in_one_cell():
    assert values.names("唐海杰、冯梅燕") == ["唐海杰", "冯梅燕"]


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("199 0020 6068", "19900206068"),
        ("199-0021-8838", "19900218838"),
        ("１９９００２０６０６８", "19900206068"),
        (19900206068.0, "19900206068"),
        ("1.9900792197E+10", "19900792197"),
        ("+86 19900206068", "19900206068"),
        ("19900206068/19900206069", "19900206068"),
        ("0715-8230001", "07158230001"),
        ("无", ""),
    ],
)
def test_phones(cell, phone):
    assert values.phone(cell) == phone


def test_a_phone_whose_digits_a_table_lost_is_not_guessed():
    assert why(values.phone, "1.99E+10") == "digits_lost"
    assert why(values.phone, "1990020606") == "phone_shape"


@pytest.mark.parametrize(
    "cell",
    [
        "2022.3.5", "2022-03-05", "2022/3/5", "2022年3月5日", "20220305", "２０２２．３．５", 44625, 44625.0, "44625",
        date(2022, 3, 5),
    ],
)  # fmt: skip
def test_dates_in_every_usual_form(cell):
    assert values.day(cell) == date(2022, 3, 5)


def test_a_month_is_read_as_its_first_day():
    assert [values.day(cell) for cell in ("2012.7", "2012年7月", "2012-07", "201207")] == [date(2012, 7, 1)] * 4


def test_a_date_that_cannot_be_is_not_taken():
    assert why(values.day, "2022.13.40") == "date_unreadable"
    assert why(values.day, "去年") == "date_unreadable"


def test_an_id_number_says_birth_date_and_sex():
    number = values.identity("99999919881025087 5")
    assert (values.born_of(number), values.sex_of(number)) == (date(1988, 10, 25), "m")
    assert values.identity("99999919860223116x") == "99999919860223116X"


def test_an_old_id_number_of_15_digits_gets_its_century_and_check_digit():
    assert values.identity("999999881025087") == "999999198810250875"


def test_a_wrong_id_number_is_not_taken():
    assert why(values.identity, "999999199005179056") == "id_check_digit"
    assert why(values.identity, "99999919900517905") == "id_shape"
    assert why(values.identity, 9.99999199005179e17) == "digits_lost"


def test_areas():
    assert [values.area_x100(cell) for cell in (81.95, "121.63㎡", "９２．７４", "约 90 平方米", "")] == [
        8195, 12163, 9274, 9000, None,
    ]  # fmt: skip
    assert why(values.area_x100, "两室一厅") == "area_unreadable"


def test_yes_and_no():
    assert [values.yes(cell) for cell in ("是 ", "√", "否", "未", "")] == [True, True, False, False, None]
