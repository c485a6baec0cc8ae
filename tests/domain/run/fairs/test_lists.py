"""Lists of past fairs: read by meaning, looked at, taken in under their own years, taken back as one."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.intakes.kinds import FileFault, IntakeState, RowState
from hehuo.domain.ground.intakes.models import IntakeRow
from hehuo.domain.run.fairs import actions, queries
from hehuo.domain.run.fairs.actions import lists
from hehuo.domain.run.fairs.models import Count, Fair, Stall, StallKind
from tests.domain.run.fairs.conftest import workbook

HEAD = ["日期", "地点", "摊位类别", "承办单位", "服务人次", "备注"]
TWO = [
    ["2024.1.16", "文苑广场", "理发", "礼乐义工", 25, None],
    ["2024年1月16日", "文苑广场榕树下", "修家电", "区司法局", "４７人次", None],
]


@pytest.fixture(autouse=True)
def _november():
    with clock.stopped(clock.at(date(2026, 11, 26), 9)):
        yield


def take(worker, content, name="集市.xlsx", **said):
    intake = actions.receive_list(actor=worker, content=content, file_name=name)
    return actions.take_list(actor=worker, intake=intake, **said)


def tray(intake) -> list[tuple[int, str]]:
    rows = IntakeRow.objects.filter(intake=intake).order_by("number")
    return [(row.number, problem["code"]) for row in rows for problem in row.problems]


class TestReading:
    def test_dates_units_and_full_width_figures_are_read_and_kinds_found_by_their_words(self, worker):
        take(worker, workbook(HEAD, *TWO))
        table = queries.year_table(2024)
        assert ([kind.name for kind in table.kinds], table.sums) == (["义剪理发", "家电维修"], [25, 47])
        assert [(fair.on, fair.place) for fair in Fair.objects.all()] == [(date(2024, 1, 16), "文苑广场")]

    def test_other_words_two_header_rows_text_numbers_and_serial_dates(self, worker):
        rows = [
            ["便民集市一览"], ["活动", None, "服务", None, "情况"], ["时间", "位置", "项目", "参与单位", "接待人次"],
            [45307, "东门", "裁缝", "巧匠队", "36"], ["45307", "东门", "把脉", "中医院", "约"],
            [date(2024, 1, 16), "东门", "测血压", "卫生站", "三十二"],
        ]  # fmt: skip
        intake = take(worker, workbook(*rows))
        assert (queries.visits_in(2024), tray(intake)) == (68, [(5, "visits_unreadable")])

    def test_a_row_without_its_day_belongs_to_the_one_above_and_a_sheet_may_name_its_day(self, worker):
        blank = [None, None, "配匙", "礼乐义工", 12, None]
        sheets = {"集市": [HEAD, TWO[0], blank], "3月10日": [HEAD[2:5], ["贴膜", "移动营业厅", 20]]}
        take(worker, workbook(sheets=sheets), name="集市2024.xlsx")
        assert [(fair.on.isoformat(), fair.visits) for fair in queries.fairs()] == [
            ("2024-01-16", 37),
            ("2024-03-10", 20),
        ]

    @pytest.mark.parametrize(
        ("sums", "said"),
        [(["小计", None, None, None, 72, None], 0), (["小计", None, None, None, 70, None], 1),
         ([None, None, "合计", None, "72人次", None], 0), (["2024年1月合计", None, None, None, 5000, None], 1)],
    )  # fmt: skip
    def test_sums_are_no_rows_and_a_wrong_one_is_told(self, worker, sums, said):
        intake = take(worker, workbook(HEAD, *TWO, sums))
        assert queries.visits_in(2024) == 72
        assert sum("合计写的是" in note for note in intake.notes) == said

    def test_what_needs_a_person_waits_with_its_row_and_reason(self, worker):
        rows = [
            ["2024.2.30", "广场", "理发", "甲", 5, None], ["2024.3.1", "广场", "理发", "甲", "", None],
            ["2024.3.1", "广场", "理发", "甲", 12, None], ["2024.3.1", "广场", "理发", "甲", 12, None],
            ["2024.3.1", "广场", "理发", "甲", 13, None], ["2024.3.1", "广场", "", "甲", 4, None],
            ["2024.3.1", "广场", "血压、配钥匙", "甲", 4, None], ["2024.3.1", "广场", "贴膜", "甲", 40000, None],
            ["2024.3.1", "广场", "贴膜", "甲", 9, "作废"], ["2094.3.1", "广场", "贴膜", "甲", 9, None],
        ]  # fmt: skip
        intake = take(worker, workbook(HEAD, *rows))
        assert tray(intake) == [
            (2, "date_unreadable"), (3, "visits_missing"), (5, "row_repeated"), (6, "stall_twice"), (7, "kind_missing"),
            (8, "kind_unsure"), (9, "visits_range"), (10, "row_void"), (11, "date_range"),
        ]  # fmt: skip
        assert (queries.visits_in(2024), intake.counts["read"], intake.counts["refused"]) == (12, 10, 9)

    def test_a_table_of_fairs_by_kinds(self, worker):
        rows = [
            ["日期", "地点", "理发", "配钥匙", "心理咨询", "修自行车", "合计"],
            ["2024.1.16", "广场", 10, 20, "—", 3, 33],
            ["2024.2.17", "广场", "11人次", 21, 5, None, 40], ["合计", None, 21, 41, 6, 3, 71],
        ]  # fmt: skip
        intake = take(worker, workbook(*rows))
        table = queries.year_table(2024)
        assert (table.visits, table.sums, [kind.name for kind in table.kinds][-1]) == (70, [21, 41, 5, 3], "修自行车")
        assert sum("合计写的是" in note for note in intake.notes) == 2  # 40 for 37, and 6 for 5

    def test_a_table_of_kinds_by_days(self, worker):
        rows = [
            ["摊位", "2024.1.16", "2024.2.17", "2024.3.10"],
            ["理发", 10, 11, 12],
            ["贴膜", 5, "没来", 7],
            ["合计", 15, 11, 19],
        ]
        take(worker, workbook(*rows))
        assert (queries.visits_in(2024), [fair.visits for fair in queries.fairs()]) == (45, [15, 11, 19])

    def test_no_list_at_all_is_said(self, worker):
        with pytest.raises(FileFault, match="没有找到表头"):
            actions.receive_list(actor=worker, content=workbook(["甲", "乙"], [1, 2]), file_name="x.xlsx")


class TestTaking:
    def test_nothing_changes_before_it_is_taken_and_nobody_else_takes_it(self, worker, somebody):
        intake = actions.receive_list(actor=worker, content=workbook(HEAD, *TWO), file_name="集市.xlsx")
        assert (intake.state, intake.counts["visits"], Stall.objects.count()) == (IntakeState.LOOKING, 72, 0)
        with pytest.raises(Refused):
            actions.take_list(actor=somebody("路人"), intake=intake)
        assert actions.drop_list(actor=worker, intake=intake).state == IntakeState.DROPPED

    def test_the_same_file_again_changes_nothing_and_another_figure_waits(self, worker):
        take(worker, workbook(HEAD, *TWO))
        again = take(worker, workbook(HEAD, *TWO))
        assert (again.counts["new"], again.counts["unchanged"], queries.visits_in(2024)) == (0, 2, 72)
        other = take(worker, workbook(HEAD, [*TWO[0][:4], 99, None]))
        assert (tray(other), queries.visits_in(2024)) == ([(2, "stall_known")], 72)

    def test_a_new_word_is_shown_and_said_or_a_kind_of_its_own(self, worker):
        rows = [["2024.1.16", "广场", "剃头", "甲", 5, None], ["2024.1.16", "广场", "修自行车", "乙", 6, None]]
        intake = actions.receive_list(actor=worker, content=workbook(HEAD, *rows), file_name="集市.xlsx")
        assert lists.new_words(intake) == {"剃头": 1, "修自行车": 1}
        actions.take_list(actor=worker, intake=intake, meaning={"剃头": StallKind.objects.get(name="义剪理发")})
        table = queries.year_table(2024)
        assert [(kind.name, n) for kind, n in zip(table.kinds, table.sums, strict=True)] == [
            ("义剪理发", 5),
            ("修自行车", 6),
        ]
        assert "剃头" in StallKind.objects.get(name="义剪理发").words

    def test_it_is_taken_back_as_one_and_what_was_put_right_since_stays(self, worker):
        intake = take(worker, workbook(HEAD, *TWO))
        stall = Stall.objects.get(kind__name="义剪理发")
        actions.correct(actor=worker, stall=stall, visits=30, why="漏了五位")
        actions.undo_list(actor=worker, intake=intake)
        assert (queries.visits_in(2024), Count.objects.count()) == (5, 5)  # nothing is deleted
        with pytest.raises(Conflict):
            actions.undo_list(actor=worker, intake=intake)
        take(worker, workbook(HEAD, TWO[1]))
        assert queries.visits_in(2024) == 52

    def test_a_row_of_the_tray_is_put_right_or_left(self, worker):
        bad = ["2024.1.16", "广场", "贴膜", "移动", "三四十", None]
        worse = ["2024.1.16", "广场", "心理", "社工站", "不少", None]
        intake = take(worker, workbook(HEAD, *TWO, bad, worse))
        first, second = IntakeRow.objects.filter(intake=intake).order_by("number")
        with pytest.raises(Invalid, match="读不准"):
            actions.mend_row(actor=worker, row=first, data=first.data)
        mended = actions.mend_row(actor=worker, row=first, data=first.data | {"visits": "35"})
        assert (mended.state, queries.visits_in(2024)) == (RowState.MENDED, 107)
        assert actions.leave_row(actor=worker, row=second).state == RowState.LEFT
