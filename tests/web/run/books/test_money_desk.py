"""The office's pages: each step has a page, forms keep what was entered, files are streamed."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import DueState
from hehuo.domain.ground.funds.models import Due, Voucher
from hehuo.domain.run.books.kinds import RequestState, TurnoverState
from hehuo.domain.run.books.models import MonthAccount, Request, Turnover
from hehuo.web.run.books.exports import tame
from hehuo.web.run.books.forms import YuanField
from tests.money import RECEIPT

KEY = "0190c5d2-0000-7000-8000-00000000000a"


@pytest.fixture
def to(client, as_person):
    """Go to a page as a person: `to(clerk, "money/")`; with data it is posted."""

    def go(person, path, status=200, **data):
        as_person(person)
        address = f"/c/haiwan/{path}"
        answer = client.post(address, data) if data else client.get(address)
        assert answer.status_code == status, answer.content.decode()[:3000]
        return answer

    return go


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def office(worker, secretary, clerk):
    """Who asks, who approves, who handles the money."""
    return worker, secretary, clerk


def test_the_share_goes_from_page_to_page(to, agreement, farmer, office):
    worker, secretary, clerk = office
    assert "天空农场自然课" in words(to(farmer, "money/turnovers/"))
    declare = f"money/turnovers/declare/{agreement.id}/"
    to(farmer, declare)
    to(farmer, declare, 302, key=KEY, month="2024-09-01", fen="8,000.00 元")
    turnover = Turnover.objects.get()
    page = f"money/turnovers/{turnover.id}/"
    assert "8,000.00 × 15%" in words(to(farmer, page))
    to(farmer, f"{page}confirm/", 302, x="1")
    to(worker, f"{page}request/", 302, x="1")
    assert "同意，记应收" in words(to(secretary, page))
    to(secretary, f"{page}approve/", 302, x="1")
    due = Due.objects.get()
    assert (Turnover.objects.get().state, due.fen) == (TurnoverState.APPROVED, 120_000)
    assert "天空农场自然课 · 9 月让利" in words(to(clerk, "money/dues/"))
    to(clerk, f"money/dues/{due.id}/", 302, key=KEY, fen="1200", on="2024-10-05", **RECEIPT)
    assert Due.objects.get().state == DueState.MET
    assert "粤财 0012345" in words(to(clerk, f"money/dues/{due.id}/"))


def test_what_cannot_be_taken_keeps_what_was_written(to, agreement, farmer, approved, clerk):
    declare = f"money/turnovers/declare/{agreement.id}/"
    page = words(to(farmer, declare, 422, key=KEY, month="2024-09-01", fen="八千", note="两个周末停课"))
    assert "「八千」不是金额" in page
    assert "两个周末停课" in page
    page = words(to(farmer, declare, 422, key=KEY, month="2024-09-01", fen="9000", note="改一下"))
    assert "已经确认过了" in page
    assert 'value="9000"' in page
    page = words(to(clerk, f"money/dues/{approved.due_id}/", 422, key=KEY, fen="1,300", on="2024-10-05", **RECEIPT))
    assert "应收还差 1,200.00 元" in page
    assert 'value="1,300"' in page


def test_a_turnover_is_sent_back_and_a_due_given_up(to, approved, turnover, secretary):
    to(secretary, f"money/turnovers/{turnover.id}/return/", 422, why="")
    to(secretary, f"money/dues/{approved.due_id}/void/", 302, why="课程没有开")
    assert Due.objects.get().state == DueState.VOID


def test_a_strangers_turnover_is_not_shown(to, turnover, resident):
    to(resident, f"money/turnovers/{turnover.id}/", 404)
    to(resident, "money/", 403)
    to(resident, "money/dues/", 403)


def test_a_request_goes_through_three_hands(to, september, bench_line, office):
    worker, secretary, clerk = office
    to(worker, "money/requests/new/sideways/", 404)
    to(worker, "money/requests/new/out/")
    said = {"key": KEY, "line": bench_line.id, "fen": "94.68", "what": "共创日物料", "party": "文具店"}
    assert "文具店" in words(to(worker, "money/requests/new/out/", 422, **said | {"what": " "}))
    to(worker, "money/requests/new/out/", 302, **said)
    asked = Request.objects.get(what="共创日物料")
    page = f"money/requests/{asked.id}/"
    assert "审批款项" in words(to(worker, page))
    to(secretary, page, 302, act="approve", opinion="同意")
    to(clerk, page)
    to(clerk, page, 302, act="settle", on="2024-10-05")
    to(clerk, page, 302, act="settle", on="2024-10-05")  # a second tap only shows how it stands
    asked.refresh_from_db()
    assert (asked.state, asked.fen) == (RequestState.DONE, 9_468)
    assert "玖拾肆元陆角捌分" in words(to(clerk, f"money/vouchers/{asked.transaction_id}/"))
    for path in ("money/requests/", "money/requests/?state=done", "money/vouchers/"):
        assert "共创日物料" in words(to(clerk, path))


def test_a_request_is_sent_back_mended_and_refused(to, grant_line, worker, secretary):
    said = {"key": KEY, "line": grant_line.id, "fen": "8000", "what": "以奖代补", "party": "街道"}
    to(worker, "money/requests/new/in/", 302, **said)
    asked = Request.objects.get()
    page = f"money/requests/{asked.id}/"
    to(secretary, page, 422, act="return", why="")
    to(secretary, page, 302, act="return", why="金额不对")
    assert "陈国栋退回：金额不对" in words(to(worker, page))
    assert 'value="8,000.00"' in words(to(worker, f"{page}mend/"))
    to(secretary, f"{page}mend/", 403)
    to(worker, f"{page}mend/", 302, fen="9000", what="以奖代补", party="街道")
    to(secretary, page, 302, act="refuse", why="没有拨款文号")
    assert Request.objects.get().state == RequestState.REFUSED
    assert "没有拨款文号" in words(to(worker, page))


def test_a_service_is_compared_advised_on_accepted_and_paid(to, september, bench_line, office, somebody):
    worker, secretary, clerk = office
    supervisor, colleague = somebody("老丁", Role.SUPERVISOR), somebody("小何", Role.WORKER)
    accountant = somebody("沈会计", Role.ACCOUNTANT)
    said = {"key": KEY, "line": bench_line.id, "fen": "5,500", "what": "清洗外墙", "party": "净美保洁"}
    said |= {"scope": "3 栋外墙，无水渍"}
    assert "请再写 1 家" in words(to(worker, "money/requests/new/service/", 422, **said))
    half = words(to(worker, "money/requests/new/service/", 422, **said, other_2="亮洁"))
    assert "两样都要写" in half
    to(worker, "money/requests/new/service/", 302, **said, other_2="亮洁", fen_2="6,000")
    asked = Request.objects.get(what="清洗外墙")
    page = f"money/requests/{asked.id}/"
    assert "6,000.00" in words(to(worker, page))
    assert "要先有居务监督委员" in words(to(secretary, page, 422, act="approve"))
    to(supervisor, page, 302, act="advise", key=KEY, kind="agrees", words="价钱合适")
    to(secretary, page, 302, act="approve")
    assert "验收合格" not in words(to(worker, page))
    to(colleague, page, 302, act="accept", on="2024-10-05", words="都干净")
    to(clerk, page, 302, act="settle", on="2024-10-05")
    assert "清洗外墙" in words(to(accountant, "money/requests/?state=unchecked"))
    to(accountant, page, 302, act="check")
    slip = words(to(clerk, f"{page}print/"))
    assert [said in slip for said in ("伍仟伍佰元整", "价钱合适", "都干净", "沈会计")] == [True] * 4


def test_what_was_laid_out_comes_back_with_a_photo_of_the_receipt(to, bench_line, worker, resident, secretary):
    said = {"key": KEY, "line": bench_line.id, "fen": "38.5", "what": "共创日矿泉水", "payee": resident.name}
    assert "要附票据" in words(to(worker, "money/requests/new/claim/", 422, **said))
    assert "没有找到唯一的这个人" in words(to(worker, "money/requests/new/claim/", 422, **said | {"payee": "谁"}))
    paper = SimpleUploadedFile("小票.pdf", b"%PDF-1.4 " + b"0" * 64 + b"%%EOF")
    to(worker, "money/requests/new/claim/", 302, **said, papers=paper)
    asked = Request.objects.get()
    page = f"money/requests/{asked.id}/"
    assert "小票.pdf" in words(to(worker, page))
    more = SimpleUploadedFile("清单.pdf", b"%PDF-1.4 " + b"1" * 64 + b"%%EOF")
    to(worker, page, 302, act="paper", upload=more)
    assert "清单.pdf" in words(to(worker, page))
    to(secretary, page, 302, act="step_back", words="是我表弟")
    assert "要回避" in words(to(secretary, page))
    to(worker, page, 302, act="withdraw")
    assert Request.objects.get().state == RequestState.WITHDRAWN


def test_the_accountant_sets_what_payments_need(to, fiscal, somebody, secretary):
    accountant = somebody("沈会计", Role.ACCOUNTANT)
    page = f"money/funds/{fiscal.id}/ladder/"
    assert "5,000.00 元起" in words(to(secretary, page))
    said = {"prices_1": "1", "from_2": "1,000", "prices_2": "2", "opinion_2": "on", "prices_3": "1"}
    to(secretary, page, 422, **said)
    assert "起点一样" in words(to(accountant, page, 422, **said | {"from_2": "0"}))
    to(accountant, page, 302, **said)
    assert "1,000.00 元起" in words(to(secretary, page))


def test_a_month_is_closed_and_posted_by_two(to, september, clerk, secretary):
    assert "2024 年 9 月可以结账了" in words(to(clerk, "money/months/"))
    assert "核过了，结账" in words(to(clerk, "money/months/2024-09/close/"))
    to(clerk, "money/months/2024-09/close/", 302, x="1")
    assert "公布" in words(to(clerk, "money/months/2024-09/post/"))
    to(secretary, "money/months/2024-09/post/", 422, days="3")
    to(secretary, "money/months/2024-09/post/", 302, days="15", contact="海湾社区")
    assert MonthAccount.objects.get().posting.days == 15
    assert "已公示" in words(to(clerk, "money/months/"))
    to(clerk, "money/months/2024-08/post/", 404)


def test_a_wrong_entry_is_put_right(to, september, clerk):
    voucher = Voucher.objects.get(what="东风路口休闲椅 4 把")
    page = f"money/vouchers/{voucher.transaction_id}/"
    to(clerk, page, 302, reason="付重了", on="2024-10-05")
    assert "已经冲正过了" in words(to(clerk, page, 422, reason="再冲", on="2024-10-05"))
    assert Voucher.objects.get(reverses=voucher).fen == -236_000


def test_statements_by_fund_and_by_account(to, september, fiscal, clerk, django_assert_max_num_queries):
    page = words(to(clerk, f"money/funds/{fiscal.id}/?month=2024-09"))
    assert "5,640.00" in page
    assert "以奖代补" in page
    to(clerk, f"money/funds/{fiscal.id}/?month=x", 422)
    with django_assert_max_num_queries(10):
        page = words(to(clerk, f"money/accounts/{fiscal.money_id}/"))
    assert "−2,360.00" in page


def test_a_statement_as_a_file(to, september, fiscal, clerk):
    address = f"money/accounts/{fiscal.money_id}/statement"
    text = b"".join(to(clerk, f"{address}.csv").streaming_content).decode("utf-8")
    assert text.splitlines() == [
        "\ufeff凭证号,日期,摘要,对方科目,变动（元）,余额（元）",
        '2,2024-09-02,街道拨付 · 三季度以奖代补,以奖代补,"8,000.00","8,000.00"',
        '3,2024-09-05,东风路口休闲椅 4 把,公共空间,"-2,360.00","5,640.00"',
    ]
    book = load_workbook(BytesIO(b"".join(to(clerk, f"{address}.xlsx").streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[4:] for row in rows[1:]] == [(8000, 8000), (-2360, 5640)]
    assert rows[1][1].date() == date(2024, 9, 2)


def test_no_spreadsheet_takes_a_text_for_a_formula():
    assert [tame(text) for text in ("=1+1", "@x", "休闲椅", "")] == ["'=1+1", "'@x", "休闲椅", ""]


def test_amounts_are_read_as_people_write_them():
    assert [YuanField().clean(text) for text in ("1,280.00", "￥1280", "1280元", "０.５")] == [
        128000,
        128000,
        128000,
        50,
    ]
    with pytest.raises(ValidationError, match="写到分为止"):
        YuanField().clean("1.005")


@pytest.mark.parametrize("path", ["", "turnovers/", "dues/", "dues/?state=met", "requests/", "vouchers/", "months/"])
def test_every_list_takes_few_statements(to, september, clerk, path, django_assert_max_num_queries):
    to(clerk, f"money/{path}")
    with django_assert_max_num_queries(12):
        to(clerk, f"money/{path}")
    assert funds.funds().count() == 2
