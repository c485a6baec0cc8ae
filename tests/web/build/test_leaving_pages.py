"""Renewing, pausing and leaving, on the desk and on the partner's phone."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements import queries
from hehuo.domain.build.agreements.models import Agreement, Exit
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


def test_a_partner_leaves_step_by_step(*, as_person, signed, worker, secretary):
    leave = f"{HOME}agreements/{signed.id}/leave/"
    phone = as_person(signed.partner.contact)
    assert phone.get(leave).status_code == 200
    assert phone.post(leave, {"key": str(ids.uuid7()), "kind": "expelled", "why": "x"}).status_code == 422
    page = phone.post(leave, {"key": str(ids.uuid7()), "kind": "own_wish", "why": "人手不够"})["Location"]
    assert phone.post(page, {"act": "reply", "reply": " 谢谢大家\n"}).status_code == 302
    assert Exit.objects.get().reply == " 谢谢大家\n"
    assert "主动退出" in phone.get(f"{HOME}partners/mine/").content.decode()
    desk = as_person(secretary)
    assert "书记来定" in desk.get(page).content.decode()
    assert desk.post(page, {"act": "decide", "leaves": "yes", "decision": ""}).status_code == 422
    assert desk.post(page, {"act": "decide", "leaves": "yes", "decision": "同意"}).status_code == 302
    assert desk.post(f"{page}step/", {"step": "post"}).status_code == 302
    desk = as_person(worker)
    for item in queries.items_of(Exit.objects.get()):
        assert desk.post(f"{page}step/", {"item": str(item.id)}).status_code == 302
    assert "清了" in desk.get(page).content.decode()
    assert "主动退出" in desk.get(f"{HOME}leaving/").content.decode()
    desk = as_person(secretary)
    desk.post(f"{page}step/", {"step": "close"})
    assert "才满" in desk.get(page).content.decode()
    with clock.stopped(clock.at(date(2024, 8, 8), 9)):
        desk = as_person(secretary)
        desk.post(f"{page}step/", {"step": "close"})
    assert Agreement.objects.get().state == "ended"


def test_a_partner_is_paused_and_goes_on(*, as_person, signed, worker, secretary):
    page = f"{HOME}agreements/{signed.id}/suspend/"
    desk = as_person(worker)
    assert (desk.get(page).status_code, desk.post(page, {"why": ""}).status_code) == (200, 422)
    assert desk.post(page, {"why": "护栏松了"}).status_code == 302
    assert "护栏松了" in desk.get(f"{HOME}agreements/{signed.id}/").content.decode()
    assert desk.post(page, {"why": "修好了"}).status_code == 422
    assert as_person(secretary).post(page, {"why": "修好了"}).status_code == 302
    assert Agreement.objects.get().is_in_force


def test_a_new_term_is_drafted_from_the_old_one(as_person, signed, worker):
    page = f"{HOME}agreements/{signed.id}/renew/"
    desk, starts = as_person(worker), signed.ends_on + timedelta(days=1)
    assert desk.get(page).status_code == 200
    said = {
        "key": str(ids.uuid7()), "subject": signed.subject, "starts_on": starts.isoformat(), "notice_days": 30,
        "ends_on": (starts + timedelta(days=300)).isoformat(), "price_percent": 50, "share_percent": 15,
        "share_nature": "donation", "fund": str(signed.fund_id),
    }  # fmt: skip
    assert desk.post(page, {**said, "starts_on": signed.starts_on.isoformat()}).status_code == 422
    assert desk.post(page, said).status_code == 302
    assert Agreement.objects.get(renews=signed).starts_on == starts


def test_a_neighbour_sees_none_of_it(as_person, signed, resident):
    neighbour = as_person(resident)
    ends = ("leave/", "suspend/", "renew/")
    pages = [f"{HOME}agreements/{signed.id}/{end}" for end in ends] + [f"{HOME}leaving/"]
    assert [neighbour.get(page).status_code for page in pages] == [403] * 4
