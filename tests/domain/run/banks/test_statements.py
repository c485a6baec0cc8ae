"""A bank's paper: taken whole or not at all, each line once, every line explained, and every match taken back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.intakes.kinds import Faults, FileFault
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger.queries import balance_of
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks import actions, queries, suggesting, transit
from hehuo.domain.run.banks.kinds import LineState, Sureness
from hehuo.domain.run.banks.models import BankLine, Statement
from hehuo.domain.run.banks.reading import read_statement
from hehuo.domain.run.banks.transit import Adjusted
from hehuo.domain.run.levies import queries as levies
from tests.domain.run.levies.test_levies import paid, share_at, spent

HEAD = (
    "账户明细查询结果\n账号:,4207****0193,币种:,人民币\n"
    "交易日期,交易时间,流水号,摘要,借方发生额,贷方发生额,余额,对方户名,附言\n"
)


def paper(*lines: tuple[int, str, str], opening: int = 10_000, total: str = "", days: int = 0) -> bytes:
    """A statement of these movements (fen, who, memo), as a bank writes it."""
    rows, balance = [], opening
    on = clock.today() - timedelta(days=days)
    for number, (fen, party, memo) in enumerate(lines):
        balance += fen
        out, into = (f"{-fen / 100:.2f}", "") if fen < 0 else ("", f"{fen / 100:.2f}")
        rows.append(f"{on},09:{number:02d}:00,S{number},转账,{out},{into},{balance / 100:.2f},{party},{memo}")
    return (HEAD + "\n".join([*rows, *([total] if total else [])]) + "\n").encode("gb18030")


def take(office, content: bytes, closing: int, **more) -> Statement:
    said = {"actor": office.clerk, "fund": office.fund, "content": content, "name": "流水.csv", "closing_fen": closing}
    return actions.take_statement(**said | more)


def suggested(office, *lines: tuple[int, str, str]) -> list[tuple[str, str]]:
    """How sure each line is, and the homes it would be for."""
    statement = take(office, paper(*lines), 10_000 + sum(fen for fen, _party, _memo in lines))
    found = suggesting.suggestions(office.fund, list(queries.lines_of(statement)))
    return [(each.sureness.value, " ".join(due.debtor_name for due in each.dues)) for each in found]


class TestReading:
    def test_lines_with_their_days_and_balances(self, office):
        read = read_statement(paper((5000, "户主101", "1-101"), (-1500, "", "管理费")), "流水.csv")
        assert [(line.fen, line.party, line.memo) for line in read.lines] == [
            (5000, "户主101", "1-101"),
            (-1500, "", "管理费"),
        ]
        assert (read.opening_fen, read.closing_fen, read.account) == (10_000, 13_500, "4207****0193")

    def test_newest_first_and_one_amount_with_its_side(self, haiwan):
        head, fee = "日期,借贷标志,金额,余额,对方户名,摘要", "2022-06-03,借,15.00,35.00,,费"
        text = f"{head}\n{fee}\n2022-06-02,贷,￥50,50.00,张三,1-101\n"
        read = read_statement(text.encode(), "a.csv")
        assert ([line.fen for line in read.lines], read.opening_fen) == ([5000, -1500], 0)

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ("2022-06-02,,1,转账,,1,234.5O,100", "不是金额"),
            ('2022-06-02,,1,转账,,"1,234.5O",100.00,x,y', "不是金额"),
            ("2022-06-02,,1,转账,,1e308,100.00,x,y", "不是金额"),
            ("2022-06-02,,1,转账,,=HYPERLINK(1),100.00,x,y", "不是金额"),
            ("2022-06-02,,1,转账,,-50.00,100.00,x,y", "负数"),
            ("2022-06-02,,1,转账,50.00,50.00,100.00,x,y", "借方、贷方都有数"),
            ("1899-12-31,,1,转账,,50.00,100.00,x,y", "不合理"),
            ("9999-01-01,,1,转账,,50.00,100.00,x,y", "不合理"),
            ("不知道,,1,转账,,50.00,100.00,x,y", "看不懂"),
            (",,1,转账,,50.00,100.00,x,y", "没有日期"),
            ("2022-06-02,,1,转账,,0.001,100.00,x,y", "不是金额"),
        ],
    )
    def test_a_row_that_cannot_be_read_keeps_the_whole_file_out(self, office, cells, why):
        good = "2022-06-01,09:00:00,0,转账,,50.00,100.00,张三,1-101\n"
        with pytest.raises(FileFault) as fault:
            take(office, (HEAD + good + cells + "\n").encode(), 10_000)
        said = " ".join(each.say for each in getattr(fault.value, "problems", [])) or fault.value.say
        assert why in said
        assert "第 5 行" in said
        assert not Statement.objects.exists()

    def test_a_line_is_missing_in_the_middle(self, office):
        lines = paper((5000, "a", ""), (5000, "b", ""), (5000, "c", "")).splitlines(keepends=True)
        with pytest.raises(Faults, match="余额接不上"):
            read_statement(b"".join(lines[:4] + lines[5:]), "a.csv")

    def test_the_end_is_cut_off(self, office):
        content = paper((5000, "a", ""), (5000, "b", ""))
        with pytest.raises(Invalid, match=r"最后余 150\.00 元，您写的是 200\.00 元"):
            take(office, b"".join(content.splitlines(keepends=True)[:-1]), 20_000)

    def test_a_total_that_does_not_fit(self, office):
        with pytest.raises(Faults, match=r"合计是 99\.00 元，加起来是 50\.00 元"):
            read_statement(paper((5000, "a", ""), total="合计,,1笔,,,99.00,,,"), "a.csv")
        assert len(read_statement(paper((5000, "a", ""), total="合计,,1笔,,,50.00,,,"), "a.csv").lines) == 1

    @pytest.mark.parametrize(
        ("text", "why"),
        [("", "是空的"), ("随便写的\n没有表", "没有找到表头"), ("日期,金额,对方户名\n2022-06-01,1,a", "没有余额")],
    )
    def test_what_is_no_statement(self, haiwan, text, why):
        with pytest.raises(FileFault, match=why):
            read_statement(text.encode(), "a.csv")

    @given(st.binary(max_size=300))
    def test_whatever_is_sent_is_read_or_refused(self, content):
        try:
            read_statement(content, "a.csv")
        except FileFault as fault:
            assert fault.say


class TestTaking:
    def test_the_same_file_and_the_same_lines_are_taken_once(self, office):
        first = paper((5000, "a", "1-101"), (5000, "b", "1-102"))
        take(office, first, 20_000)
        with pytest.raises(Conflict, match="已经收过了"):
            take(office, first, 20_000)
        with pytest.raises(Conflict, match="每一笔都收过了"):
            take(office, first + b"\n", 20_000)
        longer = paper((5000, "a", "1-101"), (5000, "b", "1-102"), (5000, "c", "1-201"))
        assert take(office, longer, 25_000).notes == ["有 2 笔以前收过，没有重复收。"]
        assert BankLine.objects.count() == 3

    def test_a_repeated_row_is_one_line_and_told(self, office):
        lines = paper((5000, "a", ""), (5000, "b", "")).splitlines(keepends=True)
        statement = take(office, b"".join([*lines, lines[-1]]), 20_000)
        assert (statement.lines.count(), len(statement.notes)) == (2, 1)

    def test_another_account_is_refused(self, office):
        take(office, paper((5000, "a", "")), 15_000)
        other = paper((7000, "a", "")).replace(b"4207****0193", b"4207****7777")
        with pytest.raises(Invalid, match="尾号 7777 的账户，「育才户筹」以前是尾号 0193"):
            take(office, other, 17_000)

    def test_who_may(self, office):
        with pytest.raises(Refused):
            take(office, paper((5000, "a", "")), 15_000, actor=office.worker)

    def test_who_paid_rests_sealed(self, office):
        statement = take(office, paper((5000, "户主101", "1-101监控")), 15_000)
        line = statement.lines.get()
        assert (line.party, line.memo) == ("户主101", "1-101监控")
        assert "户主101".encode() not in bytes(line.party_sealed) + bytes(line.memo_sealed)


class TestSuggesting:
    def test_by_the_door_by_the_name_and_for_whom(self, office, levy):
        assert suggested(
            office, (5000, "支付宝（中国）网络技术有限公司", "*晓 1-101"), (5000, "不认识", "代赵三妹交"),
            (5000, "赵 三妹", "摄像头"), (5000, "不认识", "50元"), (5000, "谁", "1-101"), (5000, "谁", "3-301"),
        ) == [
            ("sure", "育才小区 1栋 101"), ("sure", "育才小区 1栋 201"), ("none", ""), ("none", ""), ("none", ""),
            ("none", ""),
        ]  # fmt: skip

    def test_one_payment_for_several_homes(self, office, levy):
        assert suggested(office, (10_000, "谁", "1-101 1-102"), (5000, "谁", "2-101 2-102")) == [
            ("sure", "育才小区 1栋 101 育才小区 1栋 102"), ("likely", "育才小区 2栋 101 育才小区 2栋 102"),
        ]  # fmt: skip

    def test_a_name_of_several_homes_is_left_to_a_person(self, office, levy):
        Person.objects.filter(name="孙大海").update(name="赵大海")
        statement = take(office, paper((5000, "赵大海", "")), 15_000)
        (each,) = suggesting.suggestions(office.fund, list(queries.lines_of(statement)))
        assert (each.sureness, each.why) == (Sureness.NONE, "叫赵大海的不止一户，请核对")

    def test_a_payment_that_is_booked(self, office, levy):
        paid(office, levy, "1-101", "1-102")
        spent(office, levy, 6000)
        statement = take(office, paper((-6000, "安瞳电子", "工程款"), (-6000, "安瞳电子", "再一次")), -2000)
        first, second = suggesting.suggestions(office.fund, list(queries.lines_of(statement)))
        assert (first.sureness, second.sureness) == (Sureness.SURE, Sureness.SURE)
        assert actions.match_sure(actor=office.clerk, statement=statement) == 1  # one payment stands for one line


class TestMatching:
    @pytest.fixture
    def statement(self, office, levy):
        return take(office, paper((5000, "谁", "1-101"), (8000, "谁", "1-102"), (-1500, "", "管理费")), 21_500)

    def line(self, statement, number: int) -> BankLine:
        return list(queries.lines_of(statement))[number]

    def test_sure_ones_are_received_on_the_banks_day(self, office, levy, statement):
        assert actions.match_sure(actor=office.clerk, statement=statement) == 1
        (match,) = queries.matches_of(statement)
        assert (match.voucher.on, match.fen, match.line.state) == (clock.today(), 5000, LineState.MATCHED)
        assert share_at(levy, "1-101").is_paid
        assert actions.match_sure(actor=office.clerk, statement=statement) == 0

    def test_what_is_over_stays_open_until_it_is_explained(self, office, levy, statement):
        line, due = self.line(statement, 1), share_at(levy, "1-102").due
        line = actions.match_dues(actor=office.clerk, line=line, dues=[due])
        assert (line.state, queries.matched_fen(line)) == (LineState.OPEN, 5000)
        with pytest.raises(Refused, match="收齐了"):
            actions.match_dues(actor=office.clerk, line=line, dues=[pots.dues().get(pk=due.pk)])
        with pytest.raises(Invalid, match="什么钱"):
            actions.explain_line(actor=office.clerk, line=line, words="")
        line = actions.explain_line(actor=office.clerk, line=line, words="多转 30 元，已联系退回")
        assert line.state == LineState.EXPLAINED

    def test_a_match_is_taken_back_by_reversal(self, office, levy, statement):
        line, share = self.line(statement, 0), share_at(levy, "1-101")
        actions.match_dues(actor=office.clerk, line=line, dues=[share.due])
        with pytest.raises(Conflict, match="不用写说明"):
            actions.explain_line(actor=office.clerk, line=line, words="什么钱")
        with pytest.raises(Conflict, match="已经对上"):
            actions.match_dues(actor=office.clerk, line=line, dues=[share_at(levy, "1-201").due])
        with pytest.raises(Invalid, match="为什么"):
            actions.unmatch(actor=office.clerk, line=line, reason="")
        actions.unmatch(actor=office.clerk, line=line, reason="对错了户")
        assert (balance_of(office.fund.money), share_at(levy, "1-101").is_paid) == (0, False)
        assert actions.match_sure(actor=office.clerk, statement=statement) == 1
        assert levies.sums_of(levy).received == 5000

    def test_what_does_not_belong_together(self, office, levy, statement):
        due = share_at(levy, "1-101").due
        with pytest.raises(Refused, match="付出去的"):
            actions.match_dues(actor=office.clerk, line=self.line(statement, 2), dues=[due])
        actions.match_dues(actor=office.clerk, line=self.line(statement, 0), dues=[due])
        voucher = queries.matches_of(statement).get().voucher
        with pytest.raises(Refused, match="对不上"):
            actions.match_payment(actor=office.clerk, line=self.line(statement, 2), voucher=voucher)
        with pytest.raises(Refused):
            actions.match_dues(actor=office.secretary, line=self.line(statement, 1), dues=[due])

    def test_what_came_in_a_closed_month_is_booked_on_the_first_open_day(self, office, levy):
        late = take(office, paper((5000, "谁", "2-101"), days=40), 15_000)
        first_open = clock.today().replace(day=1)
        ledger.close_books(actor=office.clerk, until_on=first_open - timedelta(days=1))
        assert actions.match_sure(actor=office.clerk, statement=late) == 1
        (match,) = queries.matches_of(late)
        assert (match.voucher.on, match.line.on) == (first_open, clock.today() - timedelta(days=40))
        assert match.voucher.proof == f"银行 {match.line.on:%m-%d} S0"
        assert transit.adjusted(late) == Adjusted(
            bank=15_000, ours=0, only_ours_in=0, only_ours_out=0, only_bank_in=5_000, only_bank_out=0
        )  # at the end of its own month only the bank had it

    def test_beside_our_books(self, office, levy, statement):
        actions.match_sure(actor=office.clerk, statement=statement)
        found = queries.reconciled(statement)
        assert (found.bank, found.ours, found.open_in, found.open_out) == (21_500, 5000, 8000, 1500)
        assert found.difference == 16_500
        assert [each.open_count for each in queries.statements()] == [2]


class TestTheSheet:
    """Both balances brought together, under two names."""

    @pytest.fixture
    def statement(self, office, levy):
        statement = take(office, paper((5000, "谁", "1-101"), (-1500, "", "管理费")), 13_500)
        actions.match_sure(actor=office.clerk, statement=statement)
        return statement

    @pytest.fixture
    def accountant(self, somebody):
        return somebody("孔令仪", Role.ACCOUNTANT)

    def explained(self, office, statement):
        (fee,) = queries.lines_of(statement, state=LineState.OPEN)
        actions.explain_line(actor=office.clerk, line=fee, words="账户管理费")
        paid(office, levies.levies().get(), "1-102")  # cash, not at the bank yet

    def test_what_one_side_has_and_the_other_has_not_yet(self, office, statement):
        self.explained(office, statement)
        found = transit.adjusted(statement)
        assert found == Adjusted(
            bank=13_500, ours=10_000, only_ours_in=5_000, only_ours_out=0, only_bank_in=0, only_bank_out=1_500
        )
        assert (found.bank_after, found.ours_after, found.difference) == (18_500, 8_500, 10_000)  # 100.00 stood there

    def test_one_prepares_and_another_confirms(self, office, statement, accountant):
        with pytest.raises(Refused, match="还有 1 笔没弄清"):
            actions.prepare_sheet(actor=office.clerk, statement=statement)
        self.explained(office, statement)
        with pytest.raises(Invalid, match=r"还差 100\.00 元"):
            actions.prepare_sheet(actor=office.clerk, statement=statement)
        actions.prepare_sheet(actor=office.clerk, statement=statement, note="先做一张")
        sheet = actions.prepare_sheet(actor=office.clerk, statement=statement, note="建账以前户里就有的")
        with pytest.raises(Refused):
            actions.confirm_sheet(actor=office.clerk, sheet=sheet)
        actions.confirm_sheet(actor=accountant, sheet=sheet)
        assert actions.confirm_sheet(actor=accountant, sheet=sheet).confirmed_by == accountant
        assert queries.reconciliation_of(statement) == sheet
        with pytest.raises(Conflict, match="两个人都签过了"):
            actions.prepare_sheet(actor=office.clerk, statement=statement, note="再改")

    def test_what_changed_in_between_is_not_signed(self, office, statement, accountant):
        self.explained(office, statement)
        sheet = actions.prepare_sheet(actor=office.clerk, statement=statement, note="建账以前户里就有的")
        paid(office, levies.levies().get(), "1-201")
        with pytest.raises(Conflict, match="账又变了"):
            actions.confirm_sheet(actor=accountant, sheet=sheet)
