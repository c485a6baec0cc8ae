"""Fees through their pages: rule, period, book, approval, payments, one home told; and what everyone reads."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.run.fees import actions as fees
from hehuo.domain.run.fees import queries
from hehuo.domain.run.fees.models import FeePeriod, FeeRule
from hehuo.web.design import words
from tests.domain.run.fees.test_periods import HEAD, bill_at, take

AT = "/c/haiwan/fees/"


def text(answer) -> str:
    return answer.content.decode()


def test_from_the_rule_to_the_rate(as_person, client, office, pot):
    browser = as_person(office.worker)
    said = {
        "place": str(office.estate.id), "fund": str(pot.id), "base": "home", "rate": "10", "from_on": "2024-01-01",
        "decision": "业主大会双过半",
    }  # fmt: skip
    assert browser.post(f"{AT}rules/new/", said | {"rate": "0"}).status_code == 422
    assert "每户每月 10.00 元" in text(browser.post(f"{AT}rules/new/", said, follow=True))
    rule = FeeRule.objects.get()
    said = {"rule": str(rule.id), "title": "2024 年度", "from_on": "2024-01-01", "months": "12", "due_on": "2024-12-31",
            "key": str(pot.id)}  # fmt: skip
    assert browser.post(f"{AT}new/", said | {"months": "0"}).status_code == 422
    assert "15 户的账单做好了" in text(browser.post(f"{AT}new/", said, follow=True))
    period = FeePeriod.objects.get()
    there = f"{AT}{period.id}/manage/"
    assert browser.post(there, {"act": "book", "file": SimpleUploadedFile("a.csv", b"x")}).status_code == 422
    book = SimpleUploadedFile("a.csv", (HEAD + "1-101,赵大海,120,,,120,2024-03-05,A1,,\n9-9,谁,1,,,,,,,\n").encode())
    page = text(browser.post(there, {"act": "book", "file": book}))
    assert all(word in page for word in ("新记了 1 户", "1 处要看一看"))
    assert "送审了" in text(browser.post(there, {"act": "ask"}, follow=True))
    assert client.get(f"{AT}{period.id}/").status_code == 404
    assert browser.post(there, {"act": "approve"}).status_code == 403
    secretary = as_person(office.secretary)
    assert secretary.post(there, {"act": "return", "why": ""}).status_code == 422
    assert "批好了" in text(secretary.post(there, {"act": "approve"}, follow=True))
    assert "表上的 1 笔收款记进账了" in text(as_person(office.clerk).post(there, {"act": "payments"}, follow=True))
    as_person(office.worker).post(f"{AT}rules/{rule.id}/end/", {"to_on": "2024-12-31"})
    rule.refresh_from_db()
    assert str(rule.to_on) == "2024-12-31"


def test_everyone_reads_the_rate_and_nobody_a_name(client, as_person, office, period):
    take(office, period, "1-101", 12_000)
    page = text(client.get(f"{AT}{period.id}/"))
    assert all(word in page for word in ("6.7%", "1/15 户交齐", "120.00/1,800.00 元", "业主大会双过半"))
    assert "1-102" not in page
    assert "6.7%" in text(client.get(AT))
    resident = office.homes[1].households.get().people.get()
    assert "还差 120.00 元" in text(as_person(resident).get(AT))
    for page in ("manage/", "bills/"):
        assert as_person(resident).get(f"{AT}{period.id}/{page}").status_code == 403
    assert as_person(resident).get(f"{AT}bills/{bill_at(period, '1-101').id}/").status_code == 403


def test_one_home_at_the_desk(as_person, office, period):
    bill, browser = bill_at(period, "1-101"), as_person(office.clerk)
    there = f"{AT}bills/{bill.id}/"
    assert (
        browser.post(there, {"act": "payment", "fen": "十", "on": "2024-01-01", "receipt_no": "1"}).status_code == 422
    )
    said = {"act": "payment", "fen": "100", "on": "2024-03-01", "receipt_no": "1", "key": str(bill.id)}
    assert "100.00" in text(browser.post(there, said, follow=True))
    assert "只告诉了这一户的 1 位" in text(browser.post(f"{there}remind/", follow=True))
    assert "催缴单" in text(browser.get(f"{there}print/"))
    assert as_person(office.worker).get(f"{there}print/").status_code == 403
    other = bill_at(period, "1-102")
    page = as_person(office.secretary).post(
        f"{AT}bills/{other.id}/", {"act": "waive", "fen": "20", "why": "军属优待"}, follow=True
    )
    assert "军属优待" in text(page)
    assert "军属优待" in text(as_person(office.clerk).get(f"{AT}{period.id}/manage/"))
    assert "1-102" in text(as_person(office.clerk).get(f"{AT}{period.id}/bills/"))


def test_the_list_costs_the_same_however_many_homes(as_person, office, period, django_assert_max_num_queries):
    browser = as_person(office.clerk)
    browser.get(f"{AT}{period.id}/bills/")
    with django_assert_max_num_queries(7):
        browser.get(f"{AT}{period.id}/bills/")
    assert queries.rate_of(period).homes == 15


def test_a_payment_of_a_closed_month_is_told_before_and_after(as_person, office, period):
    first_open = clock.today().replace(day=1)
    own_day = first_open - timedelta(days=3)
    ledger.close_books(actor=office.clerk, until_on=first_open - timedelta(days=1))
    there, browser = f"{AT}bills/{bill_at(period, '1-101').id}/", as_person(office.clerk)
    assert f"账记在{words.full_day(first_open)}" in text(browser.get(there))
    said = {"act": "payment", "fen": "100", "on": own_day.isoformat(), "receipt_no": "A7", "key": str(period.id)}
    page = text(browser.post(there, said, follow=True))
    assert f"{words.full_day(own_day)}的账已经结了，这一笔记在{words.full_day(first_open)}；收据上的日子不变。" in page
    assert f"那个月的账已经结了，记在{words.full_day(first_open)}" in page


def test_a_book_with_days_of_closed_months_is_told_before_it_is_booked(as_person, office, draft):
    first_open = clock.today().replace(day=1)
    ledger.close_books(actor=office.clerk, until_on=first_open - timedelta(days=1))
    row = f"1-101,赵大海,120,,,120,{first_open - timedelta(days=3)},A1,,\n"
    fees.take_book(actor=office.worker, period=draft, content=(HEAD + row).encode(), name="a.csv")
    fees.ask_period(actor=office.worker, period=draft)
    fees.approve_period(actor=office.secretary, period=draft)
    there, browser = f"{AT}{draft.id}/manage/", as_person(office.clerk)
    assert "其中 1 笔是" in text(browser.get(there))
    page = text(browser.post(there, {"act": "payments"}, follow=True))
    assert "表上的 1 笔收款记进账了。其中 1 笔的账已经结了" in page
