"""The door: by password, by card, by one tap in the demo; leaving; large text; the other language."""

import pytest

from hehuo.core.db.models import Installation
from hehuo.domain.ground.access import actions, queries

pytestmark = pytest.mark.django_db


def test_a_password_lets_in_and_leads_back(client, worker):
    worker.account_id = None
    actions.give_account(actor=None, person=worker, username="zhou", password="long enough 9")
    form = {"username": "zhou", "password": "long enough 9", "next": "/c/haiwan/needs/tray/"}
    assert client.post("/enter/", form).url == "/c/haiwan/needs/tray/"
    assert client.get("/c/haiwan/needs/tray/").status_code == 200
    client.post("/leave/")
    assert client.get("/c/haiwan/needs/tray/").status_code == 302


def test_the_door_never_leads_to_another_house(client, worker):
    worker.account_id = None
    actions.give_account(actor=None, person=worker, username="zhou", password="long enough 9")
    form = {"username": "zhou", "password": "long enough 9", "next": "https://elsewhere.example/"}
    assert client.post("/enter/", form).url == "/c/haiwan/"


def test_a_wrong_password_keeps_the_name(client, haiwan):
    answer = client.post("/enter/", {"username": "zhou", "password": "wrong"})
    assert answer.status_code == 422
    assert "账号或密码不对" in answer.content.decode()
    assert 'value="zhou"' in answer.content.decode()


def test_a_card_lets_its_person_in(client, worker, resident):
    _card, token, pin = actions.print_card(actor=worker, person=resident)
    page = f"/c/haiwan/card/{token}/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"pin": "abc"}).status_code == 422
    assert client.post(page, {"pin": pin}).status_code == 302
    assert client.get("/c/haiwan/needs/mine/").status_code == 200


def test_one_tap_is_for_the_demo_alone(client, resident):
    queries.forget_mark()
    address = f"/enter/demo/{resident.account_id}/"
    assert client.post(address).status_code == 403
    Installation.objects.create(is_demo=True)
    queries.forget_mark()
    assert client.post(address).status_code == 302
    assert client.get("/c/haiwan/needs/mine/").status_code == 200
    queries.forget_mark()


def test_large_text_and_language_are_remembered(client, haiwan):
    client.post("/text-size/", {"next": "/c/haiwan/needs/"})
    assert 'data-theme="elder"' in client.get("/c/haiwan/needs/").content.decode()
    client.post("/text-size/")
    assert 'data-theme="elder"' not in client.get("/c/haiwan/needs/").content.decode()
    client.post("/language/", {"language": "en"})
    assert '<html lang="en"' in client.get("/c/haiwan/needs/").content.decode()
    client.post("/language/", {"language": "xx"})
    assert '<html lang="en"' in client.get("/c/haiwan/needs/").content.decode()


def test_an_unknown_community_says_so(client, haiwan):
    answer = client.get("/c/nowhere/needs/")
    assert answer.status_code == 404
    assert "没有这个社区" in answer.content.decode()


def test_a_session_of_one_community_is_nobody_in_another(client, as_person, resident):
    from hehuo.core.db.models import Community

    Community.objects.create(code="binjiang", name="滨江社区")
    browser = as_person(resident)
    assert browser.get("/c/binjiang/needs/mine/").status_code == 302
