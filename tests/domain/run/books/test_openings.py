"""Opening balances from a table: all of it or nothing, each fault with its row, the same table once."""

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries
from hehuo.domain.ground.intakes.kinds import Faults, FileFault
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.run.books import actions, openings
from hehuo.domain.run.books.opening_tables import MOST_BYTES, OpeningRow, read_openings

HEAD = "资金,用途,期初余额,日期\n"
DAY = date(2024, 8, 31)


def table(*lines: str, head: str = HEAD) -> bytes:
    return (head + "\n".join(lines) + "\n").encode()


def workbook(*rows: tuple) -> bytes:
    """A workbook of these rows; a text that begins with = is a formula there."""
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"default_date_format": "yyyy-mm-dd", "nan_inf_to_errors": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return held.getvalue()


def faults_of(content: bytes) -> list[str]:
    """What is wrong with a table, row by row."""
    with pytest.raises(Faults) as found:
        openings.plan_of(content, "期初.csv")
    return [problem.say for problem in found.value.problems]


@pytest.fixture
def meals(charity):
    return funds.open_purpose(actor=None, fund=charity, name="长者饭堂")


@pytest.fixture
def whole(charity, meals, fiscal):
    """A table of both funds."""
    return table(
        '海湾社区慈善基金,不限用途,"12,345.60",2024-08-31',
        "海湾社区慈善基金,长者饭堂,800,2024年8月31日",
        "社区经费,,￥1000.05元,2024/8/31",
        '合计,,"14,145.65",',
    )


class TestReading:
    def test_any_order_of_columns_under_a_title(self, haiwan, october):
        content = table(
            "2024-08-31,社区经费,1234.5,,谁核的", head="2024 年建账期初表\n截至日期,资金名称,上年结余,限定用途,备注\n"
        )
        assert read_openings(content, "期初.csv") == [OpeningRow(3, "期初.csv", "社区经费", "", 123_450, DAY)]

    def test_a_workbook_of_numbers_and_days(self, haiwan, october):
        content = workbook(
            ("资金", "用途", "期初余额", "日期"),
            ("社区经费", "", 0.1 + 0.2, datetime(2024, 8, 31)),  # noqa: DTZ001  a cell has no zone
            ("社区经费", "饭堂", 12_345.6, 45535),
        )
        assert [(row.fen, row.on) for row in read_openings(content, "期初.xlsx")] == [(30, DAY), (1_234_560, DAY)]

    def test_no_table_at_all(self, haiwan, october):
        for content, said in [
            (b"", "是空的"),
            (b"a,b\n1,2\n", "没有找到表头"),
            ("资金,用途,备注\n社区经费,,x\n".encode(), "没有找到表头"),
            (HEAD.encode(), "没有一行"),
            (b"x" * (MOST_BYTES + 1), "最多 1 MB"),
            (table(*[f"资金{n},,1,2024-08-31" for n in range(501)]), "最多 500 行"),
        ]:
            with pytest.raises(FileFault, match=said):
                read_openings(content, "期初.csv")


class TestFaults:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ('社区经费,,"1,234.5O",2024-08-31', "第 2 行：「1,234.5O」不是金额，请写成 12,345.60 这样。里面像有字母 O"),
            ("社区经费,,-5,2024-08-31", "第 2 行：期初余额「-5」是负数"),
            ('社区经费,,"=HYPERLINK(""http://x"")",2024-08-31', "第 2 行：「=HYPERLINK"),
            ("社区经费,,1e308,2024-08-31", "第 2 行：「1e308」不是金额"),
            ("社区经费,,99999999999999,2024-08-31", "第 2 行：「99999999999999」大得不合理"),
            ("社区经费,,1.005,2024-08-31", "第 2 行：「1.005」不是金额"),
            ('社区经费,,"1,23",2024-08-31', "第 2 行：「1,23」不是金额"),
            ("社区经费,,,2024-08-31", "第 2 行：没有写期初余额"),
            ("社区经费,,5,1899-12-31", "第 2 行：日期「1899-12-31」不合理"),
            ("社区经费,,5,2024-13-01", "第 2 行：日期「2024-13-01」看不懂"),
            ("社区经费,,5,2024年8月", "第 2 行：日期「2024年8月」没有写到哪一天"),
            ("社区经费,,5,2024-10-06", "第 2 行：日期「2024-10-06」还没有到"),
            ("社区经费,,5,", "第 2 行：没有写日期"),
            (",,5,2024-08-31", "第 2 行：没有写是哪个资金"),
            ("社区经济,,5,2024-08-31", "第 2 行：没有「社区经济」这个资金。现在有：社区经费。"),
            ("社区经费,养老,5,2024-08-31", "第 2 行：「社区经费」没有「养老」这个用途。现在有：不限用途。"),
        ],
    )
    def test_each_is_said_with_its_row(self, fiscal, line, said):
        assert [each[: len(said)] for each in faults_of(table(line))] == [said]

    def test_a_formula_and_a_number_beyond_reason_in_a_workbook(self, fiscal):
        head = ("资金", "用途", "期初余额", "日期")
        content = workbook(
            head, ("社区经费", "", "=1+1", "2024-08-31"), ("社区经费", "", 1e308, "2024-08-31"),
            ("社区经费", "", -0.01, "2024-08-31"), ("社区经费", "", 0.004, "2024-08-31"),
        )  # fmt: skip
        said = faults_of(content)
        assert [each[:5] for each in said] == ["第 2 行", "第 3 行", "第 4 行", "第 5 行"]
        expected = ["是公式", "大得不合理", "是负数", "写到厘"]
        assert [word for word, each in zip(expected, said, strict=True) if word not in each] == []

    def test_all_of_them_at_once_and_nothing_is_set(self, fiscal, somebody, secretary):
        content = table("社区经费,,5,2024-08-31", "社区经济,,x,2024-08-31", "社区经费,,6,1899-01-01")
        assert [each[:5] for each in faults_of(content)] == ["第 3 行", "第 4 行"]
        with pytest.raises(FileFault):
            actions.set_openings(actor=secretary, content=content, name="期初.csv")
        assert queries.balance_of_fund(fiscal) == 0

    def test_two_rows_of_the_same_purpose(self, fiscal):
        assert faults_of(table("社区经费,,5,2024-08-31", "社区 经费,,6,2024-08-31")) == [
            "第 3 行：「社区 经费 · 不限用途」在第 2 行已经有了，请留一行。"
        ]
        assert faults_of(table("社区经费,,5,2024-08-31", "社区经费,不限用途,6,2024-08-31")) == [
            "第 3 行：「社区经费 · 不限用途」在第 2 行已经有了，请留一行。"
        ]

    def test_a_total_that_is_not_the_sum(self, fiscal):
        assert faults_of(table("社区经费,,5,2024-08-31", "合计,,6,")) == [
            "第 3 行：合计是 6.00 元，加起来是 5.00 元，请核对。"
        ]

    def test_a_closed_month(self, fiscal):
        ledger.close_books(actor=None, until_on=DAY)
        (said,) = faults_of(table("社区经费,,5,2024-08-31"))
        assert said.startswith("第 2 行：2024-08-31 以前的账已经结了")
        assert openings.plan_of(table("社区经费,,5,2024-09-01"), "期初.csv").totals[0].fen == 500

    def test_a_fund_that_has_begun(self, september, fiscal, charity):
        assert faults_of(table("社区经费,,5,2024-08-31")) == [
            "第 2 行：「社区经费」已经有收付的凭证，期初余额不能再补。请找街道会计。"
        ]

    def test_a_fund_that_has_another_opening(self, fiscal):
        funds.set_opening(actor=None, fund=fiscal, fen=600, on=DAY)
        for line in ("社区经费,,5,2024-08-31", "社区经费,,6,2024-08-30", "社区经费,,0,2024-08-31"):
            (said,) = faults_of(table(line))
            assert said.startswith("第 2 行：「社区经费」已经录过期初余额，和表上的不一样")
        assert len(openings.plan_of(table("社区经费,,6,2024-08-31"), "期初.csv").known) == 1


class TestSetting:
    def test_the_whole_table_in_one_act_and_once(self, whole, charity, fiscal, meals, secretary):
        plan = openings.plan_of(whole, "期初.csv")
        assert [(each.fund.name, each.fen) for each in plan.totals] == [
            ("海湾社区慈善基金", 1_314_560), ("社区经费", 100_005),
        ]  # fmt: skip
        assert Transaction.objects.count() == 0
        assert len(actions.set_openings(actor=secretary, content=whole, name="期初.csv").new) == 3
        assert [(each.name, each.account.balance) for each in queries.purposes_of(charity)] == [
            ("不限用途", 1_234_560), ("长者饭堂", 80_000),
        ]  # fmt: skip
        again = actions.set_openings(actor=secretary, content=whole, name="期初.csv")
        assert (again.new, len(again.known), Transaction.objects.count()) == ([], 3, 3)
        assert (queries.balance_of_fund(charity), queries.balance_of_fund(fiscal)) == (1_314_560, 100_005)

    def test_the_same_table_is_known_even_after_the_month_was_closed(self, whole, charity, secretary):
        actions.set_openings(actor=secretary, content=whole, name="期初.csv")
        ledger.close_books(actor=None, until_on=DAY)
        assert len(openings.plan_of(whole, "期初.csv").known) == 3

    def test_nothing_stood_there(self, fiscal, secretary):
        plan = actions.set_openings(actor=secretary, content=table("社区经费,,0.00,2024-08-31"), name="期初.csv")
        assert (len(plan.empty), plan.new, Transaction.objects.count()) == (1, [], 0)

    def test_an_opening_that_was_taken_back_is_set_anew(self, fiscal, secretary):
        made = funds.set_opening(actor=None, fund=fiscal, fen=600, on=DAY)
        ledger.reverse(actor=None, transaction=made, reason="抄错了")
        actions.set_openings(actor=secretary, content=table("社区经费,,5,2024-08-31"), name="期初.csv")
        assert queries.balance_of_fund(fiscal) == 500

    def test_only_who_keeps_the_funds(self, whole, charity, worker, clerk):
        for person in (worker, clerk):
            with pytest.raises(Refused, match="街道会计或社区书记"):
                actions.set_openings(actor=person, content=whole, name="期初.csv")
        assert Transaction.objects.count() == 0


WORDS = st.one_of(
    st.sampled_from(["资金", "用途", "期初余额", "日期", "社区经费", "合计", "1,280.00", "2024-08-31", "=1+1", "—"]),
    st.text(max_size=12),
)
CELLS = st.one_of(
    WORDS,
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda day: datetime(day.year, day.month, day.day)),  # noqa: DTZ001
)


def is_read_or_refused(content: bytes, name: str) -> None:
    """Any table is understood, or refused in a sentence for each row."""
    with clock.stopped(clock.at(date(2024, 10, 5), 9)):
        try:
            rows = read_openings(content, name)
        except FileFault as refusal:
            said = [each.say for each in refusal.problems] if isinstance(refusal, Faults) else [refusal.say]
            assert all(each.endswith("。") for each in said)
        else:
            assert all(0 <= row.fen < 10**15 and row.on <= date(2024, 10, 5) and row.fund for row in rows)


@given(rows=st.lists(st.lists(WORDS, max_size=6), max_size=6), is_headed=st.booleans())
def test_any_text_is_read_or_refused(rows, is_headed):
    text = (HEAD if is_headed else "") + "\n".join(",".join(row) for row in rows)
    is_read_or_refused(text.encode("utf-8", "replace"), "期初.csv")


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=5))
def test_any_workbook_is_read_or_refused(rows):
    is_read_or_refused(workbook(("资金", "用途", "期初余额", "日期"), *rows), "期初.xlsx")


@given(fen=st.integers(0, 10**13))
def test_an_amount_is_read_to_the_fen_however_it_is_written(fen):
    for written in (f'"{fen // 100:,}.{fen % 100:02d}"', f"{fen // 100}.{fen % 100:02d}", f"￥{fen / 100:.2f}元"):
        with clock.stopped(clock.at(date(2024, 10, 5), 9)):
            (row,) = read_openings(table(f"社区经费,,{written},2024-08-31"), "期初.csv")
        assert row.fen == fen
