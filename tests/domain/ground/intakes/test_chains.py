"""A chain message: every line comes back, the last word of a home counts, and a wrong number is put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.domain.ground.intakes.chains import Act, homes_written, read_chain, standings

MESSAGE = """#接龙
育才小区装摄像头，每户50元，同意的请接龙：楼栋-单元-房号+姓名
1. 2-1-101 温毅 50
2. １－１－１０２ 王汉 同意👍
3. 3栋3单元501 刘海刚（女儿代接龙，老人不会用手机）
4. 3栋 武海小 同意
楼栋长：还没接的抓紧哈，周五收口
5. 3-1-601 顾宏军 同意，代交1栋2-302（我爸妈家）50，共100
6. 2-1-101 温毅（手滑又接了一遍）
7. 1-3-101 吕东贵 同意
8. 更正：上面房号写错了，是1-3-102 吕东贵
9. 1-1-302 柯洪 先不交了，撤回
10. 1-1-302 柯洪 刚才说气话，还是交，同意
11. 2-3-202 闫巧银 我家要搬走，退出接龙
这个钱是买还是租啊？
12、1栋2单元402阿依努尔·吐尔逊 已转
"""


def test_how_it_stands_for_each_home_when_it_ends():
    found, unsure = standings(read_chain(MESSAGE))
    assert {each.home.short: (each.joined, each.name) for each in found} == {
        "2-1-101": (True, "温毅"), "1-1-102": (True, "王汉"), "3-3-501": (True, "刘海刚"),
        "3-1-601": (True, "顾宏军"), "1-2-302": (True, ""), "1-3-102": (True, "吕东贵"),
        "1-1-302": (True, "柯洪"), "2-3-202": (False, "闫巧银"), "1-2-402": (True, "阿依努尔·吐尔逊"),
    }  # fmt: skip
    assert [(line.building, line.name) for line in unsure] == [("3", "武海小")]
    assert len(next(each for each in found if each.home.short == "2-1-101").lines) == 2


def test_the_chat_between_is_kept_as_chat():
    chain = read_chain(MESSAGE)
    assert [line.text[:4] for line in chain.lines if line.act == Act.CHAT] == ["楼栋长：", "这个钱是"]
    assert chain.heading.startswith("#接龙 育才小区装摄像头")


def test_in_a_group_of_one_building_a_room_is_enough():
    found, unsure = standings(read_chain("#接龙\n1. 1702 杜姐 支持\n2. 603室 张洁燕\n3. 5-1101 白红", building="5"))
    assert ([each.home.short for each in found], unsure) == (["5-1702", "5-603", "5-1101"], [])


@pytest.mark.parametrize(
    ("text", "homes"),
    [
        ("现金存入 2栋3户 1-302、1-201、2-502", ["2-1-302", "2-1-201", "2-2-502"]),
        ("现金存入 8栋2户 2-601,2-301", ["8-2-601", "8-2-301"]),
        ("现金存入 8栋3户 2-601,2-301", []),  # one is missing: nothing is made up
        ("代黄新交 5-2-101", ["5-2-101"]), ("微信转账-5-1-401任超", ["5-1-401"]), ("6栋2单元201", ["6-2-201"]),
        ("摄像头50元", []), ("2022-06-01", []), ("", []),
    ],
)  # fmt: skip
def test_homes_in_a_line_of_text(text, homes):
    assert [home.short for home in homes_written(text)] == homes


@given(st.text(max_size=200))
def test_whatever_is_pasted_comes_back_line_by_line(message):
    chain = read_chain(message)
    standings(chain)
    assert all(line.text for line in chain.lines)
