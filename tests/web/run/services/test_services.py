"""The price board, lists, free places and orders, as each of them meets whoever comes."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock, ids
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.admissions.kinds import FreeGroup
from hehuo.domain.run.services import actions, queries
from hehuo.domain.run.services.kinds import OrderState
from hehuo.domain.run.services.models import FreeOffer, Order, PriceItem, PriceSheet
from tests.stories.sky_farm.roll import PAPERS

pytestmark = pytest.mark.django_db

TOMORROW = clock.at(date(2024, 7, 16), 10)


@pytest.fixture
def as_partner(as_person, partner):
    """The partner with an account."""
    account = Account.objects.create_account("partner")
    partner.account_id = account.id
    partner.save()
    return lambda: as_person(partner)


def at(path):
    return f"/c/haiwan/{path}"


def test_the_board_is_public_and_shows_the_market_price_its_source_and_day(client, unblocking, haircut):
    page = client.get(at("price-board/")).content.decode()
    for said in ("厨房下水疏通", "59.00 / 次", "市价 120.00，是它的 49.2%", "物价所公示", "上门理发", "免费"):
        assert said in page
    paper = client.get(at(f"price-board/{unblocking.agreement_id}/print/"))
    assert (paper.status_code, "没标的，一分也不能收" in paper.content.decode()) == (200, True)


def test_the_board_asks_the_same_however_many_prices_there_are(client, worker, signed, django_assert_num_queries):
    def fill(name):
        actions.set_price(actor=worker, agreement=signed, name=name, unit="次", resident_fen=0)

    fill("一")
    client.get(at("price-board/"))
    with django_assert_num_queries(3) as one:
        client.get(at("price-board/"))
    for number in range(12):
        fill(f"服务{number}")
    with django_assert_num_queries(len(one)):
        client.get(at("price-board/"))


def test_a_list_is_looked_at_and_the_ticked_lines_are_taken(as_person, worker, secretary, signed):
    actions.quote_cost_clause(actor=secretary, agreement=signed, words="标成本的按成本。")
    desk = as_person(worker)
    upload = SimpleUploadedFile("价目表.xlsx", (PAPERS / "prices-xinxin.xlsx").read_bytes())
    said = {"file": upload, "seen_on": "2024-06-20", "key": ids.uuid7()}
    answer = desk.post(at(f"price-lists/of/{signed.id}/"), said, follow=True)
    page = answer.content.decode()
    assert "29 行里 24 行合协议" in page
    assert "最多收 30.00 元" in page
    sheet = PriceSheet.objects.get()
    refused = desk.post(at(f"price-lists/{sheet.id}/"), {"act": "whole"})
    assert (refused.status_code, PriceItem.objects.count()) == (422, 0)
    lines = [f"{line['sheet']}:{line['number']}" for line in sheet.lines if line["name"] in {"马桶疏通", "灭蟑灭鼠"}]
    desk.post(at(f"price-lists/{sheet.id}/"), {"act": "chosen", "line": lines})
    assert {item.name for item in queries.prices_of(signed)} == {"马桶疏通", "灭蟑灭鼠"}


def test_what_is_no_list_is_told_on_the_form(as_person, worker, signed):
    said = {"file": SimpleUploadedFile("照片.xlsx", b"PK no"), "seen_on": "2024-06-20", "key": ids.uuid7()}
    answer = as_person(worker).post(at(f"price-lists/of/{signed.id}/"), said)
    assert (answer.status_code, PriceSheet.objects.count()) == (422, 0)


def test_the_desk_reads_may_or_may_not_and_nothing_more(as_person, worker, signed, resident, somebody):
    desk = as_person(worker)
    answer = desk.post(
        at(f"free-places/of/{signed.id}/"),
        {"service": "上门理发", "groups": ["age_70", "disabled"], "label": "老人和困难邻居", "key": ids.uuid7()},
    )
    offer = FreeOffer.objects.get()
    assert answer.status_code == 302
    somebody("何伯", born_on=date(1940, 1, 1))
    page = desk.post(at(f"free-places/{offer.id}/"), {"act": "check", "person": "何伯"}).content.decode()
    assert "<b>可以</b>" in page
    page = desk.post(at(f"free-places/{offer.id}/"), {"act": "check", "person": "吴秀兰"}).content.decode()
    assert "<b>不可以</b>" in page
    assert "残疾" not in page


def test_a_resident_orders_and_the_partner_accepts(as_person, as_partner, resident, unblocking):
    phone = as_person(resident)
    said = {"day": "2024-07-16", "time": "10:00", "quantity": "1", "where": "3-2-502", "wish": "", "key": ids.uuid7()}
    page = phone.post(at(f"service-orders/new/{unblocking.id}/"), said, follow=True).content.decode()
    order = Order.objects.get()
    assert order.number in page
    assert order.number in phone.get(at("service-orders/")).content.decode()
    partner = as_partner()
    assert "吴秀兰" not in partner.get(at("service-orders/partner/")).content.decode()
    partner.post(at(f"service-orders/{order.id}/"), {"act": "accept", "day": "", "time": ""})
    order.refresh_from_db()
    assert order.state == OrderState.ACCEPTED


def test_an_order_that_cannot_be_says_why_and_keeps_what_was_typed(as_person, resident, haircut, worker, signed):
    actions.open_offer(actor=worker, agreement=signed, service="上门理发", label="老人", groups=[FreeGroup.AGE_70])
    said = {
        "day": "2024-07-16",
        "time": "10:00",
        "quantity": "1",
        "where": "3-2-502",
        "wish": "剪短",
        "key": ids.uuid7(),
    }
    answer = as_person(resident).post(at(f"service-orders/new/{haircut.id}/"), said)
    page = answer.content.decode()
    assert (answer.status_code, "不在「老人」的免费范围里" in page, "剪短" in page) == (422, True, True)


def test_a_stranger_does_not_see_an_order(as_person, resident, unblocking, somebody):
    order = actions.place_order(actor=resident, item=unblocking, at=TOMORROW)
    assert as_person(somebody("路人")).get(at(f"service-orders/{order.id}/")).status_code == 403


def test_the_office_answers_a_complaint_and_reads_what_was_used(as_person, resident, worker, unblocking, photo):
    partner = unblocking.agreement.partner.contact
    order = actions.place_order(actor=resident, item=unblocking, at=TOMORROW)
    actions.accept_order(actor=partner, order=order)
    with clock.stopped(TOMORROW):
        actions.finish_order(actor=partner, order=order, photos=[photo])
        complaint = actions.complain(actor=resident, order=order, words="又堵了")
        desk = as_person(worker)
        assert "等答的投诉" in desk.get(at("service-orders/desk/")).content.decode()
        desk.post(at(f"service-orders/complaints/{complaint.id}/"), {"answer": "明天返工"})
        assert "明天返工" in desk.get(at(f"service-orders/{order.id}/")).content.decode()
        page = desk.get(at("service-orders/use/")).content.decode()
        assert "厨房下水疏通的 1 张单子" in page
        listed = desk.get(at("service-orders/desk/?year=2024&service=厨房下水疏通")).content.decode()
        assert order.number in listed


def test_a_board_of_many_prices_is_printed_on_as_many_sheets_as_it_takes(client, worker, signed):
    for number in range(40):
        actions.set_price(actor=worker, agreement=signed, name=f"服务{number}", unit="次", resident_fen=0)
    paper = client.get(at(f"price-board/{signed.id}/print/")).content.decode()
    assert [paper.count(f">服务{number}<") for number in range(40)] == [1] * 40
    assert (paper.count('class="notice"'), "1/2" in paper, paper.count("没标的，一分也不能收")) == (2, True, 2)


def test_a_resident_goes_back_home_and_the_office_stays_at_its_desk(as_person, resident, worker, unblocking):
    phone = as_person(resident).get(at("service-orders/")).content.decode()
    assert ('href="/c/haiwan/desk/"' in phone, f'href="{at("")}" aria-label="返回"' in phone) == (False, True)
    assert "desk-nav" in as_person(worker).get(at(f"agreements/{unblocking.agreement_id}/prices/")).content.decode()


@pytest.mark.parametrize("year", ["0000", "99999", "二〇二四", "-1"])
def test_a_year_that_no_calendar_has_is_not_asked_for(as_person, worker, year):
    desk = as_person(worker)
    assert desk.get(at(f"service-orders/use/?year={year}")).status_code == 200
    assert desk.get(at(f"service-orders/desk/?year={year}&service=理发")).status_code == 200


def test_home_and_partners_lead_to_the_board(client, as_person, resident, unblocking):
    partner = unblocking.agreement.partner_id
    for page in ("", "partners/", f"partners/{partner}/", "courses/"):
        assert at("price-board/") in client.get(at(page)).content.decode()
    assert at(f"service-orders/new/{unblocking.id}/") in client.get(at(f"partners/{partner}/")).content.decode()
    assert at("exchanges/") in client.get(at("price-board/")).content.decode()
    assert at("service-orders/") in as_person(resident).get(at("me/")).content.decode()
