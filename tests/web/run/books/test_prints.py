"""The books on paper: vouchers two to a sheet, ledgers with what is carried over, both sides the same."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.run.books import slips
from hehuo.domain.run.books.models import Request
from hehuo.web.run.books import prints, sheets

SEPTEMBER, LAST = date(2024, 9, 1), date(2024, 9, 30)


@pytest.fixture
def read(as_person, clerk):
    """A page of the money as the clerk reads it: `read("vouchers/print/?from=2024-09")`."""

    def get(path: str) -> str:
        answer = as_person(clerk).get(f"/c/haiwan/money/{path}")
        assert answer.status_code == 200, answer.text[:1000]
        return answer.text

    return get


@pytest.fixture
def hands(clerk, worker, secretary):
    return {"actor": clerk, "requested_by": worker, "approved_by": secretary}


@pytest.fixture
def busy(grant_line, hands):
    """Eighty receipts of July to September in the fiscal pot, some with long words."""
    for count in range(80):
        what = "拨款" if count % 3 else "街道拨付的社区服务群众专项经费，第三季度第二批，含八月补发的部分"
        funds.receive_plain(
            line=grant_line, fen=100_00 + count, on=date(2024, 7 + count // 30, 1 + count % 28), what=what, **hands
        )
    return grant_line.fund


def count_of(page: str, block: str) -> int:
    return len(re.findall(rf'class="{block}["\s]', page))


def test_a_voucher_has_its_sides_its_words_and_its_hands(september, read):
    asked = Request.objects.get(what="东风路口休闲椅 4 把")
    page = read(f"vouchers/{asked.transaction_id}/print/")
    said = (
        "记字第 3 号",
        "贰仟叁佰陆拾元整",
        "社区经费",
        "街道代管账户",
        "公共空间",
        "附单据 0 张",
        "两家比价，选低的",
    )
    assert [word for word in said if word not in page] == []
    assert [word for word in ("审批：陈国栋", "收付：冯敏", "经办：周玉梅", "另存为 PDF") if word not in page] == []
    assert (count_of(page, "slip"), page.count("2,360.00")) == (1, 4)


def test_the_lines_are_the_ledgers_and_balance(september, fiscal):
    found = slips.slips_of(slips.slip_transactions(SEPTEMBER, LAST, fund=fiscal))
    assert [[(line.account.name, line.debit, line.credit) for line in slip.lines] for slip in found] == [
        [("街道代管账户", 800_000, 0), ("以奖代补", 0, 800_000)],
        [("公共空间", 236_000, 0), ("街道代管账户", 0, 236_000)],
    ]
    assert [(slip.funds, slip.purposes, slip.fen, slip.requested_by) for slip in found] == [
        (["社区经费"], ["不限用途"], 800_000, "周玉梅"),
        (["社区经费"], ["不限用途"], 236_000, "周玉梅"),
    ]


def test_papers_are_those_of_the_request_and_a_reversal_has_none(september, fiscal, clerk, worker):
    asked = Request.objects.get(what="东风路口休闲椅 4 把")
    for name in ("发票.pdf", "合同.pdf"):
        upload = SimpleUploadedFile(name, b"%PDF-1.4\n" + name.encode() + b"\n%%EOF")
        files.keep_file(actor=worker, upload=upload, about=asked)
    (paid,) = queries.vouchers_of([asked.transaction_id])
    undone = funds.reverse_voucher(actor=clerk, voucher=paid, reason="重复付了", on=date(2024, 9, 30))
    first, second = slips.slips_of(slips.money_transactions().filter(pk__in=[asked.transaction_id, undone.pk]))
    assert (first.papers, second.papers) == (2, 0)
    assert [(line.account.name, line.debit) for line in second.lines] == [("街道代管账户", 236_000), ("公共空间", 0)]
    assert (second.transaction.reverses.number, second.handled_by, second.approved_by) == (3, "冯敏", "")


def test_an_opening_and_a_move_between_pots_have_slips_too(charity, fiscal, hands, resident):
    funds.set_opening(actor=hands["approved_by"], fund=fiscal, fen=90_000, on=SEPTEMBER)
    funds.move_between(
        source=fiscal, target=charity, fen=50_000, on=LAST, decision=resident, why="代表会议决议", **hands
    )
    opening, moved = slips.slips_of(slips.slip_transactions(SEPTEMBER, LAST))
    assert ([line.account.name for line in opening.lines], opening.fen) == (["街道代管账户", "期初余额"], 90_000)
    assert (moved.funds, len(moved.lines), moved.fen) == (["社区经费", "海湾社区慈善基金"], 4, 100_000)
    assert [each.what for each in slips.slips_of(slips.slip_transactions(SEPTEMBER, LAST, fund=charity))] == [
        "代表会议决议"
    ]


def test_the_vouchers_of_a_month_stand_two_to_a_sheet(september, busy, read, monkeypatch):
    page = read("vouchers/print/?from=2024-09")
    transactions = slips.slip_transactions(SEPTEMBER, LAST).count()
    assert (count_of(page, "slip"), count_of(page, "notice")) == (transactions, -(-transactions // 2))
    monkeypatch.setattr(prints, "AT_ONCE", 4)
    first = read("vouchers/print/?from=2024-07&to=2024-09")
    (after,) = re.findall(r"after=(\d+)", first)
    assert (count_of(first, "slip"), "from=2024-07&amp;to=2024-09" in first) == (4, True)
    assert f"记字第 {int(after) + 1} 号" in read(f"vouchers/print/?from=2024-07&to=2024-09&after={after}")
    assert "一张凭证也没有" in read("vouchers/print/?from=2023-01")
    assert count_of(read(f"funds/{busy.id}/vouchers/?from=2024-09&after=x"), "slip") == 4


def test_a_ledger_is_carried_over_from_sheet_to_sheet(busy):
    lines = ledger.lines_between(busy.money, date(2024, 7, 1), LAST)
    moved = ledger.movements_of([busy.money], date(2024, 7, 1), LAST)[busy.money_id]
    found = sheets.ledger_sheets(sheets.ledger_rows(busy.money, moved, lines))
    assert len(found) >= 3
    booked = [row for sheet in found for row in sheet.rows if row.on]
    assert [(row.number, row.debit, row.balance) for row in booked] == [
        (line.number, line.change, line.balance) for line in lines
    ]
    so_far = 0
    for before, after in pairwise(found):
        so_far += sum(row.debit or 0 for row in before.rows if row.on)
        foot, head = before.rows[-1], after.rows[0]
        assert (foot.words, foot.debit, head.words, head.debit) == ("过次页", so_far, "承前页", so_far)
        assert foot.balance == head.balance == before.rows[-2].balance
    assert (found[-1].rows[-1].words, found[-1].rows[-1].debit) == ("本期合计", moved.debited)
    assert all(sum(row.height for row in sheet.rows) <= sheets.SHEET for sheet in found)


def test_each_account_says_on_which_side_it_stands(september, fiscal, grant_line, read):
    page = read(f"accounts/{grant_line.account_id}/ledger/?from=2024-09")
    assert [word for word in ("以奖代补明细账", "上期结转", "9月合计", "贷", "8,000.00") if word not in page] == []
    assert count_of(page, "notice") == 1
    empty = read(f"accounts/{fiscal.money_id}/ledger/?from=2024-08")
    assert [word for word in ("上期结转", "本期合计", "平") if word not in empty] == []


def test_all_accounts_of_a_fund_and_both_sides_the_same(september, fiscal, read):
    page = read(f"funds/{fiscal.id}/ledger/?from=2024-09")
    said = ("社区经费总账", "社区经费用途备查账", "以奖代补", "公共空间", "借方、贷方合计相等")
    assert [word for word in said if word not in page] == []
    assert page.count("10,360.00") == 4  # both sides of the accounts, and of the purposes beside them
    moved = ledger.movements_of(ledger.accounts_of(fiscal.id), SEPTEMBER, LAST)
    assert sum(each.debited for each in moved.values()) == sum(each.credited for each in moved.values())
    assert sum(each.closing for each in moved.values()) == 0


@pytest.mark.parametrize("path", ["vouchers/print/?from=2024-07&to=2024-09", "{fund}/ledger/", "{fund}/vouchers/"])
def test_a_print_takes_few_statements(busy, as_person, clerk, path, django_assert_max_num_queries):
    client = as_person(clerk)
    address = f"/c/haiwan/money/{path.format(fund=f'funds/{busy.id}')}"
    client.get(address)
    with django_assert_max_num_queries(14):
        client.get(address)


def test_the_ways_lead_to_each_paper_and_only_for_those_who_read_the_books(
    september, fiscal, read, as_person, resident
):
    (paid,) = queries.vouchers().filter(fund=fiscal, direction=Direction.OUT)
    assert f"vouchers/{paid.transaction_id}/print/" in read(f"vouchers/{paid.transaction_id}/")
    assert "money/vouchers/print/" in read("vouchers/")
    assert f"accounts/{fiscal.money_id}/ledger/" in read(f"accounts/{fiscal.money_id}/")
    page = read(f"funds/{fiscal.id}/")
    assert (f"funds/{fiscal.id}/ledger/" in page, f"funds/{fiscal.id}/vouchers/" in page) == (True, True)
    for path in (f"vouchers/{paid.transaction_id}/print/", "vouchers/print/", f"funds/{fiscal.id}/ledger/"):
        assert as_person(resident).get(f"/c/haiwan/money/{path}").status_code == 403
