"""A steward's pages, the partner's form on the phone, and the office's list of help."""

from datetime import date

import pytest

from hehuo.core import clock, ids
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.stewards import queries
from hehuo.domain.build.stewards.kinds import HelpState
from hehuo.domain.build.stewards.models import Help
from hehuo.domain.ground.access import actions as access

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/"


@pytest.fixture
def signed(worker, secretary, posted, agreement_words, steward):
    draft = agreements.draft_agreement(actor=worker, application=posted, words=agreement_words())
    agreements.name_steward(actor=worker, agreement=draft, person=steward)
    with clock.stopped(clock.at(date(2024, 7, 9), 9)):
        signed = agreements.sign_agreement(actor=secretary, agreement=draft)
        access.give_account(actor=None, person=signed.partner.contact, username="farm", password="a-long-password")
        yield signed


def ask(browser, signed, **changes):
    said = {"key": str(ids.uuid7()), "what": "周五停电，课怎么上", "urgency": "soon", **changes}
    return browser.post(f"{HOME}stewarding/of/{signed.id}/help/", said)


def test_help_goes_from_the_phone_to_the_steward_and_back(as_person, signed, steward, worker):
    phone = as_person(signed.partner.contact)
    form = f"{HOME}stewarding/of/{signed.id}/help/"
    assert "这一轮是何嘉怡" in phone.get(form).content.decode()
    assert ask(phone, signed, what="").status_code == 422
    page = ask(phone, signed)["Location"]
    assert "周五停电" in phone.get(f"{HOME}partners/mine/").content.decode()
    other = as_person(steward)
    assert "1 件求助" in other.get(f"{HOME}stewarding/").content.decode()
    assert "我来办" in other.get(page).content.decode()
    assert other.post(page, {"act": "take"}).status_code == 302
    assert other.post(page, {"act": "word", "text": ""}).status_code == 422
    assert other.post(page, {"act": "word", "text": "周四接发电机"}).status_code == 302
    assert other.post(page, {"act": "solve", "result": "接好了"}).status_code == 302
    phone = as_person(signed.partner.contact)
    assert phone.post(page, {"act": "reopen", "why": ""}).status_code == 422
    assert phone.post(page, {"act": "confirm"}).status_code == 302
    assert Help.objects.get().state == HelpState.CONFIRMED
    desk = as_person(worker)
    listed = desk.get(f"{HOME}stewarding/help/?state=solved").content.decode()
    assert ("周五停电" in listed, "0.0 个工作日" in listed or "0 个工作日" in listed) == (True, True)
    assert "没有求助" in desk.get(f"{HOME}stewarding/help/?state=late").content.decode()


def test_a_partner_takes_its_request_back(as_person, signed):
    phone = as_person(signed.partner.contact)
    page = ask(phone, signed)["Location"]
    assert phone.post(page, {"act": "withdraw"}).status_code == 302
    assert Help.objects.get().state == HelpState.WITHDRAWN


def test_visits_are_noted_and_the_rota_is_set(as_person, signed, steward, worker):
    page = f"{HOME}stewarding/of/{signed.id}/"
    visit = {"act": "visit", "key": str(ids.uuid7()), "on": "2024-07-09", "said": "雨棚漏水", "next_step": "请物业看"}
    assert as_person(steward).post(page, visit).status_code == 302
    assert as_person(steward).post(page, {**visit, "key": str(ids.uuid7()), "said": ""}).status_code == 422
    assert "雨棚漏水" in as_person(worker).get(page).content.decode()
    rota = {"act": "rota", "period": "month", "from_on": "2024-07-10", "first": str(steward.id)}
    assert as_person(worker).post(page, rota).status_code == 302
    assert queries.rota_of(signed).period == "month"
    assert as_person(steward).post(page, rota).status_code == 422


def test_others_are_refused(as_person, signed, resident):
    page = ask(as_person(signed.partner.contact), signed)["Location"]
    neighbour = as_person(resident)
    addresses = (page, f"{HOME}stewarding/", f"{HOME}stewarding/help/", f"{HOME}stewarding/of/{signed.id}/")
    assert [neighbour.get(each).status_code for each in addresses] == [403] * 4


def test_the_list_of_help_asks_for_the_same_however_many_there_are(
    as_person, signed, worker, django_assert_max_num_queries
):  # fmt: skip
    for number in range(8):
        ask(as_person(signed.partner.contact), signed, what=f"第 {number} 件")
    desk = as_person(worker)
    desk.get(f"{HOME}stewarding/help/")
    with django_assert_max_num_queries(25):
        assert desk.get(f"{HOME}stewarding/help/").status_code == 200
