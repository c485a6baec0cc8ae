"""A statement through its pages: refused with every reason, taken in, matched with one key, explained, taken back."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.run.banks import queries
from hehuo.domain.run.banks.models import BankLine, Statement
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
