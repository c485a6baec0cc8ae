"""What an estate kept of a vote in a workbook: roll, papers, mandates; counted by rules, beside a plain recount."""

import io
import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.plan.ballots import actions, queries
from hehuo.domain.plan.ballots.counting import Sum
from hehuo.domain.plan.ballots.kinds import Channel, Counts, Law, Roll, VoidWhy, Way
from hehuo.domain.plan.ballots.vote_tables import VoteBook, read_vote_book

BOOK = Path("tests/papers/owners-vote.xlsx")
CLOSES = clock.at(date(2022, 6, 12), 18)


@pytest.fixture
def office(haiwan, somebody):
    return somebody("周玉梅", Role.WORKER), somebody("卢桂兰", Role.SECRETARY)


@pytest.fixture
def taken(office):
    """The estate's two matters, its roll and its papers, out of the workbook."""
    worker, secretary = office
    book = read_vote_book(BOOK.read_bytes(), BOOK.name, year=2022)
    ballot = actions.draft_ballot(
        actor=worker, title="育才小区业主共同决定", roll=Roll.OWNERS, counts=Counts.FIRST, notice_on=date(2022, 5, 19),
        opens_at=clock.at(date(2022, 6, 6), 9), closes_at=CLOSES,
    )  # fmt: skip
    for title, law in (("选聘物业服务管理人", Law.OWNERS_ORDINARY), ("建充电棚对外经营", Law.OWNERS_SPECIAL)):
        actions.add_matter(actor=worker, ballot=ballot, title=title, way=Way.YES_NO, law=law)
    actions.make_roll(actor=worker, ballot=ballot, voices=book.voices)
    actions.ask_to_open(actor=worker, ballot=ballot)
    actions.open_ballot(actor=secretary, ballot=ballot)
    actions.close_over()
    return ballot, book, actions.take_in_papers(actor=worker, ballot=ballot, book=book)


def moment(month, day, hour, minute=0):
    """As the workbook writes it: the estate's clock, without a zone."""
    return datetime(2022, month, day, hour, minute)  # noqa: DTZ001


def plain_recount():  # noqa: PLR0912  one plain pass over the sheets, as a person would count them
    """The same vote as somebody would count it with nothing but the workbook and its rules."""
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(BOOK)}
    owner, area = {}, {}
    for _no, door, name, size, note in sheets["业主清册"][1:]:
        if name:
            owner[door] = f"{name}#" if note == "同一业主" else f"{name}@{door}"
            area[door] = round(size * 100)
    held = {}
    for door, name in owner.items():
        held[name] = held.get(name, 0) + area[door]
    mandates = {(row[0], row[2]) for row in sheets["委托书"][1:]}
    papers = []
    for serial, written, signed, at, *ticks, agent, note in sheets["书面票"][2:]:
        door = written.replace("栋", "-").replace("单元", "-")
        when = at if isinstance(at, datetime) else moment(*map(int, re.findall(r"\d+", at)))
        marks = [[n + 1 for n, tick in enumerate(part) if tick] for part in (ticks[:3], ticks[3:])]
        papers.append((when, serial, door, (signed or "").replace("（代）", ""), marks, agent, note or ""))
    words = {"同意": [1], "反对": [2], "弃权": [3], None: []}
    for _no, door, name, one, two, _here in sheets["现场会票"][1:]:
        papers.append((moment(6, 11, 14, 30), "", door, name, [words[one], words[two]], None, ""))
    for at, door, name, _phone, one, two in sheets["手机票"][1:]:
        papers.append((datetime.fromisoformat(at), "", door, name, [words[one], words[two]], None, ""))
    came, carried, double, void = {}, {}, 0, 0
    for when, _serial, door, signed, marks, agent, note in sorted(papers, key=lambda paper: paper[0]):
        names = owner[door].split("@")[0].rstrip("#").split("、")
        is_void = when >= moment(6, 12, 18) or signed not in names or bool(note)
        if agent and not is_void:
            carried[agent] = carried.get(agent, 0) + ((door, agent) in mandates)
            is_void = (door, agent) not in mandates or carried[agent] > 3
        if is_void:
            void += 1
        elif owner[door] in came:
            double += 1
        else:
            came[owner[door]] = marks
    found = []
    for matter in (0, 1):
        sums = {1: Sum(), 2: Sum(), 3: Sum()}
        for name, marks in came.items():
            said = marks[matter][0] if len(marks[matter]) == 1 else 3
            sums[said] = sums[said].plus(Sum(1, held[name]))
        found.append(sums)
    return Sum(len(held), sum(held.values())), Sum(len(came), sum(held[name] for name in came)), found, void, double


def test_the_count_is_that_of_a_plain_recount(office, taken):
    ballot, _book, papers = taken
    worker, _secretary = office
    actions.count_ballot(actor=worker, ballot=ballot)
    total, took_part, sums, void, double = plain_recount()
    results = queries.results(ballot)
    assert [result.counted.total for result in results] == [total, total]
    assert [result.counted.took_part for result in results] == [took_part, took_part]
    assert [dict(result.counted.choices) for result in results] == sums
    assert (papers.papers, papers.counts, papers.replaced, papers.void) == (190, took_part.number, double, void)


def test_one_matter_passes_and_one_fails_by_a_hair_of_area(office, taken):
    ballot, _book, _papers = taken
    actions.count_ballot(actor=office[0], ballot=ballot)
    first, second = queries.results(ballot)
    assert first.is_carried
    assert [(test.gate, test.measure, test.holds) for test in second.tests] == [
        ("quorum", "number", True), ("quorum", "area", True), ("yes", "number", True), ("yes", "area", False),
    ]  # fmt: skip


def test_each_paper_that_does_not_count_says_why(taken):
    ballot, _book, _papers = taken
    void = queries.papers(ballot).exclude(void_why="").values_list("void_why", flat=True)
    assert sorted(void) == sorted(
        [VoidWhy.UNSIGNED] * 2
        + [VoidWhy.LATE] * 2
        + [VoidWhy.STRANGER, VoidWhy.UNREADABLE, VoidWhy.NO_PROXY, VoidWhy.TOO_MANY]
    )
    assert queries.mandates(ballot).count() == 9


def test_an_owner_of_three_homes_is_one_and_two_of_one_name_are_two(taken):
    ballot, book, _papers = taken
    ballot.refresh_from_db()
    assert (len(book.voices), ballot.total_area) == (254, 2_607_167)
    assert [voice.label for voice in book.voices if "吴勇" in voice.label or "方毅" in voice.label] == [
        "1-3-401、4-1-302、8-3-201 吴勇", "3-2-502 方毅", "4-2-202 方毅",
    ]  # fmt: skip


def test_the_same_table_twice_adds_nothing(office, taken):
    ballot, book, _papers = taken
    with pytest.raises(Conflict, match="190 张票已经录过了"):
        actions.take_in_papers(actor=office[0], ballot=ballot, book=book)
    assert queries.papers(ballot).count() == 190


def workbook(**sheets) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def test_other_words_and_other_sheets_mean_the_same():
    content = workbook(
        清册=[
            ["门牌", "产权人", "建筑面积(㎡)", "说明"],
            ["2栋1单元301室", "甲、乙", "88.5", ""],
            ["2-1-302", "", 90, "未售"],
        ],
        线上=[["投票时间", "房屋", "投票人", "议题1"], ["2023/3/4 9:05", "2-1-301", "乙", "赞成"]],
        投票箱=[
            ["编号", "门牌", "签字", "收票时间", "同意", "不同意", "弃权", "情况"],
            ["7", "2-1-301", "甲", "3月5日10:00", "", "√", "", ""],
        ],
    )
    book = read_vote_book(content, "票.xlsx", year=2023)
    assert [voice.label for voice in book.voices] == ["2-1-301 甲、乙", "开发建设单位（没有卖出的 1 套）"]
    assert [(paper.channel, paper.serial, paper.signed, paper.at.month, paper.marks) for paper in book.papers] == [
        (Channel.PHONE, "", "乙", 3, {1: (1,)}), (Channel.PAPER, "7", "甲", 3, {1: (2,)}),
    ]  # fmt: skip


def test_equal_names_without_a_remark_are_asked_about():
    rows = [["房号", "业主", "专有面积", "备注"], ["1-1-101", "张伟", 80, ""], ["1-1-102", "张伟", 81, ""]]
    book = read_vote_book(workbook(清册=rows), "清册.xlsx", year=2023)
    assert (len(book.voices), [problem.say for problem in book.problems]) == (
        2, ["张伟 名下有 1-1-101、1-1-102，清册没有写是不是同一个人，按不同的人算。"],
    )  # fmt: skip


def test_what_cannot_be_read_is_named_and_nothing_of_it_counts():
    rows = [
        ["房号", "业主", "专有面积"],
        ["1-1-101", "张伟", "1e308"],
        ["不清楚", "李强", 80],
        ["1-1-103", "王芳", 81],
        ["1-1-103", "王芳", 81],
    ]
    votes = [
        ["房号", "姓名", "提交时间", "事项一"],
        ["1-1-103", "王芳", "2023-03-04 09:00", "也许"],
        ["1-1-103", "王芳", "99月", "同意"],
    ]
    book = read_vote_book(workbook(清册=rows, 手机=votes), "坏.xlsx", year=2023)
    assert (len(book.voices), book.papers) == (1, [])
    assert [problem.row for problem in book.problems] == [2, 3, 5, 2, 3]


def test_a_file_of_something_else_is_refused(office):
    with pytest.raises(FileFault, match="没有找到业主清册"):
        read_vote_book(workbook(别的=[["菜名", "价钱", "份数"], ["红烧肉", 20, 1]]), "菜单.xlsx", year=2023)
    with pytest.raises(FileFault):
        read_vote_book(b"PK\x03\x04 not a workbook", "票.xlsx", year=2023)


def test_papers_without_a_time_wait_for_the_meetings(taken, office):
    rows = [["房号", "业主", "事项一", "签到"], ["1-1-103", "王芳", "同意", "√"]]
    book = read_vote_book(workbook(现场会=rows), "现场.xlsx", year=2022)
    with pytest.raises(Invalid, match="请在上面写现场会的时间"):
        actions.take_in_papers(actor=office[0], ballot=taken[0], book=book)
    dated = read_vote_book(workbook(现场会=rows), "现场.xlsx", year=2022, meeting_at=clock.at(date(2022, 6, 11), 9))
    assert dated.papers[0].at == clock.at(date(2022, 6, 11), 9)


def test_an_empty_table_takes_nothing(taken, office):
    with pytest.raises(Invalid, match="没有票"):
        actions.take_in_papers(actor=office[0], ballot=taken[0], book=VoteBook())
