"""A book of visits is read by meaning: whoever wrote it, in whatever order, each thing said is one voice."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.domain.plan.notes import papers, reading
from hehuo.domain.plan.notes.heads import home_in, read_head
from hehuo.domain.plan.notes.kinds import Doubt, PassageKind

PAPERS = Path(__file__).parents[3] / "papers"
TODAY = date(2024, 6, 1)


def read(text):
    return reading.read_notes(text.splitlines(), today=TODAY)


def voices(text):
    return [said for said in read(text) if said.kind == PassageKind.VOICE]


def told(text):
    return [(said.home, said.speaker, said.words) for said in voices(text)]


@pytest.fixture(scope="module")
def book():
    paper = papers.open_paper((PAPERS / "visits-binjiang.txt").read_bytes(), "a.txt")
    return reading.read_notes(paper.lines, today=TODAY)


def test_a_hundred_and_twenty_four_homes_and_every_line_of_the_book(book):
    assert Counter(said.kind for said in book) == {
        PassageKind.VOICE: 137, PassageKind.HEADING: 10, PassageKind.REMARK: 4, PassageKind.NOBODY: 4,
    }  # fmt: skip
    assert {said.row for said in book} == set(range(1, 139))
    assert len({said.home for said in book if said.home}) == 124
    assert len({said.home for said in book if said.kind == PassageKind.VOICE}) == 120


def test_each_adviser_has_their_own_voices_and_days(book):
    heard = Counter(said.collector for said in book if said.kind == PassageKind.VOICE)
    assert heard == {"梁正忠": 25, "覃庆有": 29, "方贞霞": 30, "闫长光": 27, "陈素香": 26}
    assert {said.on.year for said in book if said.kind == PassageKind.VOICE} == {2023}
    assert [
        said for said in book if said.kind == PassageKind.VOICE and not (said.home and said.speaker and said.on)
    ] == []


def test_what_several_said_in_one_line_stands_in_its_own_words(book):
    assert [said.part for said in book if said.row in {35, 59, 112}] == [1, 2, 1, 2, 1, 2]
    by_row = {said.row: said for said in book if said.part == 1}
    for row in (35, 43, 70, 127):
        whole = "".join(said.words for said in book if said.row == row)
        assert whole in by_row[row].raw


@pytest.mark.parametrize(
    ("written", "home"),
    [
        ("3号楼1单元602室", "3-1-602"), ("5-4-101", "5-4-101"), ("3#3-302", "3-3-302"), ("２-４-２０２", "2-4-202"),
        ("三号楼二单元501", "3-2-501"), ("十二栋1101室", "12-1101"), ("8幢302", "8-302"),
        ("3 栋 2 单元 402 室", "3-2-402"),
        ("2栋3单元6楼601", "2-3-601"), ("5栋甲单元302", "5-甲-302"), ("A座1203", "A-1203"),
    ],
)  # fmt: skip
def test_a_home_is_read_however_it_is_written(written, home):
    assert home_in(written).short == home


@pytest.mark.parametrize("written", ["2023-05-17", "5.15", "05-16", "交了 300 元", "1990000", "2024年3月101"])
def test_a_day_or_a_sum_is_no_home(written):
    assert home_in(written) is None


@pytest.mark.parametrize(
    "line",
    [
        "3月5日 3-2-501 周小兰：电梯老是卡住", "3-2-501，周小兰，3月5日，电梯老是卡住",
        "周小兰（3-2-501）说：“电梯老是卡住”",
        "【3-2-501】周小兰：电梯老是卡住", "12、3栋2单元501 周小兰 3/5 电梯老是卡住",
        "2024-03-05｜3-2-501｜周小兰｜电梯老是卡住",
        "◆ 3#2-501 周小兰（女，70岁） 03-05 电梯老是卡住", "周小兰，3号楼2单元501室：电梯老是卡住",
        "３号楼２单元５０１室 周小兰反映：电梯老是卡住", "3—2—501（周小兰）电梯老是卡住",
        "3-2-501 / 周小兰 / 电梯老是卡住",
        "@3-2-501@周小兰@女 66@电梯老是卡住", "3-2-501——周小兰——电梯老是卡住",
        "3-2-501周小兰（电话19900000000）：电梯老是卡住",
    ],
)  # fmt: skip
def test_everyone_writes_the_head_in_an_order_of_their_own(line):
    assert told(f"2024年走访\n{line}") == [("3-2-501", "周小兰", "电梯老是卡住")]


@pytest.mark.parametrize(
    "name", ["欧阳修文", "诸葛亮", "王师傅", "小李", "阿依·古丽", "不愿留名", "租户", "张三", "李磊建"]
)
def test_names_of_every_kind(name):
    assert told(f"3-2-501 {name}：灯坏了") == [("3-2-501", name, "灯坏了")]


def test_a_comma_after_four_letters_makes_no_name():
    assert told("3-2-501，家里漏水，管子破了") == [("3-2-501", "", "家里漏水，管子破了")]
    assert voices("3-2-501，家里漏水，管子破了")[0].doubts == [Doubt.NO_SPEAKER, Doubt.NO_DAY]


def test_the_same_day_carries_over_and_a_new_book_forgets_it():
    said = voices(
        "一、贺文斌走访本\n3月5日 3-2-501 周小兰：一\n同日 3-2-502 王强：二\n二、鲁志强走访本\n3-2-503 李红：三"
    )
    assert [(each.collector, each.on) for each in said] == [
        ("贺文斌", date(2024, 3, 5)), ("贺文斌", date(2024, 3, 5)), ("鲁志强", None),
    ]  # fmt: skip


def test_the_next_day_is_the_day_after():
    said = voices("2024年\n3月5日 3-2-501 周小兰：一\n次日 3-2-502 王强：二")
    assert [each.on for each in said] == [date(2024, 3, 5), date(2024, 3, 6)]


@pytest.mark.parametrize(
    "line",
    [
        "一、江德海(老教师)走访本",
        "甲、江德海（退休医生）的走访簿",
        "第三位 江德海 走访手册",
        "走访人：江德海",
        "【江德海】走访记录",
    ],
)
def test_whose_book_begins_is_read_from_its_heading(line):
    assert voices(f"{line}\n3-2-501 周小兰：灯坏了")[0].collector == "江德海"


def test_a_day_without_a_year_is_of_the_year_written_or_the_one_before_where_it_has_not_come_yet():
    assert voices("2022年记录\n5.15 3-2-501 周小兰：灯")[0].on == date(2022, 5, 15)
    assert voices("12.15 3-2-501 周小兰：灯")[0].on == date(2023, 12, 15)


def test_several_matters_of_one_breath():
    breath = "灯坏了。第二个，门坏了！再就是，墙裂了；还有，沟堵了"
    assert [words for *_, words in told(f"3-2-501 周小兰：{breath}")] == [
        "灯坏了。", "第二个，门坏了！", "再就是，墙裂了；", "还有，沟堵了",
    ]  # fmt: skip
    assert [words for *_, words in told("3-2-501 周小兰：①灯坏了；②门坏了")] == ["①灯坏了；", "②门坏了"]
    assert [words for *_, words in told("3-2-501 周小兰：1、灯坏了；2、门坏了")] == ["1、灯坏了；", "2、门坏了"]
    assert len(told("3-2-501 周小兰：还有人在楼道抽烟，另外那栋也是")) == 1


@pytest.mark.parametrize(
    "line", ["3-2-501 敲门无人应", "3-2-501（家中只有小孩，改日再来）", "◇ 3-2-501 （无） | 空置，水表未动"]
)
def test_nobody_at_home_is_no_voice_and_stands_with_its_line(line):
    (said,) = read(line)
    assert (said.kind, said.home, said.row) == (PassageKind.NOBODY, "3-2-501", 1)


def test_somebody_who_speaks_of_an_empty_flat_is_a_voice():
    assert told("3-2-501 周小兰：隔壁空置好久，没人在家，水管漏") != []


def test_a_form_with_a_label_on_each_line():
    text = "门牌：4-1-502\n姓名：陈桂香（女，70岁）\n日期：2024.3.9\n反映：下水道返臭\n诉求：院墙要倒了\n"
    text += "门牌：4-1-503\n姓名：无\n反映：没开门"
    assert [(each.home, each.speaker, each.about, each.on, each.words) for each in voices(text)] == [
        ("4-1-502", "陈桂香", "女，70岁", date(2024, 3, 9), "下水道返臭"),
        ("4-1-502", "陈桂香", "女，70岁", date(2024, 3, 9), "院墙要倒了"),
    ]
    assert [each.row for each in read(text) if each.kind == PassageKind.NOBODY] == [8]


def test_a_table_is_read_by_its_header_in_any_order():
    text = "意见建议\t姓名\t楼栋房号\t走访日期\n想要个球台\t马腾\t2栋3单元601\t2024/3/10\n谢谢\t钱家\t2-3-701\t3.11"
    assert [(each.home, each.speaker, each.on, each.words) for each in voices(text)] == [
        ("2-3-601", "马腾", date(2024, 3, 10), "想要个球台"), ("2-3-701", "钱家", date(2024, 3, 11), "谢谢"),
    ]  # fmt: skip


def test_a_home_by_itself_heads_the_lines_below_it():
    assert told("3号楼2单元501室 周小兰\n灯坏了\n门也坏了") == [
        ("3-2-501", "周小兰", "灯坏了"), ("3-2-501", "周小兰", "门也坏了"),
    ]  # fmt: skip


def test_a_sentence_that_runs_on_is_joined_and_both_lines_stand():
    said = read("3-2-501 周小兰：女儿上学没校车，\n盼望开一趟。\n另外，灯坏了。")
    assert [(each.kind, each.words) for each in said] == [
        (PassageKind.VOICE, "女儿上学没校车，盼望开一趟。"), (PassageKind.JOINED, "盼望开一趟。"),
        (PassageKind.VOICE, "另外，灯坏了。"),
    ]  # fmt: skip
    assert said[2].doubts == [Doubt.CARRIED, Doubt.NO_DAY]


def test_a_line_that_makes_no_sense_is_kept_and_asked_about():
    said = read("3-2-501 周小兰：灯坏了。\n大概就这样吧")
    assert (said[1].kind, said[1].doubts) == (PassageKind.UNCLEAR, [Doubt.UNCLEAR])


def test_the_same_sentence_of_the_same_home_is_told():
    assert Doubt.TWICE in voices("3-2-501 周小兰：灯坏了\n3-2-501 周小兰：灯坏了")[1].doubts


def test_markup_is_words_like_others():
    assert told("3-2-501 周小兰：<script>alert(1)</script>") == [("3-2-501", "周小兰", "<script>alert(1)</script>")]


@given(st.lists(st.text(alphabet="3-1602张说：，。“”第二个；（）\t|月日.号楼 12家人", max_size=40), max_size=12))
def test_no_line_is_ever_lost(lines):
    said = reading.read_notes(lines, today=TODAY)
    assert sorted({each.row for each in said}) == list(range(1, len(lines) + 1))
    assert [each.raw for each in said if each.part == 1] == [line.strip() for line in lines]
    for each in said:
        assert each.words or each.kind != PassageKind.VOICE


@given(st.text(max_size=60))
def test_a_head_never_goes_beyond_its_line(line):
    assert 0 <= read_head(line).end <= len(line)
