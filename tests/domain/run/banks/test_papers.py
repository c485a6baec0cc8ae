"""A file whose columns nobody knew: held, its columns said by hand, taken whole or not at all, remembered by name."""

import io
from datetime import timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.core import clock, ids, secrecy
from hehuo.core.errors import Conflict, HehuoError, Invalid, Refused
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.intakes.kinds import Faults, FileFault
from hehuo.domain.insight.holdings.retention import TERMS
from hehuo.domain.run.banks import actions, mapping, queries
from hehuo.domain.run.banks.models import BankLine, ColumnTemplate, HeldPaper, Statement

# day, time, sum, side, balance, who, their account, words: as a bank without heads writes it
ROWS = (
    "20220601,12:03:06,50.00,贷,150.00,户主101,6217000012344285,1-101\n"
    "20220601,12:05:00,15.00,借,135.00,,,管理费\n"
    "20220602,09:00:00,50.00,贷,185.00,赵三妹,,摄像头\n"
)
SAID = {0: "on", 1: "time", 2: "amount", 3: "sign", 4: "balance", 5: "party", 6: "account", 7: "memo"}
HEADED = "过账日,钱数,结存,谁,说明\n20220601,50.00,150.00,户主101,1-101\n20220602,-15.00,135.00,,管理费\n"
HEADED_SAID = {0: "on", 1: "amount", 2: "balance", 3: "party", 4: "memo"}


def hold(office, text: str | bytes, closing: int = 18_500, name: str = "明细.csv") -> HeldPaper:
    content = text.encode("gb18030") if isinstance(text, str) else text
    return actions.hold_paper(actor=office.clerk, fund=office.fund, content=content, name=name, closing_fen=closing)


def say(office, paper: HeldPaper, said: dict[int, str] = SAID, **more) -> HeldPaper:
    words = {"start": 1, "closing_fen": paper.closing_fen, "called": "农行明细"} | more
    return actions.say_columns(actor=office.clerk, paper=paper, said=said, **words)


def take(office, text: str | bytes, said: dict[int, str] = SAID, closing: int = 18_500, **more) -> Statement:
    paper = say(office, hold(office, text, closing), said, **more)
    return actions.take_paper(actor=office.clerk, paper=paper)


def moved(statement: Statement) -> list[tuple]:
    return [(f"{line.on:%m%d}", line.time, line.fen, line.party, line.memo) for line in queries.lines_of(statement)]


class TestReadByHand:
    def test_without_a_head_with_one_amount_and_its_side(self, office):
        statement = take(office, ROWS)
        assert moved(statement) == [
            ("0601", "12:03:06", 5000, "户主101（尾号 4285）", "1-101"),
            ("0601", "12:05:00", -1500, "", "管理费"),
            ("0602", "09:00:00", 5000, "赵三妹", "摄像头"),
        ]
        assert (statement.opening_fen, statement.closing_fen) == (10_000, 18_500)
        assert (HeldPaper.objects.count(), ColumnTemplate.objects.get().name) == (0, "农行明细")

    def test_two_amounts_and_the_day_with_its_time_in_one_cell(self, office):
        text = "\n".join(["明细", "2022-06-01 12:03:06,50.00,,150.00,谁,1-101", "20220602090000,,15.00,135.00,,费"])
        said = {0: "on", 1: "into", 2: "out", 3: "balance", 4: "party", 5: "memo"}
        assert moved(take(office, text, said, 13_500, start=2)) == [
            ("0601", "12:03:06", 5000, "谁", "1-101"), ("0602", "090000", -1500, "", "费"),
        ]  # fmt: skip

    def test_without_balances_the_opening_is_said_and_must_lead_to_the_closing(self, office):
        text = "20220601,50.00,支付宝\n20220601,50.00,支付宝\n20220602,-15.00,\n"
        said = {0: "on", 1: "amount", 2: "party"}
        paper = say(office, hold(office, text, 18_500), said)
        with pytest.raises(Invalid, match="请写期初余额"):
            actions.take_paper(actor=office.clerk, paper=paper)
        with pytest.raises(Invalid, match=r"最后余 175\.00 元，您写的是 185\.00 元"):
            actions.take_paper(actor=office.clerk, paper=say(office, paper, said, opening_fen=9_000))
        statement = actions.take_paper(actor=office.clerk, paper=say(office, paper, said, opening_fen=10_000))
        assert [line.fen for line in queries.lines_of(statement)] == [5000, 5000, -1500]  # alike, and both are kept
        assert (statement.opening_fen, statement.closing_fen) == (10_000, 18_500)

    def test_a_workbook_with_fifty_columns_of_which_most_are_empty(self, office):
        book = openpyxl.Workbook()
        book.active.title = "封面"
        sheet = book.create_sheet("明细")
        for day, fen, balance in ((1, 50, 150), (2, -15, 135)):
            sheet.append([None] * 9 + [f"2022-06-0{day}"] + [None] * 20 + [fen] + [None] * 18 + [balance])
        content = io.BytesIO()
        book.save(content)
        paper = hold(office, content.getvalue(), 13_500, "明细.xlsx")
        shown, proposal = mapping.open_paper(paper, [])
        assert (shown.sheets, shown.sheet, shown.columns) == (["封面", "明细"], 1, [9, 30, 49])
        assert (proposal.columns, proposal.start) == ({"on": 9}, 1)
        paper = say(office, paper, {9: "on", 30: "amount", 49: "balance"}, sheet=1)
        assert [each[2] for each in moved(actions.take_paper(actor=office.clerk, paper=paper))] == [5000, -1500]
        with pytest.raises(Invalid, match="没有这一张表"):
            mapping.look_at(content.getvalue(), "明细.xlsx", 7)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({0: "on", 1: "on", 2: "amount"}, "「日期」选了两列"), ({2: "amount"}, "哪一列是日期"),
            ({0: "on", 4: "balance"}, "哪一列是金额"), ({0: "on", 2: "amount", 3: "into"}, "金额只用一种"),
            ({0: "on", 2: "into", 3: "sign"}, "还要指哪一列是金额"), ({0: "on", 1: "x" * 99}, "没有「x"),
        ],
    )  # fmt: skip
    def test_columns_that_do_not_make_sense(self, office, said, why):
        paper = hold(office, ROWS)
        with pytest.raises(Invalid, match=why):
            say(office, paper, said)
        with pytest.raises(Invalid, match="从哪一行开始"):
            say(office, paper, start=0)

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("20220603,9,=HYPERLINK(1),贷,1.00,谁,,x", "不是金额"), ("20220603,9,1e308,贷,1.00,谁,,x", "不是金额"),
            ("18991231,9,1.00,贷,186.00,谁,,x", "不合理"), ("20220603,9,1.00,转,186.00,谁,,x", "看不出是收还是付"),
            ('20220603,9,"1,234.5O",贷,1.00,谁,,x', "不是金额"), ("20220603,9,1.00,贷,999.00,谁,,x", "余额接不上"),
            (",,1.00,贷,186.00,谁,,x", "没有日期"), ("20220603,9,,贷,,谁,,x", "没有金额"),
        ],
    )  # fmt: skip
    def test_one_bad_row_keeps_all_of_it_out_and_the_file_is_still_held(self, office, row, why):
        paper = say(office, hold(office, f"{ROWS}{row}\n"))
        with pytest.raises(Faults) as fault:
            actions.take_paper(actor=office.clerk, paper=paper)
        assert why in " ".join(each.say for each in fault.value.problems)
        assert "第 4 行" in fault.value.say
        assert (Statement.objects.count(), BankLine.objects.count(), ColumnTemplate.objects.count()) == (0, 0, 0)
        assert HeldPaper.objects.get().content == f"{ROWS}{row}\n".encode("gb18030")
        found = mapping.preview(paper)
        assert (len(found.lines) >= 3, why in found.problems[0].say) == (True, True)

    def test_a_file_that_was_cut_short(self, office):
        paper = say(office, hold(office, ROWS, closing=20_000))
        with pytest.raises(Invalid, match=r"最后余 185\.00 元，您写的是 200\.00 元"):
            actions.take_paper(actor=office.clerk, paper=paper)
        paper = say(office, paper, closing_fen=18_500)  # it was the paper that was misread: no second upload
        assert actions.take_paper(actor=office.clerk, paper=paper).lines.count() == 3

    def test_columns_pointed_out_wrongly_are_put_right_without_another_upload(self, office):
        paper = say(office, hold(office, ROWS), SAID | {2: "balance", 4: "amount"})
        with pytest.raises(Faults, match="余额接不上"):
            actions.take_paper(actor=office.clerk, paper=paper)
        assert actions.take_paper(actor=office.clerk, paper=say(office, paper)).lines.count() == 3

    def test_data_that_begin_nowhere_and_a_template_without_a_name(self, office):
        paper = say(office, hold(office, ROWS), called=" ")
        with pytest.raises(Invalid, match="起个名字"):
            actions.take_paper(actor=office.clerk, paper=paper)
        with pytest.raises(Invalid, match="第 99 行以后没有内容"):
            actions.take_paper(actor=office.clerk, paper=say(office, paper, start=99))
        with pytest.raises(Invalid, match="第 1 行看着也是一笔，会漏掉"):
            actions.take_paper(actor=office.clerk, paper=say(office, paper, start=2))

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04no", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"])
    def test_what_is_no_table_is_not_held(self, office, content):
        with pytest.raises(FileFault):
            hold(office, content)
        assert not HeldPaper.objects.exists()

    def test_a_file_too_large_to_hold(self, office, monkeypatch):
        monkeypatch.setattr("hehuo.domain.run.banks.actions.papers.PAPER_LIMIT", 10)
        with pytest.raises(Refused, match="按月分开传"):
            hold(office, ROWS)

    def test_who_may(self, office):
        paper = hold(office, ROWS)
        for act in (
            lambda: actions.hold_paper(
                actor=office.worker, fund=office.fund, content=b"1", name="a.csv", closing_fen=0
            ),
            lambda: actions.say_columns(actor=office.worker, paper=paper, said=SAID, start=1, closing_fen=0),
            lambda: actions.take_paper(actor=office.worker, paper=paper),
            lambda: actions.drop_paper(actor=office.worker, paper=paper),
        ):
            with pytest.raises(Refused):
                act()

    @given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=8))
    def test_whatever_stands_in_it_is_read_or_refused(self, rows):
        content = "\n".join(",".join(row) for row in rows).encode("utf-8", "replace")
        paper = HeldPaper(
            community_id=ids.uuid7(), file_name="a.csv", content_sealed=secrecy.seal_bytes(content), start=1,
            columns={"on": 0, "amount": 1}, opening_fen=0, closing_fen=0,
        )  # fmt: skip
        try:
            mapping.propose(mapping.look_at(content, "a.csv"), [])
            mapping.preview(paper)
        except HehuoError as fault:
            assert fault.say


class TestHolding:
    def test_the_same_file_is_held_once_and_not_once_it_was_taken(self, office):
        first = hold(office, ROWS, closing=1)
        assert hold(office, ROWS, closing=18_500).id == first.id
        assert HeldPaper.objects.get().closing_fen == 18_500
        actions.take_paper(actor=office.clerk, paper=say(office, HeldPaper.objects.get()))
        with pytest.raises(Conflict, match="已经收过了"):
            hold(office, ROWS)
        with pytest.raises(Conflict, match="已经收好或者拿掉了"):
            say(office, first)

    def test_it_rests_sealed_and_is_dropped_or_goes_after_its_term(self, office):
        paper = hold(office, ROWS)
        assert "户主101".encode("gb18030") not in bytes(paper.content_sealed)
        actions.drop_paper(actor=office.clerk, paper=paper)
        assert not HeldPaper.objects.exists()
        hold(office, ROWS)
        term = next(term for term in TERMS if term.key == "papers")
        assert term.prune(clock.now() - timedelta(days=term.days)) == 0
        assert term.prune(clock.now() + timedelta(days=1)) == 1

    def test_lines_that_the_program_read_itself_are_the_same_lines(self, office):
        heads = "交易日期,交易时间,金额,借贷标志,余额,对方户名,对方账号,附言\n"
        actions.take_statement(
            actor=office.clerk, fund=office.fund, content=(heads + ROWS).encode(), name="a.csv", closing_fen=18_500
        )
        longer = f"{ROWS}20220603,10:00:00,1.00,贷,186.00,谁,,x\n"
        statement = take(office, longer, closing=18_600)
        assert (statement.lines.count(), statement.notes) == (1, ["有 3 笔以前收过，没有重复收。"])


class TestTemplates:
    def proposed(self, office, text: str) -> mapping.Proposal:
        return mapping.open_paper(hold(office, text), [])[1]

    def test_the_next_file_with_this_head_is_read_by_it_wherever_its_data_begin(self, office):
        take(office, HEADED, HEADED_SAID, 13_500, start=2, called="信用社")
        found = self.proposed(office, f"标题一行\n\n{HEADED.replace('0601', '0611')}")
        assert found == mapping.Proposal({name: index for index, name in HEADED_SAID.items()}, 4, "信用社")

    def test_the_next_one_without_a_head_by_its_width_and_its_first_day(self, office):
        take(office, ROWS)
        found = self.proposed(office, f"一张没有表头的明细\n{ROWS.replace('0601', '0611')}")
        assert (found.called, found.start) == ("农行明细", 2)
        assert self.proposed(office, ROWS.replace("贷,", "贷,,")).called == ""

    def test_another_account_has_its_own(self, office):
        take(office, ROWS)
        pot = funds.open_fund(actor=None, name="育才物业费", nature=FundNature.FEES, keeper="共管账户")
        paper = actions.hold_paper(
            actor=office.clerk, fund=pot, content=ROWS.encode(), name="a.csv", closing_fen=18_500
        )
        assert (paper.called, paper.columns) == ("", {"on": 0})
        assert [each.name for each in queries.templates_of(office.fund)] == ["农行明细"]

    def test_without_one_the_heads_that_are_known_are_guessed(self, office):
        found = self.proposed(office, "日期,某某,余额,什么\n20220601,50.00,150.00,x\n")
        assert found == mapping.Proposal({"on": 0, "balance": 2}, 2)

    def test_said_again_under_its_name_it_is_put_right(self, office):
        take(office, HEADED, HEADED_SAID, 13_500, start=2)
        more = HEADED.replace("0601", "0611").replace("0602", "0612")
        take(office, more, HEADED_SAID | {3: "summary"}, 13_500, start=2)
        assert ColumnTemplate.objects.get().columns["summary"] == 3
