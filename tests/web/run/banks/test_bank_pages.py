"""A statement through its pages: refused with every reason, taken in, matched with one key, explained, taken back."""

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.run.banks import queries
from hehuo.domain.run.banks.kinds import Figure
from hehuo.domain.run.banks.models import BankLine, Statement
from hehuo.web.design import words
from tests.domain.run.banks.test_statements import HEAD, paper
from tests.domain.run.levies.test_levies import paid, share_at, spent

AT = "/c/haiwan/banks/"


def send(browser, office, content: bytes, closing: str):
    said = {"fund": str(office.fund.id), "closing_fen": closing, "file": SimpleUploadedFile("流水.csv", content)}
    return browser.post(AT, said, follow=True)


def test_a_wrong_paper_is_told_line_by_line_and_nothing_is_kept(as_person, office):
    content = (HEAD + '2022-06-01,9,1,转账,,"1,234.5O",100,谁,x\n1899-01-01,9,1,转账,,50,150,谁,x\n').encode()
    answer = send(as_person(office.clerk), office, content, "150")
    page = answer.content.decode()
    assert (answer.status_code, Statement.objects.exists()) == (422, False)
    assert [word for word in ("一笔也没记", "第 4 行", "1,234.5O", "第 5 行", "不合理") if word not in page] == []


def test_from_the_file_to_the_last_line(as_person, office, levy):
    paid(office, levy, "2-101", "2-102")
    spent(office, levy, 6000)
    browser = as_person(office.clerk)
    content = paper((5000, "谁", "1-101"), (5000, "谁", "没写"), (-6000, "安瞳电子", "工程款"), (-1500, "", "管理费"))
    page = send(browser, office, content, "125").content.decode()
    assert all(word in page for word in ("收好了 4 笔", "写着 1-101，金额对得上", "这 2 笔都记进账"))
    statement = Statement.objects.get()
    assert "对上了 2 笔" in browser.post(f"{AT}{statement.id}/sure/", follow=True).content.decode()
    unknown, fee = queries.lines_of(statement, state="open")
    due = share_at(levy, "1-102").due
    assert browser.post(f"{AT}lines/{unknown.id}/", {"act": "dues"}).status_code == 422
    browser.post(f"{AT}lines/{unknown.id}/", {"act": "dues", "dues": [str(due.id)]})
    assert browser.post(f"{AT}lines/{fee.id}/", {"act": "words", "words": ""}).status_code == 422
    page = browser.post(f"{AT}lines/{fee.id}/", {"act": "words", "words": "账户管理费"}, follow=True).content.decode()
    assert all(word in page for word in ("0 笔", "写了说明的", "账户管理费"))
    assert "都弄清了" in browser.get(AT).content.decode()
    browser.post(f"{AT}lines/{unknown.id}/", {"act": "reason", "reason": "对错了户"})
    assert BankLine.objects.get(pk=unknown.id).state == "open"


def test_a_payment_is_chosen_by_hand(as_person, office, levy):
    paid(office, levy, "2-101", "2-102", "2-201")
    spent(office, levy, 6000)
    spent(office, levy, 6000)
    browser = as_person(office.clerk)
    send(browser, office, paper((-6000, "安瞳", "工程款"), opening=20_000), "140")
    line = BankLine.objects.get()
    page = browser.get(f"{AT}lines/{line.id}/").content.decode()
    assert "有 2 笔同样金额的付款" in page
    voucher = page.split('name="voucher" value="')[1].split('"')[0]
    browser.post(f"{AT}lines/{line.id}/", {"act": "payment", "voucher": voucher})
    assert BankLine.objects.get().state == "matched"


def test_it_is_for_those_with_a_part_in_the_money(as_person, office, resident):
    assert as_person(resident).get(AT).status_code == 403
    page = as_person(office.secretary).get(AT).content.decode()
    assert 'type="file"' not in page


def test_a_long_statement_costs_no_statement_more(as_person, office, levy, django_assert_max_num_queries):
    browser = as_person(office.clerk)
    send(browser, office, paper(*((100, "谁", str(number)) for number in range(60))), "160")
    statement = Statement.objects.get()
    with django_assert_max_num_queries(22):
        browser.get(f"{AT}{statement.id}/")


def test_the_sheet_is_signed_by_two_and_printed(as_person, office, levy, somebody):
    accountant = somebody("孔令仪", Role.ACCOUNTANT)
    browser = as_person(office.clerk)
    send(browser, office, paper((5000, "谁", "1-101"), opening=0), "50")
    statement = Statement.objects.get()
    browser.post(f"{AT}{statement.id}/sure/")
    there = f"{AT}{statement.id}/sheet/"
    assert "照这个数做表" in browser.get(there).content.decode()
    assert "复核：还没有签" in browser.post(there, {"prepare": "yes"}, follow=True).content.decode()
    assert browser.post(there, {"confirm": "yes"}).status_code == 403
    page = as_person(accountant).post(there, {"confirm": "yes"}, follow=True).content.decode()
    assert "复核：孔令仪" in page


class TestColumnsByHand:
    ROWS = "一张没有表头的明细\n20220601,50.00,贷,150.00,户主101\n20220602,15.00,借,135.00,费\n"
    SAID = {"start": "2", "column0": "on", "column1": "amount", "column2": "sign", "column3": "balance",
            "column4": "party", "closing_fen": "135.00", "opening_fen": "", "called": "农行明细"}  # fmt: skip

    def sent(self, browser, office, text: str = "", closing: str = "135"):
        return send(browser, office, (text or self.ROWS).encode("gb18030"), closing)

    def test_from_a_file_nobody_knows_to_the_template_of_the_next(self, as_person, office):
        browser = as_person(office.clerk)
        answer = self.sent(browser, office)
        page = answer.content.decode()
        assert all(word in page for word in ("文件收到了，还没记一笔", "一张没有表头的明细", "户主101", "A 列"))
        there = answer.redirect_chain[-1][0]
        assert "列还没指好的" in browser.get(AT).content.decode()
        looked = browser.post(there, self.SAID | {"look": "yes"}).content.decode()
        assert all(word in looked for word in ("会读成 2 笔", "2022 年 6 月 1 日", "+50.00", "余 135.00"))
        assert not Statement.objects.exists()
        taken = browser.post(there, self.SAID | {"take": "yes"}, follow=True).content.decode()
        assert ("收好了 2 笔" in taken, BankLine.objects.count()) == (True, 2)
        more = self.ROWS.replace("202206", "202207").replace("15.00", "16.00").replace("135.00", "134.00")
        page = self.sent(browser, office, more, "134").content.decode()
        assert all(word in page for word in ("样子和「农行明细」一样", "会读成 2 笔"))

    def test_what_is_pointed_out_wrongly_is_said_and_nothing_typed_is_lost(self, as_person, office):
        browser = as_person(office.clerk)
        there = self.sent(browser, office).redirect_chain[-1][0]
        for change, why in (
            ({"column1": "on"}, "「日期」选了两列"), ({"column3": ""}, "请写期初余额"), ({"start": ""}, "从哪一行开始"),
            ({"called": ""}, "这一项要填"), ({"closing_fen": "1e308"}, "不是金额"), ({"closing_fen": "99"}, "最后余"),
            ({"start": "3"}, "第 2 行看着也是一笔"), ({"column0": "what"}, "选择一个有效的选项"),
        ):  # fmt: skip
            answer = browser.post(there, self.SAID | change | {"take": "yes"})
            page = answer.content.decode()
            assert (answer.status_code, why in page, "户主101" in page) == (422, True, True), (change, why)
            assert ('value="农行明细"' in page) == ("called" not in change)
        assert not Statement.objects.exists()

    def test_a_formula_is_shown_as_text_and_never_taken(self, as_person, office):
        browser = as_person(office.clerk)
        text = self.ROWS.replace("户主101", "<b>谁</b>").replace("15.00,借", '=HYPERLINK("http://x"),借')
        answer = self.sent(browser, office, text)
        assert "&lt;b&gt;谁" in answer.content.decode()
        page = browser.post(answer.redirect_chain[-1][0], self.SAID | {"take": "yes"}).content.decode()
        assert all(word in page for word in ("1 处看不懂，一笔也没记", "不是金额"))
        assert not Statement.objects.exists()

    def test_a_paper_that_was_misread_can_be_pointed_out_too(self, as_person, office):
        content = (HEAD + '2022-06-01,9,1,转账,,"1,234.5O",100,谁,x\n').encode()
        page = send(as_person(office.clerk), office, content, "150").content.decode()
        assert "是列认错了？自己指一指，不用再传" in page

    def test_it_is_for_those_who_reconcile_and_is_dropped_by_them(self, as_person, office, resident):
        browser = as_person(office.clerk)
        there = self.sent(browser, office).redirect_chain[-1][0]
        for somebody in (office.secretary, resident):
            assert as_person(somebody).get(there).status_code == 403
            assert as_person(somebody).post(f"{there}drop/").status_code == 403
        assert "列还没指好的" not in as_person(office.secretary).get(AT).content.decode()
        assert "拿掉了，一笔也没记" in as_person(office.clerk).post(f"{there}drop/", follow=True).content.decode()
        assert as_person(office.clerk).get(there).status_code == 404

    def test_a_sheet_that_is_not_there(self, as_person, office):
        browser = as_person(office.clerk)
        there = self.sent(browser, office).redirect_chain[-1][0]
        assert browser.get(f"{there}?sheet=9").status_code == 422
        assert browser.get(f"{there}?sheet=x").status_code == 200


def test_every_figure_of_the_sheet_opens_its_records(as_person, office, levy):
    browser = as_person(office.clerk)
    send(browser, office, paper((5000, "谁", "1-101"), (-1500, "", "管理费")), "135")
    statement = Statement.objects.get()
    there = f"{AT}{statement.id}/sheet/"
    page = browser.get(there).content.decode()
    figures = re.findall(rf'href="{there}([a-z_]+)/">([^<]+)</a>', page)
    assert [name for name, _fen in figures] == [figure.value for figure in Figure if f"{there}{figure.value}/" in page]
    assert len(figures) == len(Figure)
    for name, fen in figures:
        behind = browser.get(f"{there}{name}/").content.decode()
        assert (f'<b class="amount">{fen}</b>' in behind, "余额调节表" in behind) == (True, True)
    assert browser.get(f"{there}nothing/").status_code == 404
    assert as_person(office.homes[0].households.get().people.get()).get(f"{there}bank/").status_code == 403


def test_what_changed_since_a_sheet_was_made_is_told(as_person, office, levy):
    browser = as_person(office.clerk)
    send(browser, office, paper((5000, "谁", "1-101"), opening=0), "50")
    statement = Statement.objects.get()
    browser.post(f"{AT}{statement.id}/sure/")
    browser.post(f"{AT}{statement.id}/sheet/", {"prepare": "yes"})
    paid(office, levy, "1-102")
    page = browser.get(f"{AT}{statement.id}/sheet/only_ours_in/").content.decode()
    assert all(word in page for word in ("做表的时候是 0.00 元", "现在加起来是 50.00 元"))


def test_a_line_of_a_closed_month_says_on_which_day_it_is_booked(as_person, office, levy):
    browser = as_person(office.clerk)
    send(browser, office, paper((5000, "谁", "1-101"), days=40), "150")
    line, first_open = BankLine.objects.get(), clock.today().replace(day=1)
    ledger.close_books(actor=office.clerk, until_on=first_open - timedelta(days=1))
    told = f"记在{words.full_day(first_open)}"
    for address in (f"{AT}{line.statement_id}/", f"{AT}lines/{line.id}/"):
        assert told in browser.get(address).content.decode()
    browser.post(f"{AT}{line.statement_id}/sure/")
    assert f"那个月的账已经结了，{told}" in browser.get(f"{AT}lines/{line.id}/").content.decode()
