"""Agreements at the desk, the public partner page, the partner's own desk."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock, ids
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.services.models import PriceItem

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/"
AFTER_POSTING = date(2024, 7, 9)


@pytest.fixture
def draft(worker, posted, agreement_words):
    return agreements.draft_agreement(actor=worker, application=posted, words=agreement_words())


@pytest.fixture
def signed(worker, secretary, draft, steward):
    agreements.name_steward(actor=worker, agreement=draft, person=steward)
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        yield agreements.sign_agreement(actor=secretary, agreement=draft)


def terms(fund, **changes):
    said = {
        "key": str(ids.uuid7()), "subject": "天空农场自然课", "starts_on": "2024-07-09", "ends_on": "2025-07-08",
        "price_percent": "50", "share_percent": "15", "share_nature": "donation", "fund": str(fund.id),
        "notice_days": "30",
    }  # fmt: skip
    return {**said, **changes}


def test_an_agreement_is_drafted_changed_and_signed(*, as_person, worker, secretary, posted, charity, steward):
    desk = as_person(worker)
    assert desk.get(f"{HOME}agreements/new/{posted.id}/").status_code == 200
    wrong = desk.post(f"{HOME}agreements/new/{posted.id}/", terms(charity, share_nature="venue_fee"))
    assert (wrong.status_code, "对不上" in wrong.content.decode()) == (422, True)
    assert desk.post(f"{HOME}agreements/new/{posted.id}/", terms(charity)).status_code == 302
    page = f"{HOME}agreements/{Agreement.objects.get().id}/"
    assert "才满" in as_person(secretary).get(page).content.decode()
    desk = as_person(worker)
    assert desk.post(f"{page}edit/", terms(charity, share_percent="18")).status_code == 302
    assert desk.post(f"{page}stewards/", {"person": str(steward.id)}).status_code == 302
    again = desk.post(f"{page}stewards/", {"person": str(steward.id)})
    assert (again.status_code, "已经是这家的管家" in again.content.decode()) == (422, True)
    upload = SimpleUploadedFile("协议.pdf", b"%PDF-1.4\n%stamped\n%%EOF", "application/pdf")
    assert desk.post(f"{page}scan/", {"upload": upload}).status_code == 302
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        assert as_person(secretary).post(f"{page}sign/").status_code == 302
        assert as_person(secretary).get(f"{HOME}agreements/").status_code == 200
        assert as_person(secretary).post(f"{page}end/", {"why": "到期"}).status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.share_percent, agreement.state, agreement.scan.name) == (18, "ended", "协议.pdf")


def test_the_paper_says_what_the_word_means(as_person, worker, draft):
    paper = as_person(worker).get(f"{HOME}agreements/{draft.id}/print/").content.decode()
    assert "不构成民法上的合伙关系" in paper


def test_everyone_sees_a_partner_with_its_promise_and_prices(client, signed):
    assert signed.partner.name in client.get(f"{HOME}partners/").content.decode()
    page = client.get(f"{HOME}partners/{signed.partner_id}/").content.decode()
    for words in ("不高于市场价的 50%", "收入的 15%", "何嘉怡", "免试课的理由：去年已经试过三次"):
        assert words in page
    assert "19900965808" not in page


def test_the_partner_marks_prices_within_the_rule(as_person, client, signed):
    contact = Person.objects.get(pk=signed.partner.contact_id)
    access.give_account(actor=None, person=contact, username="feng", password="a-long-password")
    own, page = as_person(contact), f"{HOME}agreements/{signed.id}/prices/"
    assert own.get(f"{HOME}partners/mine/").status_code == 200
    price = {
        "key": str(ids.uuid7()), "name": "周末自然课", "unit": "次", "resident": "60.01", "market": "120",
        "source": "附近三家", "seen_on": "2024-07-01",
    }  # fmt: skip
    above = own.post(page, price)
    assert (above.status_code, "最多收 60.00 元" in above.content.decode()) == (422, True)
    assert own.post(page, {**price, "resident": "60"}).status_code == 302
    assert "60.00" in client.get(f"{HOME}partners/{signed.partner_id}/").content.decode()
    assert own.post(f"{HOME}prices/{PriceItem.objects.get().id}/end/").status_code == 302
    profile = {"profile": "屋顶种菜", "shows_phone": "on"}
    assert own.post(f"{HOME}partners/{signed.partner_id}/profile/", profile).status_code == 302
    assert "19900965808" in client.get(f"{HOME}partners/{signed.partner_id}/").content.decode()


def test_a_neighbour_keeps_out_of_a_partners_desk(as_person, resident, signed):
    near = as_person(resident)
    for address in ("partners/mine/", f"agreements/{signed.id}/prices/", f"agreements/{signed.id}/print/"):
        assert near.get(HOME + address).status_code == 403
