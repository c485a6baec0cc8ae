"""The slip, the page behind it, and the desk that says yes or no."""

import re

import pytest

from hehuo.core.db.models import Installation
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.entry import texting
from hehuo.domain.ground.entry.models import Claim
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind

SAID = {"name": "高雪", "phone": "19900206068", "kind": "lives"}
DESK = "/c/haiwan/claims/"


@pytest.fixture
def home(haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    found = ensure_home(estate=estate, number=read_home("3-2-502"))
    Person.objects.create(name="王建国", household=Household.objects.create(home=found), relation="户主")
    return found


@pytest.fixture
def slip(as_person, worker, home, monkeypatch):
    """The address on a slip."""
    page = as_person(worker).post(DESK, {"home": "3-2-502"}).content.decode()
    assert "海湾花园" in page
    from hehuo.domain.ground.entry import claims

    return f"/c/haiwan/join/{claims.invite(actor=worker, home=home)[1]}/"


def test_a_claim_is_made_and_decided_without_texts(client, slip, worker, as_person, monkeypatch):
    monkeypatch.setattr(texting, "provider", lambda: None)
    client.post("/leave/")
    page = client.get(slip).content.decode()
    assert ("3栋" in page, "王" in page) == (True, False)  # never who else lives there
    assert client.post(slip, {**SAID, "name": ""}).status_code == 422
    assert "记下了" in client.post(slip, SAID).content.decode()
    assert client.post(slip, SAID).status_code == 422
    claim = Claim.objects.get()
    browser = as_person(worker)
    assert "高雪" in browser.get(DESK).content.decode()
    detail = f"{DESK}{claim.id}/"
    assert "王*国" in browser.get(detail).content.decode()
    assert browser.post(f"{detail}refuse/", {"reason": ""}).status_code == 422
    assert browser.post(detail, {"person": "new"}).url == DESK
    assert Person.objects.get(name="高雪").household.home == claim.home
    assert browser.post(f"{detail}refuse/", {"reason": "来晚了"}).status_code == 422


def test_the_demo_shows_the_code_itself(client, slip):
    Installation.objects.create(is_demo=True)
    access.forget_mark()
    asked = client.post(slip, SAID).content.decode()
    code = re.search(r'<b class="num t19">(\d{6})</b>', asked)[1]
    assert client.post(slip, {**SAID, "code": "1"}).status_code == 422
    assert "记下了" in client.post(slip, {**SAID, "code": code}).content.decode()
    assert Claim.objects.get().is_phone_proven


def test_refusing_and_ending_a_slip(client, slip, worker, as_person, monkeypatch):
    monkeypatch.setattr(texting, "provider", lambda: None)
    client.post(slip, SAID)
    browser, claim = as_person(worker), Claim.objects.get()
    assert browser.post(f"{DESK}{claim.id}/refuse/", {"reason": "这户说不认识"}).url == DESK
    assert browser.post(f"/c/haiwan/invitations/{claim.invitation_id}/end/").url == DESK
    assert client.get(slip).status_code == 404


def test_a_home_must_be_meant(as_person, worker, home):
    browser = as_person(worker)
    assert "没有找到" in browser.post(DESK, {"home": "9-9-999"}).content.decode()
    other = ensure_place(kind=PlaceKind.ESTATE, name="珠江湾")
    ensure_home(estate=other, number=read_home("3-2-502"))
    assert "不止一处" in browser.post(DESK, {"home": "3-2-502"}).content.decode()


def test_a_resident_admits_nobody(as_person, resident, home):
    assert as_person(resident).get(DESK).status_code == 403
