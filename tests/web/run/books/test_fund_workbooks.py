"""A fund's statement as a workbook: every figure is the ledger's, to the fen; a text is never a formula."""

from datetime import date
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries
from hehuo.domain.ground.funds.kinds import Direction, Source
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.run.books import actions, statements
from hehuo.domain.run.books.kinds import RequestKind
from tests.money import RECEIPT

HEAD = ("日期", "凭证号", "摘要", "凭据", "收入", "支出", "余额", "经办", "证明", "审批", "收付")


@pytest.fixture
def book_of(as_person, clerk):
    """The workbook of a fund over months, as the clerk gets it: `book_of(fund, "from=2024-07&to=2024-09")`."""

    def get(fund, asked: str = "from=2024-09&to=2024-09"):
        answer = as_person(clerk).get(f"/c/haiwan/money/funds/{fund.id}/statement.xlsx?{asked}")
        assert answer.status_code == 200, answer.content.decode()[:1000]
        return load_workbook(BytesIO(b"".join(answer.streaming_content)))

    return get


@pytest.fixture
def hands(clerk, worker, secretary):
    return {"actor": clerk, "requested_by": worker, "approved_by": secretary}


def rows(sheet) -> list[tuple]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def fen(cell) -> int:
    """A cell back in fen; an amount that was off by a part of a fen would not pass."""
    assert abs(cell * 100 - round(cell * 100)) < 1e-6
    return round(cell * 100)


def test_the_sheets_say_what_the_books_say(september, fiscal, book_of):
    book = book_of(fiscal)
    assert book.sheetnames == ["收支表", "明细"]
    said = rows(book["收支表"])
    assert said[0][0] == "「社区经费」收支表"
    assert "2024年9月" in said[1][0]
    assert said[2:10] == [
        ("项目", "科目", "金额（元）", "票据数"),
        ("上期结余", None, 0, None),
        ("本期收入", "以奖代补", 8000, 1),
        ("本期收入", "合计", 8000, 1),
        ("本期支出", "公共空间", 2360, 1),
        ("本期支出", "合计", 2360, 1),
        ("本期结余", None, 5640, None),
        ("票据数", None, None, 2),
    ]
    assert all(word in said[-1][0] for word in ("经办", "证明", "审批"))
    detail = rows(book["明细"])
    assert detail[2] == HEAD
    assert detail[4][0].date() == date(2024, 9, 2)
    assert [row[1:] for row in detail[3:]] == [
        (None, "上期结余", None, None, None, 0, None, None, None, None),
        (2, "街道拨付 · 三季度以奖代补", "按季", 8000, None, 8000, "周玉梅", None, "陈国栋", "冯敏"),
        (3, "东风路口休闲椅 4 把", "两家比价，选低的", None, 2360, 5640, "周玉梅", None, "陈国栋", "冯敏"),
        (None, "本期合计", None, 8000, 2360, 5640, None, None, None, None),
    ]


def test_sums_are_the_ledgers_to_the_fen(fiscal, grant_line, bench_line, hands, book_of):
    amounts = [1, 7, 29, 10_07, 1_15, 100_000_000_29, 99, 4_35]
    for count, each in enumerate(amounts, start=1):
        funds.receive_plain(line=grant_line, fen=each, on=date(2024, 7, count), what=f"第 {count} 笔", **hands)
        funds.spend(line=bench_line, fen=(each + 1) // 2, on=date(2024, 9, count), what=f"付 {count}", **hands)
    book = book_of(fiscal, "from=2024-07&to=2024-09")
    said = {(row[0], row[1]): row[2] for row in rows(book["收支表"])}
    period = ledger.period_of(fiscal.money, date(2024, 7, 1), date(2024, 9, 30))
    assert fen(said["本期收入", "合计"]) == period.increase == sum(amounts)
    assert fen(said["本期支出", "合计"]) == period.decrease
    assert fen(said["本期结余", None]) == period.closing == queries.balance_of_fund(fiscal)
    detail = rows(book["明细"])[4:-1]
    assert sum(fen(row[4]) for row in detail if row[4] is not None) == period.increase
    assert sum(fen(row[5]) for row in detail if row[5] is not None) == period.decrease
    lines = ledger.lines_between(fiscal.money, date(2024, 7, 1), date(2024, 9, 30))
    assert [fen(row[6]) for row in detail] == [line.balance for line in lines]
    august = rows(book_of(fiscal, "from=2024-08&to=2024-09")["收支表"])
    assert fen(august[3][2]) == sum(amounts)


def test_a_reversal_stands_on_the_side_of_what_it_undoes(september, fiscal, clerk, book_of):
    (paid,) = queries.vouchers().filter(fund=fiscal, direction=Direction.OUT)
    funds.reverse_voucher(actor=clerk, voucher=paid, reason="多付了", on=date(2024, 9, 30))
    said = rows(book_of(fiscal)["收支表"])
    assert [row[2] for row in said if row[0] in ("本期支出", "本期结余")] == [0, 0, 8000]
    assert [row[5] for row in rows(book_of(fiscal)["明细"])[5:7]] == [2360, -2360]


def test_an_empty_month_is_a_paper_too(september, fiscal, charity, book_of):
    book = book_of(fiscal, "from=2024-08&to=2024-08")
    assert [row[2] for row in rows(book["收支表"])[3:7]] == [0, 0, 0, 0]
    assert [row[2] for row in rows(book["明细"])[3:]] == ["上期结余", "本期合计"]
    assert [row[2] for row in rows(book_of(charity, "from=2024-08")["对账表"])[3:8]] == [
        "期初余额", "本期收入合计", "本期支出合计", "期末余额", None,
    ]  # fmt: skip


def test_a_mirror_is_held_against_the_charity(charity, hands, book_of):
    funds.set_opening(actor=None, fund=charity, fen=50_000, on=date(2024, 8, 31))
    meals = funds.open_purpose(actor=None, fund=charity, name="长者饭堂")
    given = funds.open_line(actor=None, fund=charity, direction=Direction.IN, name="捐赠", source=Source.DONATION)
    help_line = funds.open_line(actor=None, fund=charity, direction=Direction.OUT, name="助老")
    funds.receive_plain(
        line=given, fen=30_000, on=date(2024, 9, 3), what="为饭堂捐的", purpose=meals, **RECEIPT, **hands
    )
    funds.spend(line=help_line, fen=12_345, on=date(2024, 9, 9), what="饭堂餐具", purpose=meals, **hands)
    said = rows(book_of(charity)["对账表"])
    assert "南沙区慈善会" in said[1][0]
    assert said[2] == ("日期", "凭证号", "摘要", "用途", "开票单位", "票据号", "金额（元）")
    assert [row[2:] for row in said[3:9]] == [
        ("期初余额", None, None, None, 500),
        ("为饭堂捐的", "长者饭堂", "南沙区慈善会", "粤财 0012345", 300),
        ("本期收入合计", None, None, None, 300),
        ("饭堂餐具", "长者饭堂", None, None, 123.45),
        ("本期支出合计", None, None, None, 123.45),
        ("期末余额", None, None, None, 676.55),
    ]
    assert [row for row in said if row[0] in ("限定", "不限定")] == [
        ("不限定", None, "不限用途", 500, 0, 0, 500),
        ("限定", None, "长者饭堂", 0, 300, 123.45, 176.55),
    ]


def test_what_was_there_when_the_books_began_is_no_income(charity, book_of):
    funds.set_opening(actor=None, fund=charity, fen=50_000, on=date(2024, 9, 1))
    statement = statements.statement_of(charity, date(2024, 9, 1), date(2024, 9, 30))
    assert (statement.opening, statement.entered, statement.income, statement.closing) == (50_000, 50_000, 0, 50_000)
    assert rows(book_of(charity)["收支表"])[3][1:3] == ("含本期建账时录入的期初余额", 500)


@pytest.fixture
def colleague(somebody):
    return somebody("小何", Role.WORKER)


@pytest.fixture
def granted(grant_line, hands):
    funds.receive_plain(line=grant_line, fen=900_000, on=date(2024, 9, 1), what="拨款", **hands)


def test_who_found_it_good_stands_for_it(granted, bench_line, hands, colleague, book_of):
    asked = actions.request_money(
        actor=hands["requested_by"], line=bench_line, fen=20_000, what="清洗外墙", party="净美保洁",
        kind=RequestKind.SERVICE, scope="无水渍",
    )  # fmt: skip
    actions.approve_request(actor=hands["approved_by"], request=asked)
    actions.accept_request(actor=colleague, request=asked, on=date(2024, 9, 7), words="无水渍")
    actions.settle_request(actor=hands["actor"], request=asked, on=date(2024, 9, 8))
    assert rows(book_of(bench_line.fund)["明细"])[5][7:] == ("周玉梅", "小何", "陈国栋", "冯敏")


def test_no_text_becomes_a_formula_or_breaks_the_file(fiscal, grant_line, hands, book_of):
    words = ['=HYPERLINK("http://x")', "@x", "http://example.com", "a\x01b<&>"]
    for what in words:
        funds.receive_plain(line=grant_line, fen=100, on=date(2024, 9, 2), what=what, proof="=1+1", **hands)
    found = list(book_of(fiscal)["明细"].iter_rows(min_row=5, max_row=8))
    assert [row[2].value for row in found[:3]] == words[:3]
    assert {cell.data_type for row in found for cell in (row[2], row[3])} == {"s"}


def test_the_sheets_are_set_up_for_a4(september, fiscal, as_person, clerk):
    answer = as_person(clerk).get(f"/c/haiwan/money/funds/{fiscal.id}/statement.xlsx?from=2024-09")
    content = b"".join(answer.streaming_content)
    assert unquote(answer.headers["Content-Disposition"]).endswith("社区经费 2024年9月.xlsx")
    book = load_workbook(BytesIO(content))
    for sheet in book:
        assert (int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == (9, 0)
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.print_title_rows) == (True, "$3:$3")
    assert book["明细"].page_setup.orientation == "landscape"
    assert b"<f>" not in b"".join(ZipFile(BytesIO(content)).read(name) for name in ZipFile(BytesIO(content)).namelist())


def test_it_takes_as_many_statements_for_many_lines_as_for_few(
    charity, hands, as_person, clerk, django_assert_num_queries
):
    line = funds.open_line(actor=None, fund=charity, direction=Direction.IN, name="捐赠", source=Source.DONATION)

    def give(times: int) -> None:
        for count in range(times):
            funds.receive_plain(line=line, fen=100 + count, on=date(2024, 9, 2), what="捐款", **RECEIPT, **hands)

    def asked() -> None:
        answer = client.get(f"/c/haiwan/money/funds/{charity.id}/statement.xlsx?from=2024-09")
        assert b"".join(answer.streaming_content)

    give(2)
    client = as_person(clerk)
    asked()
    with django_assert_num_queries(12):
        asked()
    give(30)
    with django_assert_num_queries(12):
        asked()


def test_the_ways_lead_from_the_funds_page(september, fiscal, as_person, clerk, resident):
    page = as_person(clerk).get(f"/c/haiwan/money/funds/{fiscal.id}/?month=2024-09").text
    for asked in ("from=2024-09&amp;to=2024-09", "from=2024-07&amp;to=2024-09", "from=2024-01&amp;to=2024-12"):
        assert f"statement.xlsx?{asked}" in page
    there = f"/c/haiwan/money/funds/{fiscal.id}/statement.xlsx"
    back = as_person(clerk).get(f"{there}?from=2024-09&to=2024-07")
    assert (back.status_code, "把两个月份换过来" in back.text) == (422, True)
    assert as_person(clerk).get(f"{there}?from=soon").status_code == 422
    assert as_person(resident).get(there).status_code == 403
